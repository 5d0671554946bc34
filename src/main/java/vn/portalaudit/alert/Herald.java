package vn.portalaudit.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.monitor.Cause;

/**
 * Decides what people are told. News of portals are gathered for a minute, so that many of a kind
 * make one message; late-comers join what is not told yet. Pure; safe for several threads.
 */
public final class Herald {
  /** How long news are gathered. */
  public static final Duration GATHERS = Duration.ofSeconds(60);

  /** So many of a kind are told in one message. */
  public static final int MANY = 5;

  /** What comes and goes is told once in this time. */
  public static final Duration DAMPING = Duration.ofMinutes(30);

  private final Letter letter;

  /**
   * A herald.
   *
   * @param wording the texts
   * @param base address of the program's pages, for links; empty for none
   */
  public Herald(Wording wording, String base) {
    this.letter = new Letter(wording, base);
  }

  /**
   * What to do about news.
   *
   * @param drafts messages, in the order in which to send them
   * @param settled events of which people need not hear again
   * @param silent of those: events that were over before people had to hear of them
   */
  public record Plan(List<Draft> drafts, Set<Long> settled, Set<Long> silent) {
    public Plan {
      drafts = List.copyOf(drafts);
      settled = Set.copyOf(settled);
      silent = Set.copyOf(silent);
    }
  }

  /**
   * An incident that nobody has taken up.
   *
   * @param news its last opening
   * @param reminded by channel, when it last heard a reminder
   */
  public record Lasting(News news, Map<Integer, Instant> reminded) {
    public Lasting {
      reminded = Map.copyOf(reminded);
    }
  }

  /**
   * Plans the telling of news.
   *
   * @param waiting all events not told, by number
   * @param rules the rules of channels that are on
   * @param now the time of day
   */
  public Plan plan(List<News> waiting, List<Rule> rules, Instant now) {
    Set<Long> silent = silent(waiting, now);
    List<News> speaking =
        waiting.stream().filter(n -> !silent.contains(n.event()) && !damped(n, now)).toList();
    List<List<News>> bundles = bundles(speaking, now);
    Set<Long> settled = new HashSet<>(silent);
    bundles.forEach(bundle -> bundle.forEach(news -> settled.add(news.event())));
    List<Draft> drafts = new ArrayList<>();
    byChannel(rules)
        .forEach((channel, own) -> {
          for (List<News> bundle : bundles) {
            drafts.addAll(tell(channel, own, bundle, now));
          }
        });
    return new Plan(drafts, settled, silent);
  }

  private static Map<Integer, List<Rule>> byChannel(List<Rule> rules) {
    return rules.stream()
        .collect(Collectors.groupingBy(Rule::channel, TreeMap::new, Collectors.toList()));
  }

  // ---- damping ----

  /** What came again soon after it was told waits. The watch damps what it calls down itself. */
  private static boolean damped(News news, Instant now) {
    Instant told = news.lastTold();
    return news.what() == Life.Event.REOPENED
        && news.incident().subject().kind() != Kind.DOWN
        && told != null
        && now.isBefore(told.plus(DAMPING));
  }

  /** What came again and went while it was damped is not told at all. */
  private static Set<Long> silent(List<News> waiting, Instant now) {
    Map<Long, News> came = new LinkedHashMap<>();
    Set<Long> silent = new HashSet<>();
    for (News news : waiting) {
      long incident = news.incident().id();
      if (damped(news, now)) {
        came.put(incident, news);
      } else if (news.good()) {
        News before = came.remove(incident);
        if (before != null) {
          silent.add(before.event());
          silent.add(news.event());
        }
      }
    }
    return silent;
  }

  // ---- gathering ----

  private record Flock(Kind kind, boolean good) {}

  private static List<List<News>> bundles(List<News> waiting, Instant now) {
    Map<Flock, List<News>> flocks = new LinkedHashMap<>();
    for (News news : waiting) {
      Flock flock = new Flock(news.incident().subject().kind(), news.good());
      flocks.computeIfAbsent(flock, f -> new ArrayList<>()).add(news);
    }
    Set<Long> unripe = new HashSet<>();
    List<List<News>> out = new ArrayList<>();
    List<List<News>> ordered = new ArrayList<>(flocks.values());
    ordered.sort(Comparator.comparing(flock -> flock.getFirst().good()));
    for (List<News> flock : ordered) {
      List<News> ready = flock.stream().filter(n -> !unripe.contains(n.incident().id())).toList();
      if (!ready.isEmpty() && ripe(ready, now)) {
        out.addAll(split(ready));
      } else {
        flock.forEach(news -> unripe.add(news.incident().id()));
      }
    }
    out.sort(Comparator.comparing(bundle -> bundle.getFirst().event()));
    return out;
  }

  private static boolean ripe(List<News> flock, Instant now) {
    return flock.stream().anyMatch(n -> n.portal() == null || !now.isBefore(n.at().plus(GATHERS)));
  }

  private static List<List<News>> split(List<News> flock) {
    if (flock.size() >= MANY) {
      return List.of(flock);
    }
    Map<String, List<News>> groups = new LinkedHashMap<>();
    for (News news : flock) {
      PortalFacts portal = news.portal();
      String key =
          portal != null && news.incident().cause() == Cause.HOSTING
              ? "h" + portal.hosting()
              : "e" + news.event();
      groups.computeIfAbsent(key, k -> new ArrayList<>()).add(news);
    }
    return List.copyOf(groups.values());
  }

  // ---- telling ----

  private List<Draft> tell(int channel, List<Rule> rules, List<News> bundle, Instant now) {
    List<News> free = new ArrayList<>();
    List<News> held = new ArrayList<>();
    Instant until = null;
    for (News news : bundle) {
      List<Rule> hearing =
          rules.stream().filter(r -> r.hears(news.incident(), news.portal())).toList();
      if (hearing.isEmpty()) {
        continue;
      }
      List<Instant> ends = ends(hearing, news.incident().severity(), now);
      if (ends.size() < hearing.size()) {
        free.add(news);
      } else {
        held.add(news);
        Instant end = ends.stream().min(Instant::compareTo).orElse(now);
        until = until == null || end.isBefore(until) ? end : until;
      }
    }
    List<Draft> drafts = new ArrayList<>(2);
    draft(channel, free, null, now).ifPresent(drafts::add);
    draft(channel, held, until, now).ifPresent(drafts::add);
    return drafts;
  }

  private static List<Instant> ends(List<Rule> hearing, Severity severity, Instant now) {
    return hearing.stream().flatMap(r -> r.heldUntil(severity, now).stream()).toList();
  }

  private Optional<Draft> draft(
      int channel, List<News> heard, @Nullable Instant until, Instant now) {
    if (heard.isEmpty()) {
      return Optional.empty();
    }
    boolean hosting = heard.stream().allMatch(n -> n.incident().cause() == Cause.HOSTING);
    Letter.Written written =
        heard.size() == 1 ? letter.one(heard.getFirst(), now) : letter.many(heard, hosting, now);
    String dedupe = (heard.size() == 1 ? "e" : "g") + heard.getFirst().event();
    return Optional.of(
        new Draft(
            channel,
            dedupe,
            written.subject(),
            written.body(),
            incidents(heard),
            portals(heard),
            until == null ? now : until,
            until != null));
  }

  private static List<Long> incidents(List<News> all) {
    return all.stream().map(n -> n.incident().id()).distinct().toList();
  }

  private static List<Integer> portals(List<News> all) {
    return all.stream()
        .flatMap(n -> Optional.ofNullable(n.portal()).stream())
        .map(PortalFacts::id)
        .distinct()
        .toList();
  }

  /** Reminders that are due; those nearly due join. None in quiet hours. */
  public List<Draft> remind(List<Lasting> open, List<Rule> rules, Instant now) {
    List<Draft> drafts = new ArrayList<>();
    byChannel(rules)
        .forEach((channel, own) -> {
          List<News> near =
              open.stream()
                  .filter(one -> due(one, own, now.plus(GATHERS), now))
                  .map(Lasting::news)
                  .toList();
          if (open.stream().anyMatch(one -> due(one, own, now, now))) {
            Letter.Written written = letter.reminder(near, now);
            String dedupe = "r" + near.getFirst().incident().id() + "@" + now.getEpochSecond();
            drafts.add(
                new Draft(
                    channel,
                    dedupe,
                    written.subject(),
                    written.body(),
                    incidents(near),
                    portals(near),
                    now,
                    false));
          }
        });
    return drafts;
  }

  private static boolean due(Lasting one, List<Rule> rules, Instant by, Instant now) {
    Incident incident = one.news().incident();
    return rules.stream()
        .filter(r -> r.hears(incident, one.news().portal()))
        .filter(r -> r.heldUntil(incident.severity(), now).isEmpty())
        .anyMatch(r -> {
          Duration after = r.remindAfter();
          Instant last = one.reminded().getOrDefault(r.channel(), one.news().at());
          Instant from = last.isBefore(one.news().at()) ? one.news().at() : last;
          return after != null && !by.isBefore(from.plus(after));
        });
  }

  /** The one message in place of those that were held in quiet hours; alone, it goes as it is. */
  public Draft summary(List<Draft> held, String dedupe, Instant now) {
    Draft first = held.getFirst();
    Letter.Written written =
        held.size() == 1
            ? new Letter.Written(first.subject(), first.body())
            : letter.summary(held, now);
    return new Draft(
        first.channel(),
        dedupe,
        written.subject(),
        written.body(),
        held.stream().flatMap(d -> d.incidents().stream()).distinct().toList(),
        held.stream().flatMap(d -> d.portals().stream()).distinct().toList(),
        now,
        false);
  }

  /** A message for trying a channel («Gửi thử»). */
  public Parcel trial(Channel channel, Instant now) {
    Letter.Written written = letter.trial(now);
    return new Parcel(
        0, channel, "thu-" + now.toEpochMilli(), written.subject(), written.body(), 0);
  }
}
