package vn.portalaudit.registry.sheets;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.registry.Agency;
import vn.portalaudit.registry.AgencyVersion;
import vn.portalaudit.registry.Contact;
import vn.portalaudit.registry.History;
import vn.portalaudit.registry.Portal;
import vn.portalaudit.registry.PortalDomain;
import vn.portalaudit.registry.PortalOwner;
import vn.portalaudit.registry.Registry;
import vn.portalaudit.registry.Succession;
import vn.portalaudit.registry.Validity;

/**
 * The rows of sheets for a registry, by the field of each column; a value is a text, a day or null.
 * What never changed stands with its agency or portal, the rest on sheets of its own.
 */
final class SheetRows {
  private final Registry registry;
  private final History history;

  SheetRows(Registry registry) {
    this.registry = registry;
    this.history = registry.history();
  }

  /** The rows of a sheet, each with as many values as the sheet has columns. */
  List<List<@Nullable Object>> of(Sheet sheet) {
    return switch (sheet) {
      case AGENCIES -> rows(sheet, registry.agencies(), this::agency);
      case VERSIONS ->
          rows(
              sheet,
              registry.versions().stream().filter(version -> !only(version)).toList(),
              SheetRows::version);
      case SUCCESSIONS -> rows(sheet, registry.successions(), SheetRows::succession);
      case PORTALS -> rows(sheet, registry.portals(), this::portal);
      case OWNERS ->
          rows(
              sheet,
              registry.owners().stream().filter(owner -> !only(owner)).toList(),
              SheetRows::owner);
      case DOMAINS -> rows(sheet, registry.domains(), SheetRows::domain);
      case CONTACTS -> rows(sheet, registry.contacts(), SheetRows::contact);
    };
  }

  private static <E> List<List<@Nullable Object>> rows(
      Sheet sheet, List<E> entries, Function<E, Map<String, @Nullable Object>> values) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (E entry : entries) {
      Map<String, @Nullable Object> fields = values.apply(entry);
      List<@Nullable Object> row = new ArrayList<>();
      sheet.columns().forEach(column -> row.add(fields.get(column.field())));
      rows.add(row);
    }
    return rows;
  }

  private boolean only(AgencyVersion version) {
    return history.versions(version.agency()).size() == 1
        && history
            .agency(version.agency())
            .filter(agency -> agency.validity().equals(version.validity()))
            .isPresent();
  }

  private boolean only(PortalOwner owner) {
    return owner.main()
        && history.owners(owner.portal()).size() == 1
        && history
            .portal(owner.portal())
            .filter(portal -> portal.validity().equals(owner.validity()))
            .isPresent();
  }

  private Map<String, @Nullable Object> agency(Agency agency) {
    Map<String, @Nullable Object> row = new HashMap<>();
    history.versions(agency.code()).stream()
        .filter(this::only)
        .forEach(version -> row.putAll(version(version)));
    row.putAll(days(agency.validity()));
    row.put("code", agency.code());
    row.put("tags", String.join("; ", agency.tags()));
    row.put("note", agency.note());
    return row;
  }

  private static Map<String, @Nullable Object> version(AgencyVersion version) {
    Map<String, @Nullable Object> row = days(version.validity());
    row.put("agency", version.agency());
    row.put("name", version.name());
    row.put("level", version.level().label());
    row.put("parent", version.parent());
    row.put("rankingGroup", version.rankingGroup());
    return row;
  }

  private static Map<String, @Nullable Object> succession(Succession step) {
    Map<String, @Nullable Object> row = new HashMap<>();
    row.put("predecessor", step.predecessor());
    row.put("successor", step.successor());
    row.put("how", step.how().label());
    row.put("on", step.on());
    row.put("basis", step.basis());
    return row;
  }

  private Map<String, @Nullable Object> portal(Portal portal) {
    Map<String, @Nullable Object> row = days(portal.validity());
    row.put("code", portal.code());
    row.put("title", portal.title());
    row.put("ownerKind", Choices.label(portal.ownerKind()));
    row.put("rootUrl", portal.rootUrl());
    history.owners(portal.code()).stream()
        .filter(this::only)
        .forEach(owner -> row.put("agency", owner.agency()));
    row.put("watched", yes(portal.watched()));
    row.put("scheduleGroup", portal.scheduleGroup());
    row.put("mustContain", portal.mustContain());
    row.put("vendor", portal.hosting().vendor());
    row.put("platform", portal.hosting().platform());
    row.put("sharedIpGroup", portal.hosting().sharedIpGroup());
    row.put("tags", String.join("; ", portal.tags()));
    row.put("note", portal.note());
    return row;
  }

  private static Map<String, @Nullable Object> owner(PortalOwner owner) {
    Map<String, @Nullable Object> row = days(owner.validity());
    row.put("portal", owner.portal());
    row.put("agency", owner.agency());
    row.put("main", yes(owner.main()));
    return row;
  }

  private static Map<String, @Nullable Object> domain(PortalDomain domain) {
    Map<String, @Nullable Object> row = days(domain.validity());
    row.put("portal", domain.portal());
    row.put("host", domain.host());
    row.put("role", domain.role().label());
    return row;
  }

  private static Map<String, @Nullable Object> contact(Contact contact) {
    Map<String, @Nullable Object> row = new HashMap<>();
    row.put("agency", contact.agency());
    row.put("name", contact.name());
    row.put("duty", contact.duty());
    row.put("email", contact.reach().email());
    row.put("phone", contact.reach().phone());
    row.put("telegram", contact.reach().telegram());
    row.put("alerts", yes(contact.alerts()));
    row.put("until", contact.until());
    return row;
  }

  private static Map<String, @Nullable Object> days(Validity validity) {
    Map<String, @Nullable Object> row = new HashMap<>();
    row.put("from", validity.from().equals(Validity.BEGINNING) ? null : validity.from());
    row.put("to", validity.to());
    return row;
  }

  private static String yes(boolean flag) {
    return flag ? "có" : "không";
  }
}
