package vn.portalaudit.probe;

import static vn.portalaudit.domain.FieldType.FLAG;
import static vn.portalaudit.domain.FieldType.QUANTITY;
import static vn.portalaudit.domain.FieldType.TEXT;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.portalaudit.config.YamlNode;
import vn.portalaudit.crawl.Page;
import vn.portalaudit.domain.Datum;
import vn.portalaudit.domain.FieldType;
import vn.portalaudit.domain.Observation;
import vn.portalaudit.domain.Reason;

/** Kinds that say something of every portal whose home page can be read. */
final class HomeKinds {
  private static final Map<String, FieldType> TRACKER =
      PlainKind.fields("found", FLAG, "siteId", TEXT, "https", FLAG);
  private static final Map<String, FieldType> BADGE =
      PlainKind.fields("found", FLAG, "matchesHost", FLAG);
  private static final Map<String, FieldType> METADATA =
      PlainKind.fields("elements", QUANTITY, "utf8", FLAG);
  private static final Map<String, FieldType> PHONE = PlainKind.fields("viewport", FLAG);
  private static final Map<String, FieldType> ACCESS =
      PlainKind.fields(
          "lang",
          FLAG,
          "altShare",
          QUANTITY,
          "labelShare",
          QUANTITY,
          "headerShare",
          QUANTITY,
          "moving",
          FLAG);
  private static final Pattern SITE_ID = Pattern.compile("setSiteId['\"]\\s*,\\s*['\"]?(\\d{1,8})");

  private HomeKinds() {}

  static List<Kind> all() {
    return List.of(
        home("tracker", TRACKER, List.of("script"), HomeKinds::tracker),
        home("trust-badge", BADGE, List.of("host"), HomeKinds::badge),
        home("metadata", METADATA, List.of("prefixes", "elements"), HomeKinds::metadata),
        home("phone", PHONE, List.of(), HomeKinds::phone),
        home("accessibility", ACCESS, List.of(), HomeKinds::access));
  }

  /** What a kind says of a readable home page. */
  private interface Look extends BiFunction<Subject, Sheet, List<Observation>> {}

  private static Kind home(
      String name,
      Map<String, FieldType> fields,
      List<String> parameters,
      Function<YamlNode, Look> compiler) {
    return new PlainKind(
        name,
        fields,
        parameters,
        (id, file) -> {
          Look look = compiler.apply(file);
          return subject -> {
            Page home = subject.survey().home();
            Reason blind = Gaps.home(subject.survey());
            if (home == null || blind != null) {
              return new Sheet(id, fields, List.of())
                  .rest(blind == null ? Reason.OWN_FAULT : blind);
            }
            return look.apply(subject, new Sheet(id, fields, List.of(home.evidence(null))));
          };
        });
  }

  private static Page homeOf(Subject subject) {
    Page home = subject.survey().home();
    if (home == null) {
      throw new IllegalStateException("asked without a home page");
    }
    return home;
  }

  private static Look tracker(YamlNode file) {
    List<String> marks = file.get("script").texts();
    return (subject, sheet) -> {
      for (Page.Script script : homeOf(subject).scripts()) {
        String all = script.src() + " " + script.inline();
        if (marks.stream().anyMatch(all::contains)) {
          Matcher id = SITE_ID.matcher(all);
          sheet.put("found", Datum.of(true)).put("siteId", Datum.of(id.find() ? id.group(1) : ""));
          return sheet
              .put(
                  "https",
                  Datum.of(!all.contains("http://f-emc") && !script.src().startsWith("http://")))
              .rest(Reason.OWN_FAULT);
        }
      }
      return sheet
          .put("found", Datum.of(false))
          .put("https", Datum.of(false))
          .put("siteId", Datum.of(""))
          .rest(Reason.OWN_FAULT);
    };
  }

  private static Look badge(YamlNode file) {
    String host = file.get("host").text();
    return (subject, sheet) -> {
      Page home = homeOf(subject);
      String own = Hosts.of(home.url());
      boolean found =
          home.labels().stream()
              .anyMatch(l ->
                  l.url() != null && Hosts.of(l.url()).equals(host) && l.url().contains("danh-ba"));
      boolean matches =
          home.labels().stream()
              .anyMatch(l ->
                  l.hint().contains(own)
                      || l.url() != null
                          && Hosts.of(l.url()).equals(host)
                          && l.url().toLowerCase(Locale.ROOT).contains(own.replace('.', '-')));
      return sheet
          .put("found", Datum.of(found))
          .put("matchesHost", Datum.of(found && matches))
          .rest(Reason.OWN_FAULT);
    };
  }

  private static Look metadata(YamlNode file) {
    List<String> prefixes = file.get("prefixes").texts();
    List<String> elements = file.get("elements").texts();
    return (subject, sheet) -> {
      int most = 0;
      List<Page> pages = new ArrayList<>(List.of(homeOf(subject)));
      pages.addAll(MarksKinds.entries(subject).stream().limit(5).toList());
      for (Page page : pages) {
        int there = 0;
        for (String element : elements) {
          there +=
              prefixes.stream().anyMatch(p -> !page.meta().getOrDefault(p + element, "").isBlank())
                  ? 1
                  : 0;
        }
        most = Math.max(most, there);
      }
      return sheet
          .put("elements", Datum.of(most))
          .put("utf8", Datum.of(homeOf(subject).charset().equals("UTF-8")))
          .rest(Reason.OWN_FAULT);
    };
  }

  private static Look phone(YamlNode file) {
    return (subject, sheet) ->
        sheet.put("viewport", Datum.of(homeOf(subject).tally().viewport())).rest(Reason.OWN_FAULT);
  }

  private static Look access(YamlNode file) {
    return (subject, sheet) -> {
      int images = 0;
      int alt = 0;
      int inputs = 0;
      int labelled = 0;
      int tables = 0;
      int headed = 0;
      boolean moving = false;
      boolean lang = true;
      for (Page page : subject.survey().pages()) {
        Page.Tally tally = page.tally();
        images += tally.images();
        alt += tally.imagesWithAlt();
        inputs += tally.inputs();
        labelled += tally.inputsWithLabel();
        tables += tally.tables();
        headed += tally.tablesWithHeader();
        moving |= tally.moving() > 0;
        lang &= !page.lang().isEmpty();
      }
      sheet
          .put("lang", Datum.of(lang))
          .put("altShare", Datum.of(shareOfAll(alt, images)))
          .put("labelShare", Datum.of(shareOfAll(labelled, inputs)));
      return sheet
          .put("headerShare", Datum.of(shareOfAll(headed, tables)))
          .put("moving", Datum.of(moving))
          .rest(Reason.OWN_FAULT);
    };
  }

  /** A share where nothing to be counted means that nothing is missing. */
  private static BigDecimal shareOfAll(int part, int whole) {
    return whole == 0 ? BigDecimal.ONE : Sheet.share(part, whole);
  }
}
