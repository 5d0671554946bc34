package vn.portalaudit.alert;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingInt;
import static java.util.stream.Collectors.toSet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import vn.portalaudit.alert.Tries.Way;

/**
 * When tries at the door are taken for guessing. Pure; safe for several threads.
 *
 * @param window over how long tries are counted
 * @param account so many failures with one login, from wherever
 * @param address so many failures from one address, with whichever logins: an office shares one
 * @param accounts so many logins tried of which nobody got in
 * @param keys so many different keys that do not exist
 */
public record Guessing(Duration window, int account, int address, int accounts, int keys) {
  /** What holds without any setting. */
  public static final Guessing STANDARD = new Guessing(Duration.ofHours(1), 10, 30, 15, 10);

  /** Who gets in after no more failures than these has mistyped: no wait came between. */
  private static final int MISTYPED = 5;

  private record Pair(String address, String name) {}

  /** The half of each number: below them what was going on is over. */
  public Guessing half() {
    return new Guessing(
        window,
        Math.max(1, account / 2),
        Math.max(1, address / 2),
        Math.max(1, accounts / 2),
        Math.max(1, keys / 2));
  }

  /**
   * What tries amount to.
   *
   * @param all those of the window
   * @return empty when it is what people do every day
   */
  public Optional<Wave> wave(List<Tries> all) {
    List<Tries> wrong = wrong(all);
    List<Tries> people = wrong.stream().filter(t -> t.way() != Way.KEY).toList();
    List<Tries> foreign = wrong.stream().filter(t -> t.way() == Way.KEY).toList();
    Set<String> targets =
        above(people.stream().filter(t -> t.way() != Way.RESET), Tries::name, account);
    Set<String> sources = above(people.stream(), Tries::address, address);
    boolean spread = names(people).size() >= accounts;
    List<Tries> parts = new ArrayList<>();
    people.stream()
        .filter(t -> spread || targets.contains(t.name()) || sources.contains(t.address()))
        .forEach(parts::add);
    if (names(foreign).size() >= keys) {
      parts.addAll(foreign);
    }
    if (parts.isEmpty()) {
      return Optional.empty();
    }
    Set<String> entered =
        all.stream()
            .filter(t -> t.strange() > 0)
            .filter(t -> targets.contains(t.name()) || sources.contains(t.address()))
            .map(Tries::name)
            .collect(toSet());
    boolean many = spread || !sources.isEmpty() || targets.size() > 1;
    boolean past = parts.stream().anyMatch(t -> t.way() == Way.CODE || t.way() == Way.KEY);
    Severity severity =
        !entered.isEmpty() ? Severity.CRITICAL : many || past ? Severity.MAJOR : Severity.MINOR;
    return Optional.of(new Wave(severity, parts, entered));
  }

  /** Failures without those of people who mistyped and then got in. */
  private static List<Tries> wrong(List<Tries> all) {
    Map<Pair, Integer> failed =
        all.stream()
            .filter(t -> t.way() != Way.KEY)
            .collect(groupingBy(Guessing::pair, summingInt(Tries::failed)));
    Set<Pair> mistyped = new HashSet<>();
    for (Tries t : all) {
      if (t.entered() > 0 && failed.getOrDefault(pair(t), 0) <= MISTYPED) {
        mistyped.add(pair(t));
      }
    }
    return all.stream()
        .filter(t -> t.failed() > 0 && (t.way() == Way.KEY || !mistyped.contains(pair(t))))
        .toList();
  }

  private static Pair pair(Tries tries) {
    return new Pair(tries.address(), tries.name());
  }

  private static Set<String> names(List<Tries> tries) {
    return tries.stream().map(Tries::name).collect(toSet());
  }

  private static Set<String> above(Stream<Tries> tries, Function<Tries, String> by, int least) {
    return tries.collect(groupingBy(by, summingInt(Tries::failed))).entrySet().stream()
        .filter(e -> !e.getKey().isEmpty() && e.getValue() >= least)
        .map(Map.Entry::getKey)
        .collect(toSet());
  }
}
