package vn.portalaudit.store;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.portalaudit.domain.PortalKind;
import vn.portalaudit.registry.Agency;
import vn.portalaudit.registry.AgencyVersion;
import vn.portalaudit.registry.AgencyVersion.Level;
import vn.portalaudit.registry.Contact;
import vn.portalaudit.registry.Portal;
import vn.portalaudit.registry.PortalDomain;
import vn.portalaudit.registry.PortalDomain.Role;
import vn.portalaudit.registry.PortalOwner;
import vn.portalaudit.registry.Succession;
import vn.portalaudit.registry.Succession.How;
import vn.portalaudit.registry.Validity;

/**
 * Reads rows of the registry that a condition chooses. In conditions an agency is {@code a}, its
 * version {@code v}, a succession {@code s} (of {@code a}), a portal {@code p}, its owner {@code
 * o}, its domain {@code d}, a contact {@code c}; {@code %1$s} is the table that is read.
 *
 * @param jdbc the client
 * @param where the condition
 * @param values what it names
 */
record RegistryRows(JdbcClient jdbc, String where, Map<String, ?> values) {
  /** That a row of the table that is read holds on {@code :day}. */
  static final String DAYS =
      "(%1$s.valid_from <= :day and (%1$s.valid_to is null or %1$s.valid_to > :day))";

  /** The condition that a table's row holds on {@code :day}. */
  static String on(String table) {
    return DAYS.formatted(table);
  }

  private <E> List<E> rows(String select, String table, RowMapper<E> mapper) {
    return jdbc.sql(select + " where " + where.formatted(table))
        .params(values)
        .query(mapper)
        .list();
  }

  List<Agency> agencies(String table) {
    return rows(
        "select a.* from agency a",
        table,
        (row, n) ->
            new Agency(
                row.getString("code"), days(row), words(row, "tags"), row.getString("note")));
  }

  List<AgencyVersion> versions(String table) {
    return rows(
        "select v.*, a.code as agency, up.code as parent from agency_version v"
            + " join agency a on a.id = v.agency_id left join agency up on up.id = v.parent_id",
        table,
        (row, n) ->
            new AgencyVersion(
                row.getString("agency"),
                days(row),
                row.getString("name"),
                Level.of(row.getString("level")).orElseThrow(),
                row.getString("parent"),
                row.getString("ranking_group")));
  }

  List<Succession> successions(String table) {
    return rows(
        "select s.*, a.code as predecessor, b.code as successor from agency_succession s"
            + " join agency a on a.id = s.predecessor_id join agency b on b.id = s.successor_id",
        table,
        (row, n) ->
            new Succession(
                row.getString("predecessor"),
                row.getString("successor"),
                How.of(row.getString("kind")).orElseThrow(),
                row.getObject("on_date", LocalDate.class),
                row.getString("basis")));
  }

  List<Portal> portals(String table) {
    return rows("select p.* from portal p", table, (row, n) -> portal(row));
  }

  private static Portal portal(ResultSet row) throws SQLException {
    return new Portal(
        row.getString("code"),
        row.getString("title"),
        PortalKind.of(row.getString("kind")).orElseThrow(),
        row.getString("root_url"),
        row.getBoolean("watched"),
        row.getString("schedule_group"),
        row.getString("must_contain"),
        new Portal.Hosting(
            row.getString("vendor"), row.getString("platform"), row.getString("shared_ip_group")),
        words(row, "tags"),
        days(row),
        row.getString("note"));
  }

  List<PortalOwner> owners(String table) {
    return rows(
        "select o.*, p.code as portal, a.code as agency from portal_owner o"
            + " join portal p on p.id = o.portal_id join agency a on a.id = o.agency_id",
        table,
        (row, n) ->
            new PortalOwner(
                row.getString("portal"),
                row.getString("agency"),
                days(row),
                row.getBoolean("main")));
  }

  List<PortalDomain> domains(String table) {
    return rows(
        "select d.*, p.code as portal from portal_domain d join portal p on p.id = d.portal_id",
        table,
        (row, n) ->
            new PortalDomain(
                row.getString("portal"),
                row.getString("host"),
                Role.of(row.getString("role")).orElseThrow(),
                days(row)));
  }

  List<Contact> contacts(String table) {
    return rows(
        "select c.*, a.code as agency from contact c join agency a on a.id = c.agency_id",
        table,
        (row, n) ->
            new Contact(
                row.getString("agency"),
                row.getString("name"),
                row.getString("duty"),
                new Contact.Reach(
                    row.getString("email"), row.getString("phone"), row.getString("telegram")),
                row.getBoolean("alerts"),
                row.getObject("until", LocalDate.class)));
  }

  private static Validity days(ResultSet row) throws SQLException {
    return new Validity(
        row.getObject("valid_from", LocalDate.class), row.getObject("valid_to", LocalDate.class));
  }

  private static List<String> words(ResultSet row, String column) throws SQLException {
    Array array = row.getArray(column);
    return List.of((String[]) array.getArray());
  }
}
