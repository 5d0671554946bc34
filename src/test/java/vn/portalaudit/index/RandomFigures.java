package vn.portalaudit.index;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Schemes and figures at random, the same for the same seed. */
public final class RandomFigures {
  private static final List<String> GROUPS = List.of("so", "huyen", "xa");

  private final Random random;

  /** Of a seed. */
  public RandomFigures(long seed) {
    random = new Random(seed);
  }

  /** A scheme of so many indicators, with two pillars that share a group. */
  public Scheme scheme(int items) {
    List<Scheme.Item> list = new ArrayList<>();
    List<Integer> first = new ArrayList<>();
    List<Integer> second = new ArrayList<>();
    List<Integer> third = new ArrayList<>();
    BigDecimal max = BigDecimal.ZERO;
    for (int i = 0; i < items; i++) {
      BigDecimal most = BigDecimal.valueOf(1 + random.nextInt(20));
      max = max.add(most);
      List<Column> declared =
          random.nextInt(3) == 0
              ? List.of(Column.values()[1 + random.nextInt(Column.values().length - 1)])
              : List.of();
      list.add(
          new Scheme.Item(
              "i" + i,
              "Chỉ số " + i,
              most,
              declared.contains(Column.APPRAISED) ? List.of() : declared,
              random.nextInt(10) == 0 ? Set.of("kinh-te-so") : Set.of(),
              Set.of(),
              Map.of(),
              null));
      List.of(first, second, third).get(i % 3).add(i);
    }
    List<Integer> left = new ArrayList<>(first);
    left.addAll(second);
    List<Integer> right = new ArrayList<>(first);
    right.addAll(third);
    return new Scheme(
        "ngau-nhien",
        "2026.1",
        "Bộ ngẫu nhiên",
        max,
        list,
        List.of(part("1", first), part("2", second), part("3", third)),
        List.of(part("trai", left), part("phai", right)),
        List.of(
            new Scheme.Grade("Tốt", BigDecimal.valueOf(80)),
            new Scheme.Grade("Khá", BigDecimal.valueOf(65)),
            new Scheme.Grade("Yếu", BigDecimal.ZERO)),
        new Scheme.Conditions(true, false, Set.of()));
  }

  private static Scheme.Part part(String code, List<Integer> items) {
    return new Scheme.Part(code, code, "Nhóm " + code, null, null, items);
  }

  /** So many agencies in up to three groups. */
  public List<Agency> agencies(int count) {
    List<Agency> agencies = new ArrayList<>();
    for (int a = 0; a < count; a++) {
      agencies.add(
          new Agency(
              "cq-" + a,
              "Cơ quan " + a,
              GROUPS.get(random.nextInt(3)),
              random.nextInt(3) == 0 ? Set.of("kinh-te-so") : Set.of()));
    }
    return agencies;
  }

  /** One value in a column. */
  public record Value(Column column, String agency, String item, BigDecimal points) {}

  /** Values with quarter points in all columns, each filled to a share. */
  public List<Value> values(Scheme scheme, List<Agency> agencies, double filled) {
    List<Value> values = new ArrayList<>();
    for (Agency agency : agencies) {
      for (Scheme.Item item : scheme.items()) {
        for (Column column : Column.values()) {
          BigDecimal most = item.maxPoints(agency);
          if (most != null && item.concerns(agency) && random.nextDouble() < filled) {
            values.add(new Value(column, agency.id(), item.id(), points(most)));
          }
        }
      }
    }
    return values;
  }

  /** Quarter points from 0 to the maximum. */
  public BigDecimal points(BigDecimal most) {
    return BigDecimal.valueOf(random.nextInt(most.intValueExact() * 4 + 1) * 25L, 2);
  }

  /** The figures of values, with incentive points for some and an exclusion. */
  public static Figures figures(Scheme scheme, List<Agency> agencies, List<Value> values) {
    Figures.Builder builder = new Figures.Builder(scheme, agencies);
    for (Value value : values) {
      builder.put(
          value.column(),
          builder.find(value.agency()).orElseThrow(),
          scheme.find(value.item()).orElseThrow(),
          value.points(),
          null);
    }
    builder.find("cq-0").ifPresent(a -> builder.bonus(a, BigDecimal.valueOf(3), "sáng kiến"));
    if (scheme.items().size() > 5) {
      builder.exclude(5, "Nguyễn Văn An", "không thu thập được");
    }
    return builder.build();
  }

  /** The same in another order. */
  public <T extends @Nullable Object> List<T> shuffled(List<T> list) {
    List<T> shuffled = new ArrayList<>(list);
    Collections.shuffle(shuffled, random);
    return shuffled;
  }

  /** A number below a bound. */
  public int below(int bound) {
    return random.nextInt(bound);
  }
}
