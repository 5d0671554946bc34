package vn.portalaudit.web.page;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the address of a list asks for: page, size, order, filters; and the addresses of its other
 * pages. Whatever cannot be read is the default. A handler gets it as a parameter.
 */
public final class Query {
  private static final String PAGE = "trang";
  private static final String SIZE = "co";
  private static final String ORDER = "xep";
  private static final List<Integer> SIZES = List.of(25, 50, 100);
  private static final int LAST = 100_000;
  private static final int LONGEST = 200;

  private final String path;
  private final Map<String, List<String>> values;

  Query(String path, Map<String, String[]> parameters) {
    this.path = path;
    this.values = new LinkedHashMap<>();
    parameters.forEach((name, given) -> {
      List<String> kept =
          Arrays.stream(given)
              .map(value -> value.strip().replace("\0", ""))
              .map(value -> value.length() > LONGEST ? value.substring(0, LONGEST) : value)
              .filter(value -> !value.isEmpty())
              .limit(50)
              .toList();
      if (!kept.isEmpty() && !name.startsWith("_")) {
        values.put(name, kept);
      }
    });
  }

  /** A filter's text; empty without one. */
  public String text(String name) {
    List<String> given = values.getOrDefault(name, List.of());
    return given.isEmpty() ? "" : given.get(0);
  }

  /** A filter's text, or null without one. */
  public @Nullable String textOrNull(String name) {
    String text = text(name);
    return text.isEmpty() ? null : text;
  }

  /** The values of a filter of several. */
  public Set<String> several(String name) {
    return Set.copyOf(values.getOrDefault(name, List.of()));
  }

  /** Whether a value of a filter is chosen. For templates. */
  public boolean chosen(String name, String value) {
    return values.getOrDefault(name, List.of()).contains(value);
  }

  /** The page, from 1. */
  public int page() {
    return Math.max(1, number(PAGE, 1));
  }

  /** How many rows a page has: 25, 50 or 100. */
  public int size() {
    int size = number(SIZE, SIZES.get(0));
    return SIZES.contains(size) ? size : SIZES.get(0);
  }

  /** How many rows are passed over. */
  public int offset() {
    return (page() - 1) * size();
  }

  /** The rows of the page out of all of them, where they come whole from a computation. */
  public <T> Stream<T> window(List<T> all) {
    return all.stream().skip(offset()).limit(size());
  }

  /**
   * The order that is asked for, one of an enumeration: nothing of the address gets into SQL.
   *
   * @param otherwise the order without any wish
   */
  public <E extends Enum<E>> E order(Class<E> kind, E otherwise) {
    String wanted = text(ORDER);
    return Arrays.stream(kind.getEnumConstants())
        .filter(order -> code(order).equals(wanted))
        .findFirst()
        .orElse(otherwise);
  }

  private static String code(Enum<?> order) {
    return order.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether the list is sorted in this order now. For templates. */
  public boolean ordered(String order) {
    return text(ORDER).equals(order);
  }

  private int number(String name, int otherwise) {
    String text = text(name);
    if (!text.matches("[0-9]{1,6}")) {
      return otherwise;
    }
    return Math.min(LAST, Integer.parseInt(text));
  }

  /** Whether any filter is set. */
  public boolean filtered() {
    return values.keySet().stream()
        .anyMatch(name -> !name.equals(PAGE) && !name.equals(SIZE) && !name.equals(ORDER));
  }

  /** The address of this list with one value changed; an empty value leaves it out. */
  public String href(String name, Object value) {
    Map<String, List<String>> changed = new LinkedHashMap<>(values);
    if (!name.equals(PAGE)) {
      changed.remove(PAGE);
    }
    String text = value.toString();
    if (text.isEmpty()) {
      changed.remove(name);
    } else {
      changed.put(name, List.of(text));
    }
    return address(changed);
  }

  /** The address of this list without any filter. */
  public String bare() {
    return path;
  }

  /** What the address asks for, without the page; empty when nothing. */
  public String filter() {
    Map<String, List<String>> kept = new LinkedHashMap<>(values);
    kept.remove(PAGE);
    return encoded(kept);
  }

  private String address(Map<String, List<String>> parameters) {
    String encoded = encoded(parameters);
    return encoded.isEmpty() ? path : path + "?" + encoded;
  }

  private static String encoded(Map<String, List<String>> parameters) {
    return parameters.entrySet().stream()
        .flatMap(entry ->
            entry.getValue().stream().map(value -> encoded(entry.getKey()) + "=" + encoded(value)))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** The pages of this list. */
  public Paging paging(int total) {
    return Paging.of(this, total);
  }

  /** The sizes that may be asked for. For templates. */
  public List<Integer> sizes() {
    return SIZES;
  }
}
