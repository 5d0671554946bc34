package vn.portalaudit.agent;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.text.ParseException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.quartz.CronExpression;
import vn.portalaudit.alert.Carriers;
import vn.portalaudit.alert.Guessing;
import vn.portalaudit.config.Problems;
import vn.portalaudit.config.YamlFile;
import vn.portalaudit.config.YamlNode;
import vn.portalaudit.net.browser.Browsers;
import vn.portalaudit.net.mail.Mailer;
import vn.portalaudit.schedule.Campaign;
import vn.portalaudit.schedule.QuietHours;
import vn.portalaudit.schedule.Timetable;
import vn.portalaudit.schedule.WorkKind;

/** Reads {@code portal-audit.yml}: strict, and everything that is wrong at once. */
public final class SettingsFile {
  private static final Pattern SPAN = Pattern.compile("(\\d{1,4})\\s*(s|m|h|d)");
  private static final Pattern BYTES = Pattern.compile("(\\d{1,6})\\s*(MB|GB|TB)");
  private static final List<WorkKind> PLANNED =
      List.of(
          WorkKind.AUDIT, WorkKind.TLS, WorkKind.HEADERS, WorkKind.DNS, WorkKind.MONTHLY_REPORT);

  private SettingsFile() {}

  /**
   * Reads the settings.
   *
   * @param file the file; defaults hold when it is not there
   * @param environment of the process, for the database's address and password
   * @return the settings
   * @throws vn.portalaudit.config.ConfigException with every problem, its line and key
   */
  public static Settings read(Path file, Map<String, String> environment) {
    Problems problems = new Problems();
    Optional<YamlNode> root =
        Files.exists(file)
            ? YamlFile.read(file, problems)
            : YamlFile.parse(String.valueOf(file.getFileName()), "{}", problems);
    problems.throwIfAny();
    Settings settings = settings(root.orElseThrow(), environment);
    problems.throwIfAny();
    return settings;
  }

  private static Settings settings(YamlNode root, Map<String, String> environment) {
    root.only(
        "server",
        "data",
        "database",
        "node",
        "schedules",
        "campaigns",
        "canaries",
        "mail",
        "telegram",
        "retention",
        "disk",
        "access",
        "signatures");
    Section server = section(root, "server", "port", "management-port", "management-address");
    Section retention = section(root, "retention", "probe-days", "hour-days");
    Section disk = section(root, "disk", "min-free", "min-share");
    return new Settings(
        server.whole("port", 8080, 0, 65_535),
        server.whole("management-port", 8081, 0, 65_535),
        server.text("management-address", "127.0.0.1"),
        Path.of(root.find("data").map(YamlNode::text).orElse("data")),
        database(root, environment),
        node(root),
        timetables(root),
        campaigns(root),
        root.find("canaries").map(YamlNode::texts).orElse(List.of()),
        mail(root),
        telegram(root),
        new Settings.Retention(
            retention.whole("probe-days", 7, 2, 90), retention.whole("hour-days", 100, 31, 800)),
        new Settings.Disk(disk.bytes("min-free", 2L << 30), disk.share("min-share", 0.10)),
        access(root),
        trusted(root));
  }

  private static List<X509Certificate> trusted(YamlNode root) {
    List<X509Certificate> trusted = new ArrayList<>();
    section(root, "signatures", "trusted")
        .find("trusted")
        .ifPresent(node -> node.texts().forEach(file -> trusted.addAll(certificates(file, node))));
    return trusted;
  }

  private static List<X509Certificate> certificates(String file, YamlNode node) {
    List<X509Certificate> found = new ArrayList<>();
    try (InputStream in = Files.newInputStream(Path.of(file))) {
      for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        if (one instanceof X509Certificate certificate) {
          found.add(certificate);
        }
      }
    } catch (IOException | CertificateException | InvalidPathException e) {
      found.clear();
    }
    if (found.isEmpty()) {
      node.problem(
          "không đọc được chứng thư nào trong «"
              + file
              + "»; kiểm tra đường dẫn, quyền đọc, và tệp phải ở dạng PEM hoặc DER");
    }
    return found;
  }

  private static Settings.Access access(YamlNode root) {
    Section section =
        section(
            root,
            "access",
            "second-factor",
            "idle",
            "session",
            "public-url",
            "proxy",
            "oidc",
            "guessing");
    Settings.Access standard = Settings.Access.STANDARD;
    String url = section.text("public-url", "");
    if (!url.isEmpty() && !url.matches("https?://[^/?#\\s]+")) {
      root.problem("access.public-url phải có dạng https://ten-mien, không có «/» ở cuối");
    }
    return new Settings.Access(
        section.flag("second-factor", standard.secondFactor()),
        section.span("idle", standard.idle(), Duration.ofMinutes(5), Duration.ofHours(4)),
        section.span("session", standard.longest(), Duration.ofMinutes(30), Duration.ofHours(24)),
        url.isEmpty() ? null : url,
        section.flag("proxy", standard.proxy()),
        section.find("oidc").map(node -> oidc(node, url)).orElse(null),
        guessing(new Section(section.find("guessing"))));
  }

  private static Guessing guessing(Section section) {
    section.only("window", "account", "address", "accounts", "keys");
    Guessing standard = Guessing.STANDARD;
    return new Guessing(
        section.span("window", standard.window(), Duration.ofMinutes(5), Duration.ofHours(12)),
        section.whole("account", standard.account(), 3, 1_000),
        section.whole("address", standard.address(), 3, 10_000),
        section.whole("accounts", standard.accounts(), 3, 10_000),
        section.whole("keys", standard.keys(), 3, 10_000));
  }

  private static Settings.Oidc oidc(YamlNode node, String publicUrl) {
    Section section = new Section(Optional.of(node));
    section.only(
        "title", "issuer", "client-id", "client-secret-file", "link-by-email", "second-factor");
    String issuer = section.text("issuer", "");
    if (!issuer.matches("https://[^?#\\s]+|http://(localhost|127\\.0\\.0\\.1)[^?#\\s]*")) {
      node.problem("oidc.issuer phải là địa chỉ https của nhà cung cấp định danh");
    }
    for (String key : List.of("client-id", "client-secret-file")) {
      if (section.find(key).isEmpty()) {
        node.problem("oidc thiếu " + key + ", lấy ở nơi đăng ký ứng dụng với nhà cung cấp");
      }
    }
    if (publicUrl.isEmpty()) {
      node.problem("oidc cần access.public-url: nhà cung cấp chỉ đưa người dùng về địa chỉ đó");
    }
    return new Settings.Oidc(
        section.text("title", "Tài khoản công vụ"),
        issuer,
        section.text("client-id", ""),
        section.secret("client-secret-file"),
        section.flag("link-by-email", false),
        Set.copyOf(section.find("second-factor").map(YamlNode::texts).orElse(List.of())));
  }

  private static Settings.@Nullable DatabaseAddress database(
      YamlNode root, Map<String, String> environment) {
    Section section = section(root, "database", "url", "user", "password-file");
    String url = environment.getOrDefault("PORTAL_AUDIT_DB_URL", section.text("url", ""));
    if (url.isEmpty()) {
      return null;
    }
    if (!url.startsWith("jdbc:postgresql:")) {
      root.problem("database.url phải có dạng jdbc:postgresql://máy-chủ:5432/tên-cơ-sở-dữ-liệu");
    }
    String user = environment.getOrDefault("PORTAL_AUDIT_DB_USER", section.text("user", ""));
    String password =
        environment.getOrDefault("PORTAL_AUDIT_DB_PASSWORD", section.secret("password-file"));
    return new Settings.DatabaseAddress(
        url, user.isEmpty() ? null : user, password.isEmpty() ? null : password);
  }

  private static Optional<Mailer.Settings> mail(YamlNode root) {
    Section mail =
        section(
            root, "mail", "host", "port", "security", "user", "password-file", "from", "sender");
    Optional<YamlNode> host = mail.find("host");
    if (host.isEmpty()) {
      root.find("mail").ifPresent(node -> node.problem("thiếu host, tên máy chủ thư"));
      return Optional.empty();
    }
    Mailer.Security security =
        mail.find("security")
            .map(node -> node.oneOf("none", "starttls", "ssl"))
            .map(word -> Mailer.Security.valueOf(word.toUpperCase(Locale.ROOT)))
            .orElse(Mailer.Security.STARTTLS);
    int port =
        switch (security) {
          case NONE -> 25;
          case STARTTLS -> 587;
          case SSL -> 465;
        };
    String from = mail.text("from", "");
    if (!from.matches("[^@\\s]+@[^@\\s]+")) {
      host.get().problem("mail thiếu from, địa chỉ thư của người gửi");
    }
    String user = mail.text("user", "");
    String password = mail.secret("password-file");
    return Optional.of(
        new Mailer.Settings(
            host.get().text(),
            mail.whole("port", port, 1, 65_535),
            security,
            user.isEmpty() ? null : user,
            password.isEmpty() ? null : password,
            from,
            mail.text("sender", "Giám sát Cổng"),
            Duration.ofSeconds(15),
            Duration.ofSeconds(45)));
  }

  private static String telegram(YamlNode root) {
    Section telegram = section(root, "telegram", "api");
    String api = telegram.text("api", Carriers.TELEGRAM);
    if (!api.matches("https://[^?#\\s]+[^?#/\\s]|http://(localhost|127\\.0\\.0\\.1)(:[0-9]+)?")) {
      telegram
          .find("api")
          .ifPresent(node -> node.problem("phải có dạng https://ten-mien, không có «/» ở cuối"));
    }
    return api;
  }

  private static List<Campaign> campaigns(YamlNode root) {
    List<Campaign> campaigns = new ArrayList<>();
    root.find("campaigns")
        .ifPresent(named ->
            named
                .entries()
                .forEach((name, node) -> campaign(name, node).ifPresent(campaigns::add)));
    return campaigns;
  }

  private static Optional<Campaign> campaign(String name, YamlNode node) {
    Section section = new Section(Optional.of(node));
    section.only("group", "from", "to", "spread");
    if (!name.matches("[a-z0-9]+(-[a-z0-9]+)*") || name.length() > 60) {
      node.problem("tên đợt «" + name + "» phải gồm chữ không dấu, số và gạch nối");
      return Optional.empty();
    }
    Optional<LocalDate> from = section.find("from").map(YamlNode::day);
    Optional<LocalDate> to = section.find("to").map(YamlNode::day);
    if (from.isEmpty() || to.isEmpty() || to.get().isBefore(from.get())) {
      node.problem("đợt «" + name + "» cần from và to, ngày đầu không sau ngày cuối");
      return Optional.empty();
    }
    String group = section.text("group", "");
    return Optional.of(
        new Campaign(
            name,
            group.isEmpty() ? null : group,
            from.get(),
            to.get(),
            section.span("spread", Duration.ofHours(24), Duration.ZERO, Duration.ofDays(30))));
  }

  private static Settings.Node node(YamlNode root) {
    Section section =
        section(
            root,
            "node",
            "name",
            "audits",
            "max-pages",
            "rate",
            "allow-private",
            "connect-to",
            "browser",
            "lease",
            "grid",
            "proxy-address");
    return new Settings.Node(
        section.text("name", hostName()),
        section.whole("audits", 2, 0, 64),
        section.whole("max-pages", 400, 1, 100_000),
        section.rate("rate"),
        section.flag("allow-private", false),
        section.find("connect-to").map(YamlNode::texts).orElse(List.of()),
        section.flag("browser", true),
        section.span(
            "lease", Duration.ofSeconds(30), Duration.ofSeconds(5), Duration.ofMinutes(10)),
        grid(section));
  }

  private static Browsers.@Nullable Grid grid(Section node) {
    Optional<YamlNode> written = node.find("grid");
    if (written.isEmpty()) {
      return null;
    }
    try {
      URI url = new URI(written.get().text());
      if (url.getHost() == null || !String.valueOf(url.getScheme()).matches("https?")) {
        throw new URISyntaxException(written.get().text(), "no address");
      }
      String here = node.text("proxy-address", url.getHost());
      InetAddress address = InetAddress.getByName(here);
      if (node.find("proxy-address").isEmpty() && !address.isLoopbackAddress()) {
        written
            .get()
            .problem(
                "cần thêm proxy-address: địa chỉ của máy này mà các máy của Grid gọi tới được");
      }
      return new Browsers.Grid(url, address);
    } catch (URISyntaxException e) {
      written.get().problem("phải có dạng http://máy-chủ:4444");
    } catch (UnknownHostException e) {
      written.get().problem("không tìm thấy địa chỉ " + e.getMessage());
    }
    return null;
  }

  private static List<Timetable> timetables(YamlNode root) {
    Map<String, Timetable> timetables = new LinkedHashMap<>();
    timetables.put(
        Timetable.DEFAULT_GROUP, timetable(Timetable.DEFAULT_GROUP, new Section(Optional.empty())));
    root.find("schedules")
        .ifPresent(groups ->
            groups
                .entries()
                .forEach((group, node) ->
                    timetables.put(group, timetable(group, new Section(Optional.of(node))))));
    return new ArrayList<>(timetables.values());
  }

  private static Timetable timetable(String group, Section section) {
    section.only("probe", "quiet", "audit", "tls", "headers", "dns", "monthly-report");
    Map<WorkKind, Timetable.Rule> rules = new LinkedHashMap<>();
    for (WorkKind kind : PLANNED) {
      rule(section, kind).ifPresent(rule -> rules.put(kind, rule));
    }
    return new Timetable(
        group,
        section.span("probe", Duration.ofMinutes(5), Timetable.SHORTEST, Duration.ofDays(1)),
        rules,
        section.find("quiet").map(SettingsFile::quiet).orElse(QuietHours.NONE));
  }

  private static Optional<Timetable.Rule> rule(Section section, WorkKind kind) {
    Optional<YamlNode> written = section.find(kind.code());
    if (written.isPresent() && !written.get().isMapping()) {
      if (!written.get().text().equals("off")) {
        written.get().problem("phải là «off», hoặc có cron và spread");
      }
      return Optional.empty();
    }
    Timetable.Rule standard = standard(kind);
    if (written.isEmpty()) {
      return Optional.of(standard);
    }
    Section rule = new Section(written);
    rule.only("cron", "spread");
    String cron = rule.text("cron", standard.cron());
    try {
      CronExpression.validateExpression(cron);
    } catch (ParseException e) {
      written
          .get()
          .problem(
              "cron «"
                  + cron
                  + "» không đọc được; viết sáu phần: giây phút giờ ngày tháng thứ, ví dụ 0 0 20 ?"
                  + " * SAT");
    }
    return Optional.of(
        new Timetable.Rule(
            cron, rule.span("spread", standard.spread(), Duration.ZERO, Duration.ofDays(7))));
  }

  /** Every day checks in the small hours, each week an audit from Saturday evening on. */
  private static Timetable.Rule standard(WorkKind kind) {
    return switch (kind) {
      case AUDIT -> new Timetable.Rule("0 0 20 ? * SAT", Duration.ofHours(32));
      case TLS -> new Timetable.Rule("0 0 1 * * ?", Duration.ofHours(4));
      case HEADERS -> new Timetable.Rule("0 20 1 * * ?", Duration.ofHours(4));
      case DNS -> new Timetable.Rule("0 40 1 * * ?", Duration.ofHours(4));
      case MONTHLY_REPORT -> new Timetable.Rule("0 0 6 1 * ?", Duration.ofHours(1));
    };
  }

  private static QuietHours quiet(YamlNode node) {
    String text = node.text();
    try {
      int dash = text.indexOf('-');
      return new QuietHours(
          LocalTime.parse(text.substring(0, Math.max(0, dash)).strip()),
          LocalTime.parse(text.substring(dash + 1).strip()));
    } catch (DateTimeException e) {
      node.problem("giờ nghỉ phải viết như \"07:30-17:00\"");
      return QuietHours.NONE;
    }
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "nut";
    }
  }

  private static Section section(YamlNode root, String key, String... keys) {
    Section section = new Section(key.isEmpty() ? Optional.empty() : root.find(key));
    section.only(keys);
    return section;
  }

  /** A part of the file that may be missing: everything in it has a default. */
  private record Section(Optional<YamlNode> node) {
    void only(String... keys) {
      node.ifPresent(n -> n.only(keys));
    }

    Optional<YamlNode> find(String key) {
      return node.flatMap(n -> n.find(key));
    }

    String text(String key, String otherwise) {
      return find(key).map(YamlNode::text).orElse(otherwise);
    }

    boolean flag(String key, boolean otherwise) {
      return find(key).map(YamlNode::flag).orElse(otherwise);
    }

    int whole(String key, int otherwise, int least, int most) {
      Optional<YamlNode> written = find(key);
      if (written.isEmpty()) {
        return otherwise;
      }
      int value = written.get().whole();
      if (value < least || value > most) {
        written.get().problem("phải từ " + least + " đến " + most + ", không phải " + value);
      }
      return value;
    }

    double share(String key, double otherwise) {
      Optional<YamlNode> written = find(key);
      if (written.isEmpty()) {
        return otherwise;
      }
      double value = written.get().number().doubleValue();
      if (value < 0 || value > 0.9) {
        written.get().problem("phải từ 0 đến 0.9, không phải " + value);
      }
      return value;
    }

    @Nullable BigDecimal rate(String key) {
      Optional<YamlNode> written = find(key);
      if (written.isEmpty()) {
        return BigDecimal.ONE;
      }
      if (!written.get().isNumber()) {
        if (!written.get().text().equals("off")) {
          written.get().problem("phải là số lượt mỗi giây, ví dụ 0.5, hoặc off");
        }
        return null;
      }
      BigDecimal value = written.get().number();
      if (value.signum() <= 0 || value.compareTo(BigDecimal.valueOf(1_000)) > 0) {
        written.get().problem("phải lớn hơn 0 và không quá 1000, không phải " + value);
      }
      return value;
    }

    Duration span(String key, Duration otherwise, Duration least, Duration most) {
      Optional<YamlNode> written = find(key);
      if (written.isEmpty()) {
        return otherwise;
      }
      Matcher span = SPAN.matcher(written.get().text());
      if (!span.matches()) {
        written.get().problem("phải viết như 30s, 5m, 2h hoặc 1d");
        return otherwise;
      }
      long number = Long.parseLong(span.group(1));
      Duration value =
          switch (span.group(2)) {
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
          };
      if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
        written.get().problem("phải từ " + seconds(least) + " đến " + seconds(most) + " giây");
      }
      return value;
    }

    long bytes(String key, long otherwise) {
      Optional<YamlNode> written = find(key);
      if (written.isEmpty()) {
        return otherwise;
      }
      Matcher bytes = BYTES.matcher(written.get().text());
      if (!bytes.matches()) {
        written.get().problem("phải viết như 500MB hoặc 2GB");
        return otherwise;
      }
      int shift =
          switch (bytes.group(2)) {
            case "MB" -> 20;
            case "GB" -> 30;
            default -> 40;
          };
      return Long.parseLong(bytes.group(1)) << shift;
    }

    String secret(String key) {
      Optional<YamlNode> written = find(key);
      if (written.isEmpty()) {
        return "";
      }
      try {
        return Files.readString(Path.of(written.get().text())).strip();
      } catch (IOException e) {
        written.get().problem("không đọc được tệp mật khẩu; kiểm tra đường dẫn và quyền đọc");
        return "";
      }
    }

    private static long seconds(Duration duration) {
      return duration.toSeconds();
    }
  }
}
