package vn.portalaudit.store;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import vn.portalaudit.registry.Agency;
import vn.portalaudit.registry.AgencyVersion;
import vn.portalaudit.registry.Change;
import vn.portalaudit.registry.Contact;
import vn.portalaudit.registry.Entry;
import vn.portalaudit.registry.Portal;
import vn.portalaudit.registry.PortalDomain;
import vn.portalaudit.registry.PortalOwner;
import vn.portalaudit.registry.Succession;

/** Writes rows of the registry, in batches, inside a transaction that is open already. */
final class RegistryWriter {
  private static final int BATCH = 1_000;

  private static final Map<Entry.Kind, String> UPSERTS =
      Map.of(
          Entry.Kind.AGENCY,
          """
          insert into agency (code, valid_from, valid_to, tags, note) values (?, ?, ?, ?, ?)
          on conflict (code) do update set valid_from = excluded.valid_from,
            valid_to = excluded.valid_to, tags = excluded.tags, note = excluded.note
          """,
          Entry.Kind.VERSION,
          """
          insert into agency_version (agency_id, valid_from, valid_to, name, level, parent_id,
            ranking_group) values (?, ?, ?, ?, ?, ?, ?)
          on conflict (agency_id, valid_from) do update set valid_to = excluded.valid_to,
            name = excluded.name, level = excluded.level, parent_id = excluded.parent_id,
            ranking_group = excluded.ranking_group
          """,
          Entry.Kind.SUCCESSION,
          """
          insert into agency_succession (predecessor_id, successor_id, kind, on_date, basis)
          values (?, ?, ?, ?, ?)
          on conflict (predecessor_id, successor_id, on_date) do update set kind = excluded.kind,
            basis = excluded.basis
          """,
          Entry.Kind.PORTAL,
          """
          insert into portal (code, title, kind, root_url, watched, schedule_group, must_contain,
            vendor, platform, shared_ip_group, tags, valid_from, valid_to, note)
          values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
          on conflict (code) do update set title = excluded.title, kind = excluded.kind,
            root_url = excluded.root_url, watched = excluded.watched,
            schedule_group = excluded.schedule_group, must_contain = excluded.must_contain,
            vendor = excluded.vendor, platform = excluded.platform,
            shared_ip_group = excluded.shared_ip_group, tags = excluded.tags,
            valid_from = excluded.valid_from, valid_to = excluded.valid_to, note = excluded.note
          """,
          Entry.Kind.OWNER,
          """
          insert into portal_owner (portal_id, agency_id, valid_from, valid_to, main)
          values (?, ?, ?, ?, ?)
          on conflict (portal_id, agency_id, valid_from) do update set
            valid_to = excluded.valid_to, main = excluded.main
          """,
          Entry.Kind.DOMAIN,
          """
          insert into portal_domain (portal_id, host, role, valid_from, valid_to)
          values (?, ?, ?, ?, ?)
          on conflict (portal_id, host, valid_from) do update set role = excluded.role,
            valid_to = excluded.valid_to
          """,
          Entry.Kind.CONTACT,
          """
          insert into contact (agency_id, name, duty, email, phone, telegram, alerts, until)
          values (?, ?, ?, ?, ?, ?, ?, ?)
          on conflict (agency_id, name) do update set duty = excluded.duty, email = excluded.email,
            phone = excluded.phone, telegram = excluded.telegram, alerts = excluded.alerts,
            until = excluded.until
          """);

  private final JdbcTemplate jdbc;
  private final Map<String, Integer> agencies = new HashMap<>();
  private final Map<String, Integer> portals = new HashMap<>();

  RegistryWriter(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** Writes what is to become of each row; rows of one kind in the order given. */
  void write(List<Change> changes) {
    Map<Entry.Kind, List<Entry>> kinds = new EnumMap<>(Entry.Kind.class);
    changes.forEach(change ->
        kinds.computeIfAbsent(change.after().kind(), k -> new ArrayList<>()).add(change.after()));
    for (Map.Entry<Entry.Kind, List<Entry>> kind : kinds.entrySet()) {
      if (kind.getKey() != Entry.Kind.AGENCY && agencies.isEmpty()) {
        ids("agency", agencies);
      }
      if (kind.getKey() == Entry.Kind.OWNER || kind.getKey() == Entry.Kind.DOMAIN) {
        ids("portal", portals);
      }
      String upsert = UPSERTS.getOrDefault(kind.getKey(), "");
      jdbc.batchUpdate(
          upsert,
          kind.getValue(),
          BATCH,
          (statement, entry) -> {
            Object[] values = values(entry);
            for (int i = 0; i < values.length; i++) {
              statement.setObject(i + 1, values[i]);
            }
          });
    }
  }

  private void ids(String table, Map<String, Integer> ids) {
    jdbc.query(
        "select code, id from " + table,
        row -> {
          ids.put(row.getString(1), row.getInt(2));
        });
  }

  private @Nullable Object[] values(Entry entry) {
    return switch (entry) {
      case Agency a ->
          row(a.code(), a.validity().from(), a.validity().to(), words(a.tags()), a.note());
      case AgencyVersion v ->
          row(
              agencies.get(v.agency()),
              v.validity().from(),
              v.validity().to(),
              v.name(),
              v.level().id(),
              v.parent() == null ? null : agencies.get(v.parent()),
              v.rankingGroup());
      case Succession s ->
          row(
              agencies.get(s.predecessor()),
              agencies.get(s.successor()),
              s.how().id(),
              s.on(),
              s.basis());
      case Portal p ->
          row(
              p.code(),
              p.title(),
              p.ownerKind().id(),
              p.rootUrl(),
              p.watched(),
              p.scheduleGroup(),
              p.mustContain(),
              p.hosting().vendor(),
              p.hosting().platform(),
              p.hosting().sharedIpGroup(),
              words(p.tags()),
              p.validity().from(),
              p.validity().to(),
              p.note());
      case PortalOwner o ->
          row(
              portals.get(o.portal()),
              agencies.get(o.agency()),
              o.validity().from(),
              o.validity().to(),
              o.main());
      case PortalDomain d ->
          row(
              portals.get(d.portal()),
              d.host(),
              d.role().id(),
              d.validity().from(),
              d.validity().to());
      case Contact c ->
          row(
              agencies.get(c.agency()),
              c.name(),
              c.duty(),
              c.reach().email(),
              c.reach().phone(),
              c.reach().telegram(),
              c.alerts(),
              c.until());
    };
  }

  private static @Nullable Object[] row(@Nullable Object... values) {
    return values;
  }

  private static String[] words(List<String> words) {
    return words.toArray(new String[0]);
  }
}
