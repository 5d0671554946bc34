package vn.portalaudit.registry;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Agencies and portals with their history, as rows that name each other by code. The order of rows
 * is always that of their keys, so that two registries with the same rows are equal. A registry may
 * break rules; {@link #check} tells.
 *
 * @param agencies agencies
 * @param versions their names, levels and parents over time
 * @param successions who took over from whom
 * @param portals portals
 * @param owners whose they were over time
 * @param domains under which hosts they were found over time
 * @param contacts persons to turn to
 */
public record Registry(
    List<Agency> agencies,
    List<AgencyVersion> versions,
    List<Succession> successions,
    List<Portal> portals,
    List<PortalOwner> owners,
    List<PortalDomain> domains,
    List<Contact> contacts) {
  /** Nobody is watched. */
  public static final Registry EMPTY = of(List.of());

  public Registry {
    agencies = sorted(agencies);
    versions = sorted(versions);
    successions = sorted(successions);
    portals = sorted(portals);
    owners = sorted(owners);
    domains = sorted(domains);
    contacts = sorted(contacts);
  }

  /** The registry of these rows. */
  public static Registry of(Collection<? extends Entry> entries) {
    return new Registry(
        only(entries, Agency.class),
        only(entries, AgencyVersion.class),
        only(entries, Succession.class),
        only(entries, Portal.class),
        only(entries, PortalOwner.class),
        only(entries, PortalDomain.class),
        only(entries, Contact.class));
  }

  /** All rows, those first on which others build. */
  public List<Entry> entries() {
    return Stream.of(agencies, versions, successions, portals, owners, domains, contacts)
        .<Entry>flatMap(List::stream)
        .toList();
  }

  /** This registry with rows added, and with rows of the same key replaced. */
  public Registry with(Registry changed) {
    Map<Entry.Kind, Map<String, Entry>> rows = byKey();
    changed.entries().forEach(entry -> of(rows, entry).put(entry.key(), entry));
    List<Entry> all = new ArrayList<>();
    rows.values().forEach(kind -> all.addAll(kind.values()));
    return of(all);
  }

  /**
   * What {@link #with} would do.
   *
   * @param changed rows to add or replace
   * @return a change for each row that is new or differs, those first on which others build
   */
  public List<Change> changes(Registry changed) {
    Map<Entry.Kind, Map<String, Entry>> rows = byKey();
    List<Change> changes = new ArrayList<>();
    for (Entry after : changed.entries()) {
      Entry before = of(rows, after).get(after.key());
      if (!after.equals(before)) {
        changes.add(Change.of(before, after));
      }
    }
    return changes;
  }

  /** The rows that hold on a day, with the successions up to that day. */
  public Registry asOf(LocalDate day) {
    return of(
        entries().stream()
            .filter(entry -> {
              Validity holds = entry.holds();
              return holds == null
                  ? entry instanceof Succession succession && !succession.on().isAfter(day)
                  : holds.contains(day);
            })
            .toList());
  }

  /**
   * Holds the registry against its rules.
   *
   * @param permitPrivate whether portals may have loopback and private addresses (for tests and
   *     demonstrations)
   * @return what breaks a rule; none when the registry is sound
   */
  public List<Violation> check(boolean permitPrivate) {
    Findings findings = new Findings();
    History history = history();
    new AgencyRules(this, history, findings).check();
    new SuccessionRules(this, history, findings).check();
    new PortalRules(this, history, findings).check(permitPrivate);
    return findings.list();
  }

  /** The registry, ready to be asked about the past. */
  public History history() {
    return new History(this);
  }

  private Map<Entry.Kind, Map<String, Entry>> byKey() {
    Map<Entry.Kind, Map<String, Entry>> rows = new HashMap<>();
    entries().forEach(entry -> of(rows, entry).put(entry.key(), entry));
    return rows;
  }

  private static Map<String, Entry> of(Map<Entry.Kind, Map<String, Entry>> rows, Entry entry) {
    return rows.computeIfAbsent(entry.kind(), kind -> new HashMap<>());
  }

  private static <E extends Entry> List<E> only(
      Collection<? extends Entry> entries, Class<E> type) {
    return entries.stream().filter(type::isInstance).map(type::cast).toList();
  }

  private static <E extends Entry> List<E> sorted(List<E> rows) {
    return rows.stream().sorted(Comparator.comparing(Entry::key)).toList();
  }
}
