package vn.portalaudit.alert;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.summingInt;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import vn.portalaudit.alert.Tries.Way;
import vn.portalaudit.monitor.Cause;

/**
 * Guessing that goes on. What is said of it names only logins that there are and addresses that are
 * some, a few of each: what a guesser typed is not passed on to people. Safe for several threads.
 *
 * @param severity how bad it is
 * @param parts the tries that it consists of, at least one
 * @param entered logins with which somebody then got in from an unknown device
 */
public record Wave(Severity severity, List<Tries> parts, Set<String> entered) {
  /** All guessing at one time is one incident. */
  public static final Subject SUBJECT = Subject.ours(Kind.GUESSING);

  private static final int FEW = 5;
  private static final String ADDRESS = "[0-9a-fA-F:.]{2,45}";
  private static final String LOGIN = "[a-z0-9][a-z0-9._@-]{1,98}";

  public Wave {
    parts = List.copyOf(parts);
    entered = Set.copyOf(entered);
  }

  /** It begins. */
  public Change begins() {
    return new Change.Opened(SUBJECT, first(), severity, Cause.UNKNOWN, says(), seen(), true);
  }

  /** It is worse than it was. */
  public Change worsens(Instant now) {
    return new Change.Opened(SUBJECT, now, severity, Cause.UNKNOWN, says(), seen(), true);
  }

  /** It is over. */
  public static Change ends(Instant now) {
    return new Change.Ended(
        SUBJECT, now, "Không còn dấu hiệu dò mật khẩu hay khóa API", List.of(), true);
  }

  private Instant first() {
    return parts.stream().map(Tries::first).min(Comparator.naturalOrder()).orElseThrow();
  }

  /** What happened, in Vietnamese clauses. */
  public String says() {
    List<String> clauses = new ArrayList<>();
    List<Tries> people = parts.stream().filter(t -> t.way() != Way.KEY).toList();
    List<Tries> keys = parts.stream().filter(t -> t.way() == Way.KEY).toList();
    if (!people.isEmpty()) {
      clauses.add(
          "Có dấu hiệu dò mật khẩu: "
              + sum(people, Tries::failed)
              + " lần thử sai ("
              + sum(people, Tries::refused)
              + " lần bị chặn ngay) với "
              + different(people, Tries::name)
              + " tên đăng nhập, từ "
              + different(people, Tries::address)
              + " địa chỉ");
    }
    if (people.stream().anyMatch(t -> t.way() == Way.CODE)) {
      clauses.add("mã xác thực hai bước cũng bị thử: mật khẩu của tài khoản đó có thể đã lộ");
    }
    if (!keys.isEmpty()) {
      clauses.add(
          "Có dấu hiệu dò khóa API: "
              + sum(keys, Tries::failed)
              + " lần với "
              + different(keys, Tries::name)
              + " khóa không có thật, từ "
              + different(keys, Tries::address)
              + " địa chỉ");
    }
    if (!entered.isEmpty()) {
      clauses.add(
          "sau đó có người vào được từ thiết bị lạ, với tài khoản "
              + entered.stream().sorted().limit(FEW).collect(joining(", "))
              + (entered.size() > FEW ? "…" : ""));
    }
    return String.join("; ", clauses);
  }

  /** From where, and with which accounts: the most of each. */
  private List<Seen> seen() {
    Instant last = parts.stream().map(Tries::last).max(Comparator.naturalOrder()).orElseThrow();
    List<Tries> people = parts.stream().filter(t -> t.way() != Way.KEY && t.known()).toList();
    return Stream.concat(
            most(people, Tries::name, LOGIN)
                .map(e -> "tài khoản " + e.getKey() + ": " + e.getValue() + " lần"),
            most(parts, Tries::address, ADDRESS)
                .map(e -> "địa chỉ " + e.getKey() + ": " + e.getValue() + " lần"))
        .map(words -> Seen.words(last, words))
        .toList();
  }

  /** The addresses from which most came, a few. */
  public List<String> addresses() {
    return most(parts, Tries::address, ADDRESS).map(Map.Entry::getKey).toList();
  }

  private static Stream<Map.Entry<String, Integer>> most(
      List<Tries> tries, Function<Tries, String> by, String shape) {
    Predicate<Map.Entry<String, Integer>> proper = e -> e.getKey().matches(shape);
    return tries.stream().collect(groupingBy(by, summingInt(Tries::failed))).entrySet().stream()
        .filter(proper)
        .sorted(
            Map.Entry.<String, Integer>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(FEW);
  }

  private static int sum(List<Tries> tries, ToIntFunction<Tries> what) {
    return tries.stream().mapToInt(what).sum();
  }

  private static long different(List<Tries> tries, Function<Tries, String> what) {
    return tries.stream().map(what).distinct().count();
  }
}
