package vn.portalaudit.registry.sheets;

import static vn.portalaudit.registry.sheets.Known.keep;

import java.time.LocalDate;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.domain.PortalKind;
import vn.portalaudit.registry.Agency;
import vn.portalaudit.registry.AgencyVersion;
import vn.portalaudit.registry.AgencyVersion.Level;
import vn.portalaudit.registry.Contact;
import vn.portalaudit.registry.Entry;
import vn.portalaudit.registry.Portal;
import vn.portalaudit.registry.PortalDomain;
import vn.portalaudit.registry.PortalDomain.Role;
import vn.portalaudit.registry.PortalOwner;
import vn.portalaudit.registry.Succession;
import vn.portalaudit.registry.Succession.How;
import vn.portalaudit.registry.Validity;
import vn.portalaudit.sheet.Days;
import vn.portalaudit.sheet.RowReader;

/** Makes the registry's rows out of the rows of sheets. */
final class EntryReader {
  private static final int NAME = 300;
  private static final int WORD = 200;
  private static final int NOTE = 2_000;
  private static final int URL = 2_048;
  private static final Pattern EMAIL =
      Pattern.compile("[^\\s@<>\"(),;]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9-]*\\.)+[A-Za-z]{2,24}");
  private static final Pattern TELEGRAM = Pattern.compile("-?\\d{3,20}|@[A-Za-z0-9_]{4,64}");
  private static final Pattern PHONE = Pattern.compile("(?=(.*\\d){3}).{3,60}");

  private final Known known;
  private final Collected out;

  EntryReader(Known known, Collected out) {
    this.known = known;
    this.out = out;
  }

  void read(Sheet sheet, RowReader row) {
    switch (sheet) {
      case AGENCIES -> agency(row);
      case VERSIONS -> version(row);
      case SUCCESSIONS -> succession(row);
      case PORTALS -> portal(row);
      case OWNERS -> owner(row);
      case DOMAINS -> domain(row);
      case CONTACTS -> contact(row);
    }
  }

  private void agency(RowReader row) {
    String code = row.code("code");
    Agency was = known.find(Agency.class, Entry.Kind.AGENCY, code);
    Validity validity = validity(row, was == null ? null : was.validity());
    out.add(
        new Agency(
            code,
            validity,
            keep(row, "tags", was, () -> row.tags("tags"), Agency::tags),
            keep(row, "note", was, () -> row.text("note", NOTE), Agency::note)),
        row);
    if (row.has("name")) {
      onlyVersion(row, code, validity);
    }
  }

  /** An agency that never changed has its name beside its code. */
  private void onlyVersion(RowReader row, String code, Validity validity) {
    String name = row.text("name", NAME);
    if (name != null) {
      version(row, code, validity, name);
    } else if (row.blank("name") && !(row.blank("parent") && row.blank("level"))) {
      row.problem(
          "name",
          "để trống mà có cấp hoặc cấp trên; điền tên, hoặc để trống cả bốn cột và ghi ở trang"
              + " «Lịch sử cơ quan»");
    }
  }

  private void version(RowReader row) {
    String code = row.code("agency");
    Validity validity = validity(row, null);
    version(row, code, validity, row.needed("name", NAME));
  }

  private void version(RowReader row, String code, Validity validity, String name) {
    AgencyVersion was =
        known.find(AgencyVersion.class, Entry.Kind.VERSION, code + "/" + validity.from());
    out.add(
        new AgencyVersion(
            code,
            validity,
            name,
            keep(
                row,
                "level",
                was,
                () -> row.choice("level", Level.values(), Level::id, Level::label),
                AgencyVersion::level),
            keep(row, "parent", was, () -> row.optionalCode("parent"), AgencyVersion::parent),
            keep(
                row,
                "rankingGroup",
                was,
                () -> row.text("rankingGroup", WORD),
                AgencyVersion::rankingGroup)),
        row);
  }

  private void succession(RowReader row) {
    String predecessor = row.code("predecessor");
    String successor = row.code("successor");
    How how = row.choice("how", How.values(), How::id, How::label);
    LocalDate on = row.day("on");
    if (on == null && row.sound()) {
      row.problem("on", "để trống; phải điền ngày");
    }
    LocalDate day = Objects.requireNonNullElse(on, Validity.BEGINNING);
    out.add(new Succession(predecessor, successor, how, day, row.text("basis", NOTE)), row);
  }

  private void portal(RowReader row) {
    String code = row.code("code");
    Portal was = known.find(Portal.class, Entry.Kind.PORTAL, code);
    Validity validity = validity(row, was == null ? null : was.validity());
    out.add(
        new Portal(
            code,
            row.needed("title", NAME),
            row.choice("ownerKind", PortalKind.values(), PortalKind::id, Choices::label),
            row.needed("rootUrl", URL),
            keep(row, "watched", was, () -> row.flag("watched", true), Portal::watched),
            keep(row, "scheduleGroup", was, () -> schedule(row), Portal::scheduleGroup),
            keep(row, "mustContain", was, () -> row.text("mustContain", WORD), Portal::mustContain),
            hosting(row, was == null ? null : was.hosting()),
            keep(row, "tags", was, () -> row.tags("tags"), Portal::tags),
            validity,
            keep(row, "note", was, () -> row.text("note", NOTE), Portal::note)),
        row);
    String owner = row.optionalCode("agency");
    if (owner != null) {
      out.add(new PortalOwner(code, owner, validity, true), row);
    }
  }

  private static String schedule(RowReader row) {
    return Objects.requireNonNullElse(row.optionalCode("scheduleGroup"), Portal.DEFAULT_SCHEDULE);
  }

  private static Portal.Hosting hosting(RowReader row, Portal.@Nullable Hosting was) {
    return new Portal.Hosting(
        keep(row, "vendor", was, () -> row.text("vendor", WORD), Portal.Hosting::vendor),
        keep(row, "platform", was, () -> row.text("platform", WORD), Portal.Hosting::platform),
        keep(
            row,
            "sharedIpGroup",
            was,
            () -> row.text("sharedIpGroup", WORD),
            Portal.Hosting::sharedIpGroup));
  }

  private void owner(RowReader row) {
    String portal = row.code("portal");
    String agency = row.code("agency");
    Validity validity = validity(row, null);
    PortalOwner was =
        known.find(
            PortalOwner.class, Entry.Kind.OWNER, portal + "/" + agency + "/" + validity.from());
    boolean main = keep(row, "main", was, () -> row.flag("main", true), PortalOwner::main);
    out.add(new PortalOwner(portal, agency, validity, main), row);
  }

  private void domain(RowReader row) {
    String portal = row.code("portal");
    String host = row.needed("host", URL);
    Role role = row.choice("role", Role.values(), Role::id, Role::label);
    out.add(new PortalDomain(portal, host, role, validity(row, null)), row);
  }

  private void contact(RowReader row) {
    String agency = row.code("agency");
    String name = row.needed("name", WORD);
    Contact was = known.find(Contact.class, Entry.Kind.CONTACT, agency + "/" + name);
    Contact.Reach reached = was == null ? null : was.reach();
    Contact.Reach reach =
        new Contact.Reach(
            keep(row, "email", reached, () -> email(row), Contact.Reach::email),
            keep(row, "phone", reached, () -> phone(row), Contact.Reach::phone),
            keep(row, "telegram", reached, () -> telegram(row), Contact.Reach::telegram));
    out.add(
        new Contact(
            agency,
            name,
            keep(row, "duty", was, () -> row.text("duty", WORD), Contact::duty),
            reach,
            keep(row, "alerts", was, () -> row.flag("alerts", false), Contact::alerts),
            keep(row, "until", was, () -> row.day("until"), Contact::until)),
        row);
  }

  /** The days from {@code from} to {@code to}. */
  private static Validity validity(RowReader row, @Nullable Validity before) {
    LocalDate from = row.has("from") || before == null ? row.day("from") : before.from();
    LocalDate to = row.has("to") || before == null ? row.day("to") : before.to();
    LocalDate first = from == null ? Validity.BEGINNING : from;
    if (to != null && !to.isAfter(first)) {
      if (row.sound()) {
        row.problem("to", "phải sau ngày bắt đầu " + Days.write(first));
      }
      return Validity.since(first);
    }
    return new Validity(first, to);
  }

  private static @Nullable String email(RowReader row) {
    return like(
        row, "email", EMAIL, "không phải địa chỉ thư; viết như «vanthu.soyt@bacninh.gov.vn»");
  }

  private static @Nullable String phone(RowReader row) {
    return like(row, "phone", PHONE, "không phải số điện thoại; viết như «0222 3822 000»");
  }

  private static @Nullable String telegram(RowReader row) {
    return like(
        row,
        "telegram",
        TELEGRAM,
        "không phải cuộc trò chuyện Telegram; viết số như «-1001234567890» hoặc «@ten_nhom»");
  }

  private static @Nullable String like(RowReader row, String field, Pattern pattern, String says) {
    String text = row.text(field, WORD);
    if (text != null && !pattern.matcher(text).matches()) {
      row.problem(field, says);
    }
    return text;
  }
}
