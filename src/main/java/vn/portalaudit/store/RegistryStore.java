package vn.portalaudit.store;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.portalaudit.registry.Change;
import vn.portalaudit.registry.Portal;
import vn.portalaudit.registry.Registry;
import vn.portalaudit.registry.Violation;

/**
 * Keeps the registry of agencies and portals. Nothing is ever deleted. Safe for several threads.
 */
public final class RegistryStore {
  private final Database database;

  /** A store in a migrated database. */
  public RegistryStore(Database database) {
    this.database = database;
  }

  /**
   * Which portals to list. Each may be null, which means all.
   *
   * @param text part of a code, title or address, with or without marks
   * @param scheduleGroup name of a schedule
   * @param tag a tag
   * @param agency code of an owner on the day
   */
  public record Wanted(
      @Nullable String text,
      @Nullable String scheduleGroup,
      @Nullable String tag,
      @Nullable String agency) {
    /** All portals. */
    public static final Wanted ALL = new Wanted(null, null, null, null);
  }

  /**
   * A page of portals.
   *
   * @param portals in the order of their codes
   * @param total how many there are on all pages
   * @param next the code to ask for the next page with, or null on the last
   */
  public record PortalPage(List<Portal> portals, long total, @Nullable String next) {}

  /** The whole registry with all its history. */
  public Registry read() {
    return database.within(RegistryStore::read);
  }

  /** The registry as it was, or will be, on a day. */
  public Registry readAsOf(LocalDate day) {
    return database.within(jdbc -> {
      RegistryRows rows = new RegistryRows(jdbc, RegistryRows.DAYS, Map.of("day", day));
      return new Registry(
          rows.agencies("a"),
          rows.versions("v"),
          new RegistryRows(jdbc, "s.on_date <= :day", Map.of("day", day)).successions("s"),
          rows.portals("p"),
          rows.owners("o"),
          rows.domains("d"),
          new RegistryRows(jdbc, "(c.until is null or c.until > :day)", Map.of("day", day))
              .contacts("c"));
    });
  }

  private static Registry read(JdbcClient jdbc) {
    RegistryRows rows = new RegistryRows(jdbc, "true", Map.of());
    return new Registry(
        rows.agencies("a"),
        rows.versions("v"),
        rows.successions("s"),
        rows.portals("p"),
        rows.owners("o"),
        rows.domains("d"),
        rows.contacts("c"));
  }

  /** The codes of portals, by their numbers. */
  public Map<Integer, String> codes(Collection<Integer> numbers) {
    Map<Integer, String> codes = new HashMap<>();
    database
        .jdbc()
        .sql("select code, id from portal where id = any (?)")
        .param(numbers.toArray(Integer[]::new))
        .query(row -> {
          codes.put(row.getInt("id"), row.getString("code"));
        });
    return codes;
  }

  /** The numbers of portals, by their codes; unknown codes are missing. */
  public Map<String, Integer> numbers(Collection<String> codes) {
    Map<String, Integer> numbers = new HashMap<>();
    database
        .jdbc()
        .sql("select code, id from portal where code = any (?)")
        .param(codes.toArray(String[]::new))
        .query(row -> {
          numbers.put(row.getString("code"), row.getInt("id"));
        });
    return numbers;
  }

  /**
   * One portal with all its history: its owners and domains, its owners' names, contacts and
   * successors.
   *
   * @param code code of the portal
   * @return a registry of that portal alone, or empty when there is none of that code
   */
  public Optional<Registry> portal(String code) {
    return database.within(jdbc -> {
      Map<String, Object> named = Map.of("code", code);
      RegistryRows its = new RegistryRows(jdbc, "p.code = :code", named);
      List<Portal> portals = its.portals("p");
      if (portals.isEmpty()) {
        return Optional.empty();
      }
      RegistryRows owners =
          new RegistryRows(
              jdbc,
              "a.id in (select o.agency_id from portal_owner o join portal p on p.id = o.portal_id"
                  + " where p.code = :code)",
              named);
      return Optional.of(
          new Registry(
              owners.agencies("a"),
              owners.versions("v"),
              owners.successions("s"),
              portals,
              its.owners("o"),
              its.domains("d"),
              owners.contacts("c")));
    });
  }

  /**
   * A page of the portals that live on a day.
   *
   * @param wanted which
   * @param day the day
   * @param after the code that the page before ended with, or null for the first page
   * @param limit most portals on the page, from 1 to 500
   */
  public PortalPage page(Wanted wanted, LocalDate day, @Nullable String after, int limit) {
    if (limit < 1 || limit > 500) {
      throw new IllegalArgumentException("page of " + limit);
    }
    StringBuilder where = new StringBuilder(RegistryRows.on("p"));
    Map<String, Object> values = new HashMap<>(Map.of("day", day));
    if (wanted.text() != null) {
      where.append(
          " and position(unaccent(lower(:text)) in"
              + " unaccent(lower(p.code || ' ' || p.title || ' ' || p.root_url))) > 0");
      values.put("text", wanted.text());
    }
    if (wanted.scheduleGroup() != null) {
      where.append(" and p.schedule_group = :group");
      values.put("group", wanted.scheduleGroup());
    }
    if (wanted.tag() != null) {
      where.append(" and p.tags @> array[:tag]::text[]");
      values.put("tag", wanted.tag());
    }
    if (wanted.agency() != null) {
      where
          .append(" and exists (select from portal_owner o join agency a on a.id = o.agency_id")
          .append(" where o.portal_id = p.id and a.code = :agency and ")
          .append(RegistryRows.on("o"))
          .append(')');
      values.put("agency", wanted.agency());
    }
    return database.within(jdbc -> page(jdbc, where.toString(), values, after, limit));
  }

  private static PortalPage page(
      JdbcClient jdbc,
      String where,
      Map<String, Object> values,
      @Nullable String after,
      int limit) {
    long total =
        jdbc.sql("select count(*) from portal p where " + where)
            .params(values)
            .query(Long.class)
            .single();
    Map<String, Object> more = new HashMap<>(values);
    more.put("after", after == null ? "" : after);
    // one more than asked for tells whether there is a next page
    more.put("limit", limit + 1);
    List<Portal> portals =
        new RegistryRows(
                jdbc,
                "p.id in (select p.id from portal p where "
                    + where
                    + " and p.code > :after collate \"C\" order by p.code collate \"C\" limit"
                    + " :limit)",
                more)
            .portals("p");
    List<Portal> sorted = portals.stream().sorted(Comparator.comparing(Portal::code)).toList();
    boolean last = sorted.size() <= limit;
    List<Portal> shown = last ? sorted : sorted.subList(0, limit);
    return new PortalPage(List.copyOf(shown), total, last ? null : shown.getLast().code());
  }

  /**
   * Takes an import, whole or not at all: rows with a known key are changed, others are added.
   *
   * @param imported the rows
   * @param permitPrivate whether portals may have loopback and private addresses
   * @return what changed; empty when all was so already
   * @throws StoreException when the registry would break its rules, as when another import came
   *     first; nothing is changed then
   */
  public List<Change> apply(Registry imported, boolean permitPrivate) {
    return database.within(jdbc -> {
      Registry current = locked(jdbc);
      List<Violation> broken = errors(current.with(imported), permitPrivate);
      if (!broken.isEmpty()) {
        Violation first = broken.getFirst();
        throw new StoreException(
            "Danh bạ vừa được sửa ở nơi khác nên không nhập được: "
                + first.entry().key()
                + ": "
                + first.says());
      }
      return write(current.changes(imported));
    });
  }

  /**
   * Adds rows, whole or not at all; none that is there is changed.
   *
   * @param added rows of new keys
   * @param permitPrivate whether portals may have loopback and private addresses
   * @return what stands in the way; nothing has changed then; empty when they were added
   */
  public List<Violation> add(Registry added, boolean permitPrivate) {
    return database.within(jdbc -> {
      Registry current = locked(jdbc);
      List<Change> changes = current.changes(added);
      List<Violation> wrong =
          changes.size() == added.entries().size()
                  && changes.stream().allMatch(change -> change.what() == Change.What.ADDED)
              ? errors(current.with(added), permitPrivate)
              : List.of(
                  new Violation(
                      true, added.entries().getFirst(), "code", "mã này vừa có người dùng"));
      if (wrong.isEmpty()) {
        write(changes);
      }
      return wrong;
    });
  }

  /** Two imports at a time could each be sound and together not. */
  private static Registry locked(JdbcClient jdbc) {
    jdbc.sql("lock table agency, portal in share row exclusive mode").update();
    return read(jdbc);
  }

  private static List<Violation> errors(Registry registry, boolean permitPrivate) {
    return registry.check(permitPrivate).stream().filter(Violation::error).toList();
  }

  private List<Change> write(List<Change> changes) {
    List<Change> ordered = new ArrayList<>();
    // what gives way goes first, so that days never overlap in between
    changes.stream().filter(c -> c.what() != Change.What.ADDED).forEach(ordered::add);
    changes.stream().filter(c -> c.what() == Change.What.ADDED).forEach(ordered::add);
    new RegistryWriter(new JdbcTemplate(database.dataSource())).write(ordered);
    return changes;
  }
}
