package vn.portalaudit.evaluate;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.checklist.Checklist;
import vn.portalaudit.checklist.Checklist.Criterion;
import vn.portalaudit.checklist.Checklist.Grade;
import vn.portalaudit.checklist.Checklist.Group;
import vn.portalaudit.checklist.Checklist.Inapplicable;
import vn.portalaudit.checklist.Checklist.Level;
import vn.portalaudit.checklist.Checklist.Part;
import vn.portalaudit.checklist.Checklist.Scoring;
import vn.portalaudit.checklist.Checklist.Undecidable;
import vn.portalaudit.checklist.Condition;
import vn.portalaudit.domain.Datum;
import vn.portalaudit.domain.Method;
import vn.portalaudit.domain.Observation;
import vn.portalaudit.domain.PointsBasis;
import vn.portalaudit.domain.PortalKind;
import vn.portalaudit.domain.Reason;
import vn.portalaudit.domain.Result;

/**
 * Makes random checklists and observations out of one seed.
 *
 * @param random the source of chance
 * @param rising whether only conditions are made that more of everything cannot break
 */
record Cases(Random random, boolean rising) {
  private static final List<String> WORDS = List.of("UP", "DOWN", "TLSv1.2", "TLSv1.3", "EXPIRED");
  private static final int FIELDS = 4;

  /** A checklist of one to six criteria in two groups. */
  Checklist checklist() {
    List<Group> groups = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      int group = i;
      List<Criterion> criteria =
          IntStream.range(0, 1 + random.nextInt(3))
              .mapToObj(n -> criterion(group + "-" + n))
              .toList();
      BigDecimal max =
          criteria.stream().map(Criterion::maxPoints).reduce(BigDecimal.ZERO, BigDecimal::add);
      groups.add(new Group("nhom-" + i, "" + i, "Nhóm", max, PointsBasis.PROPOSED, null, criteria));
    }
    return new Checklist(
        "phieu",
        "2026.1",
        "Phiếu",
        "Căn cứ",
        List.of(),
        List.of(),
        null,
        null,
        List.of(),
        List.of(new Grade("Tốt", BigDecimal.valueOf(80)), new Grade("Yếu", BigDecimal.ZERO)),
        groups);
  }

  /** The kind of portal that is judged. */
  PortalKind kind() {
    return PortalKind.SO;
  }

  /** Something for every field: a value or, one time in three, a reason. */
  Map<String, Observation> observations() {
    Map<String, Observation> seen = new TreeMap<>();
    for (String key : keys()) {
      Result result =
          random.nextInt(3) == 0
              ? new Result.Unobserved(pick(List.of(Reason.values())))
              : new Result.Value(datum(key));
      seen.put(key, observation(key, result));
    }
    return seen;
  }

  /** The same, with a random value wherever there was none. */
  Map<String, Observation> completed(Map<String, Observation> seen) {
    Map<String, Observation> whole = new TreeMap<>(seen);
    whole.replaceAll((key, observation) ->
        observation.result() instanceof Result.Unobserved
            ? observation(key, new Result.Value(datum(key)))
            : observation);
    return whole;
  }

  /** The same, with more of one observed quantity or a flag set. */
  Map<String, Observation> raised(Map<String, Observation> seen) {
    Map<String, Observation> more = new TreeMap<>(seen);
    String key = pick(keys());
    more.computeIfPresent(key, this::raised);
    return more;
  }

  private Observation raised(String key, Observation observation) {
    if (!(observation.result() instanceof Result.Value value)) {
      return observation;
    }
    BigDecimal more = BigDecimal.valueOf(random.nextInt(9));
    Datum datum =
        switch (value.datum()) {
          case Datum.Flag flag -> Datum.of(true);
          case Datum.Quantity quantity -> Datum.of(quantity.value().add(more));
          case Datum.Text text -> text;
          case Datum.Day day -> day;
          case Datum.Words words -> words;
        };
    return observation(key, new Result.Value(datum));
  }

  /** The same, with one field unobserved. */
  Map<String, Observation> hidden(Map<String, Observation> seen) {
    Map<String, Observation> less = new TreeMap<>(seen);
    String key = pick(keys());
    less.put(key, observation(key, new Result.Unobserved(Reason.READ_TIMEOUT)));
    return less;
  }

  /** The same checklist with the members of every «all» and «any» in another order. */
  Checklist shuffled(Checklist checklist) {
    return new Checklist(
        checklist.id(),
        checklist.version(),
        checklist.title(),
        checklist.basis(),
        checklist.appliesTo(),
        checklist.referenceFor(),
        null,
        null,
        checklist.gaps(),
        checklist.grades(),
        checklist.groups().stream().map(this::shuffled).toList());
  }

  private Group shuffled(Group group) {
    List<Criterion> criteria =
        group.criteria().stream()
            .map(c ->
                criterion(
                    c.id(),
                    c.maxPoints(),
                    shuffled(c.inapplicable()),
                    c.undecidable() == null
                        ? null
                        : new Undecidable(
                            shuffled(c.undecidable().when()), c.undecidable().reason(), null),
                    shuffled(c.scoring())))
            .toList();
    return new Group(
        group.id(),
        group.code(),
        group.title(),
        group.maxPoints(),
        group.pointsBasis(),
        null,
        criteria);
  }

  private @Nullable Inapplicable shuffled(@Nullable Inapplicable one) {
    return one == null
        ? null
        : new Inapplicable(one.to(), one.when() == null ? null : shuffled(one.when()), one.says());
  }

  private Scoring shuffled(Scoring scoring) {
    return switch (scoring) {
      case Scoring.Levels levels ->
          new Scoring.Levels(
              levels.levels().stream()
                  .map(level ->
                      new Level(
                          level.points(),
                          level.when() == null ? null : shuffled(level.when()),
                          level.says()))
                  .toList());
      case Scoring.Share share ->
          new Scoring.Share(
              share.observe(),
              share.fullAt(),
              share.says(),
              share.onlyWhen() == null ? null : shuffled(share.onlyWhen()),
              share.saysOtherwise());
      case Scoring.Parts parts ->
          new Scoring.Parts(
              parts.parts().stream()
                  .map(p -> new Part(p.points(), shuffled(p.when()), p.says(), p.saysOtherwise()))
                  .toList());
      case Scoring.None none -> none;
    };
  }

  private Condition shuffled(Condition condition) {
    return switch (condition) {
      case Condition.Test test -> test;
      case Condition.Not not -> new Condition.Not(shuffled(not.condition()));
      case Condition.All all -> new Condition.All(mixed(all.conditions()));
      case Condition.Any any -> new Condition.Any(mixed(any.conditions()));
    };
  }

  private List<Condition> mixed(List<Condition> conditions) {
    List<Condition> mixed = new ArrayList<>(conditions.stream().map(this::shuffled).toList());
    Collections.shuffle(mixed, random);
    return mixed;
  }

  private Criterion criterion(String id) {
    @Nullable Undecidable undecidable =
        !rising && random.nextInt(4) == 0
            ? new Undecidable(condition(2), Reason.TOO_LITTLE_HISTORY, null)
            : null;
    BigDecimal max = BigDecimal.valueOf(1 + random.nextInt(80), 1);
    @Nullable Inapplicable inapplicable = !rising && random.nextInt(5) == 0 ? inapplicable() : null;
    return criterion("tieu-chi-" + id, max, inapplicable, undecidable, scoring(max));
  }

  private Inapplicable inapplicable() {
    List<PortalKind> to =
        pick(List.of(List.<PortalKind>of(), List.of(PortalKind.SO), List.of(PortalKind.XA)));
    boolean byKindAlone = !to.isEmpty() && random.nextInt(4) == 0;
    return new Inapplicable(to, byKindAlone ? null : condition(2), "Không thuộc diện.");
  }

  private static Criterion criterion(
      String id,
      BigDecimal max,
      @Nullable Inapplicable inapplicable,
      @Nullable Undecidable undecidable,
      Scoring scoring) {
    return new Criterion(
        id,
        "1",
        "Tiêu chí",
        "Điều 1",
        PointsBasis.PROPOSED,
        Method.AUTOMATIC,
        max,
        null,
        inapplicable,
        undecidable,
        scoring,
        "Sửa.",
        List.of());
  }

  private Scoring scoring(BigDecimal max) {
    BigDecimal half = max.multiply(new BigDecimal("0.5"));
    return switch (random.nextInt(10)) {
      case 0 -> new Scoring.None();
      case 1, 2 ->
          new Scoring.Share(
              pick(keys("q")),
              BigDecimal.valueOf(1 + random.nextInt(20)),
              "Có.",
              random.nextBoolean() ? condition(2) : null,
              "Không.");
      case 3, 4, 5 ->
          new Scoring.Parts(
              List.of(
                  new Part(half, condition(2), "Có.", "Không."),
                  new Part(max.subtract(half), condition(2), "Có.", "Không.")));
      default ->
          new Scoring.Levels(
              List.of(
                  new Level(max, condition(3), "Đủ."),
                  new Level(half, condition(3), "Một phần."),
                  new Level(BigDecimal.ZERO, null, "Không.")));
    };
  }

  private Condition condition(int depth) {
    int choice = depth == 0 ? 9 : random.nextInt(rising ? 9 : 10);
    if (choice < 2) {
      return new Condition.All(several(depth));
    }
    if (choice < 4) {
      return new Condition.Any(several(depth));
    }
    if (choice == 9 && depth > 0) {
      return new Condition.Not(condition(depth - 1));
    }
    return rising ? risingTest() : test();
  }

  private List<Condition> several(int depth) {
    return IntStream.range(0, 1 + random.nextInt(3)).mapToObj(i -> condition(depth - 1)).toList();
  }

  private Condition risingTest() {
    return random.nextBoolean()
        ? new Condition.Is(pick(keys("f")), Datum.of(true))
        : new Condition.AtLeast(pick(keys("q")), BigDecimal.valueOf(random.nextInt(20)));
  }

  private Condition test() {
    return switch (random.nextInt(7)) {
      case 0 -> new Condition.Is(pick(keys("f")), Datum.of(random.nextBoolean()));
      case 1 -> new Condition.Is(pick(keys("t")), Datum.of(pick(WORDS)));
      case 2 -> new Condition.AtLeast(pick(keys("q")), BigDecimal.valueOf(random.nextInt(20)));
      case 3 -> new Condition.AtMost(pick(keys("q")), BigDecimal.valueOf(random.nextInt(20)));
      case 4 -> new Condition.OneOf(pick(keys("t")), words());
      case 5 -> new Condition.Contains(pick(keys("w")), pick(WORDS));
      default -> new Condition.ContainsNone(pick(keys("w")), words());
    };
  }

  private Datum datum(String key) {
    return switch (key.charAt(2)) {
      case 'f' -> Datum.of(random.nextBoolean());
      case 'q' -> Datum.of(BigDecimal.valueOf(random.nextInt(2500), 2));
      case 't' -> Datum.of(pick(WORDS));
      default -> Datum.of(words());
    };
  }

  private List<String> words() {
    return WORDS.stream().filter(word -> random.nextBoolean()).toList();
  }

  private static List<String> keys() {
    return List.of("f", "q", "t", "w").stream().flatMap(type -> keys(type).stream()).toList();
  }

  private static List<String> keys(String type) {
    return IntStream.range(0, FIELDS).mapToObj(i -> "p." + type + i).toList();
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private static Observation observation(String key, Result result) {
    return new Observation("p", key.substring(2), result, List.of());
  }
}
