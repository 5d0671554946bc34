package vn.portalaudit.probe;

import static vn.portalaudit.domain.FieldType.DAY;
import static vn.portalaudit.domain.FieldType.FLAG;
import static vn.portalaudit.domain.FieldType.QUANTITY;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import vn.portalaudit.config.YamlNode;
import vn.portalaudit.crawl.Page;
import vn.portalaudit.crawl.Survey;
import vn.portalaudit.domain.Capture;
import vn.portalaudit.domain.Datum;
import vn.portalaudit.domain.Evidence;
import vn.portalaudit.domain.FieldType;
import vn.portalaudit.domain.Reason;

/**
 * Kinds that measure the portal as a whole: its name, its encryption, its speed, its maps and
 * feeds, its neighbours.
 */
final class PortalKinds {
  private static final Map<String, FieldType> NAME =
      PlainKind.fields("govVn", FLAG, "pattern", FLAG);
  private static final Map<String, FieldType> HTTPS =
      PlainKind.fields("available", FLAG, "valid", FLAG, "redirects", FLAG, "mixed", FLAG);
  private static final Map<String, FieldType> SPEED =
      PlainKind.fields(
          "homeFirstByteMs",
          QUANTITY,
          "homeTotalMs",
          QUANTITY,
          "medianTotalMs",
          QUANTITY,
          "homeBytes",
          QUANTITY);
  private static final Map<String, FieldType> SITEMAP =
      PlainKind.fields("valid", FLAG, "urls", QUANTITY);
  private static final Map<String, FieldType> FEED =
      PlainKind.fields("valid", FLAG, "items", QUANTITY, "newest", DAY);
  private static final Map<String, FieldType> PARENT = PlainKind.fields("toParent", FLAG);
  private static final Map<String, FieldType> CHANNELS =
      PlainKind.fields("channels", QUANTITY, "alive", QUANTITY);
  private static final Map<String, FieldType> ENGLISH =
      PlainKind.fields("found", FLAG, "real", FLAG, "organisation", FLAG, "contact", FLAG);
  private static final Map<String, FieldType> SOURCES =
      PlainKind.fields("sampled", QUANTITY, "attributedShare", QUANTITY, "ownShare", QUANTITY);

  private PortalKinds() {}

  static List<Kind> all(CertificateStands certificate) {
    return List.of(
        new PlainKind("domain-name", NAME, List.of("pattern"), PortalKinds::name),
        new PlainKind("https", HTTPS, List.of(), (id, file) -> https(id, certificate)),
        new PlainKind("speed", SPEED, List.of(), PortalKinds::speed),
        new PlainKind("sitemap-xml", SITEMAP, List.of(), PortalKinds::sitemap),
        new PlainKind("feed", FEED, List.of(), PortalKinds::feed),
        new PlainKind("parent-link", PARENT, List.of("hosts"), PortalKinds::parent),
        new PlainKind("channels", CHANNELS, List.of("sections"), PortalKinds::channels),
        new PlainKind(
            "english",
            ENGLISH,
            List.of("section", "organisation", "contact", "words"),
            PortalKinds::english),
        new PlainKind(
            "sources", SOURCES, List.of("author", "foreign", "sample"), PortalKinds::sources));
  }

  private static Kind.Measurer name(String id, YamlNode file) {
    Pattern pattern = Pattern.compile(file.get("pattern").text());
    return subject -> {
      String asked = Hosts.of(subject.survey().root());
      Page home = subject.survey().home();
      String host = home == null ? asked : Hosts.of(home.url());
      List<Evidence> evidence =
          subject.survey().captures().stream().limit(1).map(c -> c.evidence(host)).toList();
      return new Sheet(id, NAME, evidence)
          .put("govVn", Datum.of(host.endsWith(".gov.vn") || host.equals("gov.vn")))
          .put("pattern", Datum.of(pattern.matcher(host).matches()))
          .rest(Reason.OWN_FAULT);
    };
  }

  private static Kind.Measurer https(String id, CertificateStands certificate) {
    return subject -> {
      Page home = subject.survey().home();
      String host = home == null ? Hosts.of(subject.survey().root()) : authority(home.url());
      Capture secure =
          subject.source().fetch("https://" + host + "/", Capture.Purpose.PROBE).capture();
      Capture plain =
          subject.source().fetch("http://" + host + "/", Capture.Purpose.PROBE).capture();
      Sheet sheet =
          new Sheet(id, HTTPS, List.of(secure.evidence(null), plain.evidence(hops(plain))));
      boolean refused =
          secure.reason() == Reason.CONNECT_REFUSED
              || secure.reason() == Reason.TLS_HANDSHAKE
              || secure.reason() == Reason.TLS_CERTIFICATE;
      boolean available = secure.status() > 0 && secure.finalUrl().startsWith("https://");
      if (available || refused || secure.status() > 0) {
        sheet.put("available", Datum.of(available));
      } else {
        sheet.without("available", Objects.requireNonNullElse(secure.reason(), Reason.OWN_FAULT));
      }
      Boolean stands = certificate.valid(subject);
      if (stands != null) {
        sheet.put("valid", Datum.of(stands));
      } else if (refused || available) {
        sheet.put("valid", Datum.of(false));
      } else {
        sheet.without("valid", Objects.requireNonNullElse(secure.reason(), Reason.OWN_FAULT));
      }
      if (plain.status() > 0) {
        sheet.put("redirects", Datum.of(plain.finalUrl().startsWith("https://")));
      } else if (plain.reason() == Reason.CONNECT_REFUSED && available) {
        // nothing answers by http at all: nobody can be left on an open connection
        sheet.put("redirects", Datum.of(true));
      }
      if (home != null) {
        List<Page> mixed =
            subject.survey().pages().stream()
                .filter(p -> p.url().startsWith("https://") && !p.tally().insecure().isEmpty())
                .toList();
        List<Evidence> shown =
            mixed.isEmpty()
                ? List.of(home.evidence(null))
                : mixed.stream()
                    .limit(3)
                    .map(p -> p.evidence(p.tally().insecure().get(0)))
                    .toList();
        sheet.put("mixed", Datum.of(!mixed.isEmpty()), shown);
      }
      return sheet.rest(plain.reason() == null ? Reason.OWN_FAULT : plain.reason());
    };
  }

  private static String hops(Capture capture) {
    return String.join(
        " → ", capture.hops().stream().map(h -> h.status() + " " + h.url()).toList());
  }

  private static String authority(String url) {
    int from = url.indexOf("://") + 3;
    int slash = url.indexOf('/', from);
    String authority = slash < 0 ? url.substring(from) : url.substring(from, slash);
    int colon = authority.lastIndexOf(':');
    return colon < 0 ? authority : authority.substring(0, colon);
  }

  private static Kind.Measurer speed(String id, YamlNode file) {
    return subject -> {
      Page home = subject.survey().home();
      if (home == null) {
        return new Sheet(id, SPEED, List.of())
            .rest(Objects.requireNonNullElse(Gaps.home(subject.survey()), Reason.OWN_FAULT));
      }
      Sheet sheet = new Sheet(id, SPEED, List.of(home.evidence(null)));
      Capture capture =
          subject.survey().captures().stream()
              .filter(c -> c.purpose() == Capture.Purpose.HOME && c.ok())
              .findFirst()
              .orElse(home.capture());
      List<Long> totals =
          subject.survey().pages().stream()
              .map(p -> p.capture().timing().totalMs())
              .filter(ms -> ms >= 0)
              .sorted()
              .toList();
      sheet.put(
          "homeFirstByteMs",
          capture.timing().firstByteMs() < 0 ? null : Datum.of(capture.timing().firstByteMs()),
          Reason.OWN_FAULT);
      sheet.put(
          "homeTotalMs",
          capture.timing().totalMs() < 0 ? null : Datum.of(capture.timing().totalMs()),
          Reason.OWN_FAULT);
      sheet.put(
          "medianTotalMs",
          totals.isEmpty() ? null : Datum.of(totals.get(totals.size() / 2)),
          Reason.OWN_FAULT);
      return sheet.put("homeBytes", Datum.of(capture.wireLength())).rest(Reason.OWN_FAULT);
    };
  }

  private static Kind.Measurer sitemap(String id, YamlNode file) {
    return subject -> {
      List<Survey.Sitemap> sitemaps = subject.survey().sitemaps();
      Reason whole = asked(subject.survey()) ? null : Gaps.portal(subject.survey());
      Optional<Survey.Sitemap> valid = sitemaps.stream().filter(Survey.Sitemap::valid).findFirst();
      List<Evidence> evidence =
          sitemaps.stream().limit(2).map(s -> s.capture().evidence(null)).toList();
      Sheet sheet = new Sheet(id, SITEMAP, evidence);
      Optional<Reason> unread = hidden(sitemaps.stream().map(Survey.Sitemap::capture).toList());
      if (valid.isEmpty() && (whole != null || unread.isPresent())) {
        return sheet.rest(whole != null ? whole : unread.orElseThrow());
      }
      return sheet
          .put("valid", Datum.of(valid.isPresent()))
          .put("urls", Datum.of(sitemaps.stream().mapToLong(s -> s.urls().size()).sum()))
          .rest(Reason.OWN_FAULT);
    };
  }

  /**
   * Whether every sitemap was asked for and answered: they come before the pages, so what stops a
   * crawl after that, or what the home page hides, does not hide them.
   */
  private static boolean asked(Survey survey) {
    return survey.pages().size() > 1
        && !survey.sitemaps().isEmpty()
        && survey.sitemaps().stream()
            .map(Survey.Sitemap::capture)
            .allMatch(capture -> capture.ok() || capture.gone());
  }

  /** Why one of several files may be there unread; what was read and is none of its kind is not. */
  private static Optional<Reason> hidden(List<Capture> files) {
    return files.stream()
        .filter(file -> !file.gone())
        .map(Capture::reason)
        .filter(Objects::nonNull)
        .filter(r -> r != Reason.UNSUPPORTED_TYPE && r != Reason.PARSE)
        .findFirst();
  }

  private static Kind.Measurer feed(String id, YamlNode file) {
    return subject -> {
      // an error page or a login in a feed's place is no feed of the survey, and yet hides one
      List<Capture> asked =
          subject.survey().captures().stream()
              .filter(c -> c.purpose() == Capture.Purpose.FEED)
              .toList();
      List<Survey.Feed> valid =
          subject.survey().feeds().stream().filter(Survey.Feed::valid).toList();
      List<Capture> shown =
          valid.isEmpty() ? asked : valid.stream().map(Survey.Feed::capture).toList();
      Reason whole = Gaps.portal(subject.survey());
      Sheet sheet =
          new Sheet(id, FEED, shown.stream().limit(2).map(c -> c.evidence(null)).toList());
      Optional<Reason> unread = hidden(asked);
      if (valid.isEmpty() && (whole != null || unread.isPresent())) {
        return sheet.rest(whole != null ? whole : unread.orElseThrow());
      }
      sheet
          .put("valid", Datum.of(!valid.isEmpty()))
          .put("items", Datum.of(valid.stream().mapToLong(f -> f.items().size()).sum()));
      List<LocalDate> days = new ArrayList<>();
      valid.forEach(f ->
          f.items()
              .forEach(i ->
                  Optional.ofNullable(i.date())
                      .filter(d -> !d.isAfter(subject.today()))
                      .ifPresent(days::add)));
      days.stream().max(LocalDate::compareTo).ifPresent(day -> sheet.put("newest", Datum.of(day)));
      return sheet.rest(Reason.PARSE);
    };
  }

  private static Kind.Measurer parent(String id, YamlNode file) {
    List<String> named = file.get("hosts").texts();
    return subject -> {
      Page home = subject.survey().home();
      Reason blind = Gaps.home(subject.survey());
      if (home == null || blind != null) {
        return new Sheet(id, PARENT, List.of())
            .rest(Objects.requireNonNullElse(blind, Reason.OWN_FAULT));
      }
      String host = Hosts.of(home.url());
      int dot = host.indexOf('.');
      String above = dot < 0 ? host : host.substring(dot + 1);
      Optional<Page.Label> link =
          home.labels().stream()
              .filter(l ->
                  l.url() != null
                      && (Hosts.of(l.url()).equals(above)
                              && above.contains(".")
                              && !above.equals("gov.vn")
                          || named.contains(Hosts.of(l.url()))))
              .findFirst();
      return new Sheet(
              id,
              PARENT,
              List.of(home.evidence(link.map(l -> l.text() + " → " + l.url()).orElse(null))))
          .put("toParent", Datum.of(link.isPresent()))
          .rest(Reason.OWN_FAULT);
    };
  }

  private static Kind.Measurer channels(String id, YamlNode file) {
    List<String> sections = file.get("sections").texts();
    return subject -> {
      int channels = 0;
      int alive = 0;
      Reason gap = null;
      Reason unread = null;
      List<Evidence> evidence = new ArrayList<>();
      for (String name : sections) {
        Subject.Section section = subject.section(name);
        gap = gap == null ? section.gap() : gap;
        if (section.found()) {
          channels++;
          alive += section.reachable() ? 1 : 0;
          unread = unread == null && !section.reachable() ? section.unread() : unread;
          section.evidence().stream().limit(1).forEach(evidence::add);
        }
      }
      Sheet sheet = new Sheet(id, CHANNELS, evidence);
      if (channels == 0 && gap != null) {
        return sheet.rest(gap);
      }
      sheet.put("channels", Datum.of(channels));
      if (unread == null) {
        sheet.put("alive", Datum.of(alive));
      }
      return sheet.rest(unread == null ? Reason.OWN_FAULT : unread);
    };
  }

  private static Kind.Measurer english(String id, YamlNode file) {
    String name = file.get("section").text();
    Words organisation = Words.of(file, "organisation");
    Words contact = Words.of(file, "contact");
    Words words = Words.of(file, "words");
    return subject -> {
      Subject.Section section = subject.section(name);
      Sheet sheet = new Sheet(id, ENGLISH, section.evidence());
      if (section.blind() != null) {
        return sheet.rest(section.blind());
      }
      List<Page> pages = new ArrayList<>(section.pages());
      subject.survey().pages().stream()
          .filter(p -> p.lang().startsWith("en") && !pages.contains(p))
          .forEach(pages::add);
      Optional<Page> real = pages.stream().filter(p -> speaks(subject, p, words)).findFirst();
      List<String> texts = new ArrayList<>();
      pages.stream()
          .filter(p -> speaks(subject, p, words) || p.lang().startsWith("en"))
          .forEach(p -> {
            texts.addAll(p.blocks());
            p.labels().forEach(l -> texts.add(l.text()));
          });
      List<Evidence> evidence =
          real.map(p -> List.of(p.evidence(p.title()))).orElse(section.evidence());
      sheet
          .put("found", Datum.of(section.found()))
          .put("real", Datum.of(real.isPresent()), evidence);
      sheet.put(
          "organisation",
          Datum.of(real.isPresent() && organisation.first(texts).isPresent()),
          evidence);
      return sheet
          .put("contact", Datum.of(real.isPresent() && contact.first(texts).isPresent()), evidence)
          .rest(Reason.OWN_FAULT);
    };
  }

  /**
   * Whether a page's own texts are English: more of the commonest English words than letters that
   * only Vietnamese has.
   */
  private static boolean speaks(Subject subject, Page page, Words words) {
    int english = 0;
    int vietnamese = 0;
    for (String block : subject.content().blocks(page)) {
      english += words.in(block) ? 1 : 0;
      vietnamese +=
          block
                  .chars()
                  .anyMatch(c -> c >= 0x1ea0 && c <= 0x1ef9 || c == 'đ' || c == 'ư' || c == 'ơ')
              ? 1
              : 0;
    }
    return english >= 2 && english > vietnamese;
  }

  private static Kind.Measurer sources(String id, YamlNode file) {
    Words author = Words.of(file, "author");
    Words foreign = Words.of(file, "foreign");
    int sample = file.get("sample").whole();
    return subject -> {
      Subject.Section news = subject.section("tin-tuc");
      Sheet sheet = new Sheet(id, SOURCES, news.evidence());
      if (news.blind() != null) {
        return sheet.rest(news.blind());
      }
      Page home = subject.survey().home();
      Set<String> frame =
          home == null ? Set.of() : Set.copyOf(home.blocks().stream().distinct().toList());
      List<Page> entries =
          MarksKinds.entries(subject).stream()
              .filter(news.pages()::contains)
              .limit(sample)
              .toList();
      int attributed = 0;
      int own = 0;
      for (Page page : entries) {
        // «Nguồn: Văn phòng Sở» stands under many entries, so only the home page tells what is
        // frame
        List<String> ends =
            page.blocks().stream().filter(b -> b.length() < 120 && !frame.contains(b)).toList();
        attributed += author.first(ends).isPresent() || page.meta().containsKey("author") ? 1 : 0;
        own += foreign.first(ends).isPresent() ? 0 : 1;
      }
      sheet.put("sampled", Datum.of(entries.size()));
      if (!entries.isEmpty()) {
        List<Evidence> evidence = entries.stream().limit(3).map(p -> p.evidence(null)).toList();
        sheet
            .put("attributedShare", Datum.of(Sheet.share(attributed, entries.size())), evidence)
            .put("ownShare", Datum.of(Sheet.share(own, entries.size())), evidence);
      } else if (!news.found()) {
        sheet.put("attributedShare", Datum.of(0)).put("ownShare", Datum.of(0));
      }
      Reason hidden = Gaps.within(subject, news);
      hidden = hidden == null ? subject.survey().stopped() : hidden;
      return sheet.rest(hidden == null ? Reason.PARSE : hidden);
    };
  }
}
