package vn.portalaudit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.portalaudit.domain.AuditReport;
import vn.portalaudit.domain.Datum;
import vn.portalaudit.domain.Finding;
import vn.portalaudit.domain.Method;
import vn.portalaudit.domain.Observation;
import vn.portalaudit.domain.Outcome;
import vn.portalaudit.domain.Reason;
import vn.portalaudit.domain.Result;
import vn.portalaudit.report.ResultDocument;

/**
 * Whole audits of portals that are down, shut, broken or out to do harm: each ends by itself, says
 * why in words, judges nothing it did not see, and keeps what it saw.
 */
final class HostilePortalTest {
  private static final Map<String, String> MENU =
      Map.of(
          "/gioi-thieu", "Giới thiệu",
          "/co-cau-to-chuc", "Cơ cấu tổ chức",
          "/tin-tuc", "Tin tức",
          "/van-ban", "Văn bản",
          "/hoi-dap", "Hỏi đáp",
          "/lien-he", "Liên hệ");

  @TempDir private Path temp;

  private record Audited(Cli run, AuditReport report, Path folder) {
    Result seen(String key) {
      return report.observations().stream()
          .filter(o -> o.key().equals(key))
          .map(Observation::result)
          .findFirst()
          .orElseThrow();
    }

    List<Finding> findings() {
      return report.scorecards().stream().flatMap(card -> card.findings().stream()).toList();
    }
  }

  // ---- nothing can be observed ----

  @Test
  void a403ToEverythingIsABlock() throws IOException {
    try (WildServer server =
        new WildServer((target, wire) -> wire.send("403 Forbidden", WildServer.HTML, bytes("")))) {
      Audited audited = audit(server.url("/"));

      assertNothingIsJudged(audited, Reason.BLOCKED);
      assertThat(audited.run().out()).contains("tường lửa hoặc trang thử thách chặn");
      assertThat(server.targets()).hasSizeLessThan(20);
    }
  }

  @Test
  void whatARefusalHidesIsNotAbsent() throws IOException {
    try (WildServer server =
        new WildServer((target, wire) -> {
          if (target.startsWith("/hoi-dap")) {
            wire.send("403 Forbidden", WildServer.HTML, bytes(""));
          } else if (target.startsWith("/van-ban")) {
            wire.send("404 Not Found", WildServer.HTML, bytes(""));
          } else {
            ordinary(target, wire);
          }
        })) {
      Audited audited = audit(server.url("/"));

      assertThat(audited.seen("hoi-dap.found")).isEqualTo(new Result.Value(Datum.of(true)));
      assertThat(audited.seen("hoi-dap.reachable"))
          .isEqualTo(new Result.Unobserved(Reason.HTTP_STATUS));
      assertThat(audited.seen("van-ban.reachable")).isEqualTo(new Result.Value(Datum.of(false)));
    }
  }

  @Test
  void aFirewallThatShutsInTheMiddleEndsTheAuditAndFailsNothing() throws IOException {
    AtomicInteger answered = new AtomicInteger();
    try (WildServer server =
        new WildServer((target, wire) -> {
          if (target.equals("/robots.txt") || answered.incrementAndGet() > 3) {
            wire.send("403 Forbidden", WildServer.HTML, bytes(""));
          } else {
            wire.html(entries());
          }
        })) {
      Audited audited = audit(server.url("/"));

      assertThat(audited.report().run().complete()).isFalse();
      assertThat(server.targets()).hasSizeLessThan(60);
      assertThat(audited.seen("phan-anh-kien-nghi.found"))
          .isEqualTo(new Result.Unobserved(Reason.BLOCKED));
      assertThat(audited.seen("in-bai.found")).isEqualTo(new Result.Unobserved(Reason.BLOCKED));
      assertThat(audited.report().scorecards().getFirst().findings())
          .filteredOn(f -> List.of("2.4", "2.5").contains(f.code()))
          .isNotEmpty()
          .allSatisfy(f -> {
            assertThat(f.outcome()).isEqualTo(Outcome.CANT_TELL);
            assertThat(f.reason()).isEqualTo(Reason.BLOCKED);
          });
    }
  }

  @Test
  void mapsThatWereAskedForBeforeABlockAreNotHiddenByItAndFeedsThatDoNotAnswerAre()
      throws IOException {
    AtomicInteger pages = new AtomicInteger();
    try (WildServer server =
        new WildServer((target, wire) -> {
          if (target.startsWith("/rss")) {
            wire.send("503 Service Unavailable", WildServer.HTML, bytes(""));
          } else if (target.equals("/robots.txt")
              || target.equals("/sitemap.xml")
              || target.startsWith("/trang-khong-ton-tai")) {
            wire.missing();
          } else if (pages.incrementAndGet() > 4) {
            wire.send("403 Forbidden", WildServer.HTML, bytes(""));
          } else {
            wire.html(entries());
          }
        })) {
      Audited audited = audit(server.url("/"));

      assertThat(audited.report().run().complete()).isFalse();
      assertThat(audited.seen("so-do-cong-xml.valid")).isEqualTo(new Result.Value(Datum.of(false)));
      assertThat(audited.seen("rss-doc.valid")).isEqualTo(new Result.Unobserved(Reason.BLOCKED));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "401 Unauthorized, LOGIN_WALL",
    "403 Forbidden, HTTP_STATUS",
    "500 Internal Server Error, HTTP_STATUS",
    "503 Service Unavailable, HTTP_STATUS",
    "404 Not Found,",
    "410 Gone,"
  })
  void aMapOrAFeedThatIsRefusedOrBrokenIsNotAbsent(String status, @Nullable Reason hidden)
      throws IOException {
    try (WildServer server =
        new WildServer((target, wire) -> {
          if (target.equals("/sitemap.xml") || target.startsWith("/rss")) {
            wire.send(status, WildServer.HTML, bytes("<p>Không xem được"));
          } else if (target.equals("/")) {
            wire.html(home() + "<a href='/rss/tin-tuc.rss'>RSS</a>");
          } else {
            ordinary(target, wire);
          }
        })) {
      Audited audited = audit(server.url("/"));

      Result expected =
          hidden == null ? new Result.Value(Datum.of(false)) : new Result.Unobserved(hidden);
      assertThat(server.targets()).contains("/rss/tin-tuc.rss");
      assertThat(audited.seen("so-do-cong-xml.valid")).isEqualTo(expected);
      assertThat(audited.seen("rss-doc.valid")).isEqualTo(expected);
    }
  }

  @Test
  void aFeedBehindALoginIsNotAbsent() throws IOException {
    try (WildServer server =
        new WildServer((target, wire) -> {
          if (target.startsWith("/rss")) {
            wire.send("302 Found", "Location: /dang-nhap\r\n" + WildServer.HTML, bytes(""));
          } else if (target.equals("/dang-nhap")) {
            wire.html("<form><input name=u><input type=password name=p></form>");
          } else if (target.equals("/")) {
            wire.html(home() + "<a href='/rss/tin-tuc.rss'>RSS</a>");
          } else {
            ordinary(target, wire);
          }
        })) {
      assertThat(audit(server.url("/")).seen("rss-doc.valid"))
          .isEqualTo(new Result.Unobserved(Reason.LOGIN_WALL));
    }
  }

  @Test
  void anEmptySiteIsToldAsSuch() throws IOException {
    try (WildServer server = new WildServer((target, wire) -> wire.html(""))) {
      Audited audited = audit(server.url("/"));

      assertNothingIsJudged(audited, Reason.EMPTY_SITE);
      assertThat(audited.run().out()).contains("cổng không có nội dung");
    }
  }

  @Test
  void aGzipBombIsRefused() throws IOException {
    byte[] bomb = bomb();
    try (WildServer server =
        new WildServer((target, wire) ->
            wire.send("200 OK", WildServer.HTML + "Content-Encoding: gzip\r\n", bomb))) {
      Audited audited = audit(server.url("/"));

      assertNothingIsJudged(audited, Reason.DECOMPRESSION);
      assertThat(audited.run().out()).contains("dữ liệu nén hỏng hoặc giãn bất thường");
    }
  }

  @Test
  void aRedirectThatGrowsForeverIsALoop() throws IOException {
    try (WildServer server =
        new WildServer((target, wire) ->
            wire.redirect(target + (target.contains("?") ? "&" : "?") + "lan=1"))) {
      Audited audited = audit(server.url("/"));

      assertNothingIsJudged(audited, Reason.REDIRECT_LOOP);
      assertThat(audited.run().out()).contains("chuyển hướng vòng lặp");
      assertThat(server.targets()).hasSizeLessThan(100);
    }
  }

  @Test
  void aRedirectToAndFroIsALoop() throws IOException {
    try (WildServer server =
        new WildServer((target, wire) -> wire.redirect(target.equals("/a") ? "/b" : "/a"))) {
      Audited audited = audit(server.url("/a"));

      assertNothingIsJudged(audited, Reason.REDIRECT_LOOP);
      assertThat(server.targets()).hasSizeLessThan(30);
    }
  }

  @Test
  void aRefusedConnectionIsToldAsSuch() throws IOException {
    Audited audited = audit("http://127.0.0.1:" + WildServer.closedPort() + "/");

    assertNothingIsJudged(audited, Reason.CONNECT_REFUSED);
    assertThat(audited.run().out()).contains("máy chủ từ chối kết nối");
  }

  @Test
  void anUnknownHostIsToldAsSuch() throws IOException {
    Audited audited = audit("http://khong-co.invalid/");

    Reason reason = Objects.requireNonNull(audited.findings().getFirst().reason());
    // a machine without a name server cannot tell that there is no such name
    assertThat(reason).isIn(Reason.DNS_NOT_FOUND, Reason.DNS_FAILURE);
    assertNothingIsJudged(audited, reason);
    assertThat(audited.run().out()).contains(reason.says());
  }

  @Test
  void aHomePageThatBreaksOffIsToldAsSuch() throws IOException {
    try (WildServer server =
        new WildServer((target, wire) -> {
          wire.begin("200 OK", WildServer.HTML + "Content-Length: 100000\r\n");
          wire.write(bytes(home().substring(0, 600)));
          wire.reset();
        })) {
      Audited audited = audit(server.url("/"));

      assertNothingIsJudged(audited, Reason.CONNECTION_RESET);
      assertThat(audited.run().out()).contains("kết nối bị ngắt giữa chừng");
    }
  }

  // ---- a part can be observed ----

  @Test
  void aPageOf50MegabytesIsReadToItsLimitOnly() throws IOException {
    byte[] filler = bytes("<p>" + "Nội dung rất dài. ".repeat(3_000) + "</p>\n");
    int times = 50_000_000 / filler.length + 1;
    AtomicLong sent = new AtomicLong();
    try (WildServer server =
        new WildServer((target, wire) -> {
          if (!target.equals("/")) {
            ordinary(target, wire);
            return;
          }
          wire.begin("200 OK", WildServer.HTML);
          wire.write(bytes(home()));
          for (int i = 0; i < times; i++) {
            wire.write(filler);
            sent.addAndGet(filler.length);
          }
        })) {
      Audited audited = audit(server.url("/"));

      assertThat(audited.run().status()).isZero();
      assertThat(sent.get()).isBetween(3_000_000L, 45_000_000L);
      assertThat(audited.report().run().bytes()).isLessThan(25_000_000);
      assertThat(audited.report().warnings())
          .filteredOn(w -> w.id().equals("trang-qua-lon"))
          .singleElement()
          .satisfies(w -> assertThat(w.says()).contains("chỉ phần đầu được xét"));
      assertFound(audited, "tin-tuc", true);
      // what is not in the beginning may be in the rest
      assertThat(audited.seen("du-lieu-mo.found"))
          .isEqualTo(new Result.Unobserved(Reason.TOO_LARGE));
    }
  }

  @Test
  void whatACutPageDoesNotShowIsNotSaidToBeMissing() throws IOException {
    String filler = "<!-- " + "đệm ".repeat(800_000) + " -->";
    try (WildServer server =
        new WildServer((target, wire) -> {
          if (target.equals("/hoi-dap")) {
            wire.html(section(target).replace("<h1>", filler + "<h1>"));
          } else {
            ordinary(target, wire);
          }
        })) {
      Audited audited = audit(server.url("/"));

      assertFound(audited, "hoi-dap", true);
      for (String field : List.of("items", "empty", "files", "itemsInPeriod")) {
        assertThat(audited.seen("hoi-dap." + field))
            .as(field)
            .isEqualTo(new Result.Unobserved(Reason.TOO_LARGE));
      }
      assertThat(audited.seen("gioi-thieu.empty")).isEqualTo(new Result.Value(Datum.of(false)));
    }
  }

  @Test
  void aGzipBombBehindALinkCostsOnlyItsPage() throws IOException {
    byte[] bomb = bomb();
    try (WildServer server =
        new WildServer((target, wire) -> {
          if (target.equals("/hoi-dap")) {
            wire.send("200 OK", WildServer.HTML + "Content-Encoding: gzip\r\n", bomb);
          } else {
            ordinary(target, wire);
          }
        })) {
      Audited audited = audit(server.url("/"));

      assertThat(audited.run().status()).isZero();
      assertFound(audited, "tin-tuc", true);
      assertThat(audited.seen("hoi-dap.items"))
          .isEqualTo(new Result.Unobserved(Reason.DECOMPRESSION));
      assertTold(audited, "dữ liệu nén hỏng hoặc giãn bất thường");
    }
  }

  @Test
  void aHundredThousandLevelsOfMarkupAreAPageLikeAnother() throws IOException {
    String deep = "<div><b>".repeat(50_000) + "Đáy" + "</b></div>".repeat(50_000);
    try (WildServer server =
        new WildServer((target, wire) -> {
          if (target.equals("/") || target.equals("/gioi-thieu")) {
            wire.html(home().replace("</nav>", "</nav>" + deep));
          } else {
            ordinary(target, wire);
          }
        })) {
      Audited audited = audit(server.url("/"));

      assertThat(audited.run().status()).isZero();
      assertThat(audited.report().run().complete()).isTrue();
      assertFound(audited, "tin-tuc", true);
      assertFound(audited, "gioi-thieu", true);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"windows-1258", "utf-16le", "utf-16be"})
  void aLieAboutTheCharacterSetDoesNotSpoilTheWords(String charset) throws IOException {
    String declared =
        charset.startsWith("utf-16") ? "text/html" : "text/html; charset=utf-8\r\nX-Powered-By: x";
    try (WildServer server =
        new WildServer((target, wire) -> {
          if (target.equals("/") || MENU.containsKey(target)) {
            wire.send(
                "200 OK",
                "Content-Type: " + declared + "\r\n",
                encoded(target.equals("/") ? home() : section(target), charset));
          } else {
            wire.missing();
          }
        })) {
      Audited audited = audit(server.url("/"));

      assertThat(audited.run().status()).isZero();
      assertFound(audited, "tin-tuc", true);
      assertThat(audited.seen("tin-tuc.label")).isEqualTo(new Result.Value(Datum.of("Tin tức")));
      assertThat(audited.seen("co-cau-to-chuc.label"))
          .isEqualTo(new Result.Value(Datum.of("Cơ cấu tổ chức")));
      assertTold(audited, "Cơ cấu tổ chức");
    }
  }

  @Test
  void aSitemapCannotReadFilesOrAskOtherServers() throws IOException {
    Path secret = Files.writeString(temp.resolve("bi-mat.txt"), "mat-khau-Ab12Cd34");
    AtomicInteger outside = new AtomicInteger();
    try (WildServer elsewhere =
            new WildServer((target, wire) -> {
              outside.incrementAndGet();
              wire.send("200 OK", "", bytes("<!ENTITY x \"y\">"));
            });
        WildServer server =
            new WildServer((target, wire) -> {
              if (target.equals("/sitemap.xml")) {
                String xml =
                    "<?xml version=\"1.0\"?><!DOCTYPE urlset ["
                        + ("<!ENTITY bi-mat SYSTEM \"" + secret.toUri() + "\">")
                        + ("<!ENTITY % xa SYSTEM \"" + elsewhere.url("/x.dtd") + "\"> %xa;")
                        + "<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;\">]>"
                        + "<urlset><url><loc>http://127.0.0.1/&bi-mat;</loc></url>"
                        + ("<url><loc>" + elsewhere.url("/&b;") + "</loc></url>");
                wire.send("200 OK", "Content-Type: application/xml\r\n", bytes(xml));
              } else {
                ordinary(target, wire);
              }
            })) {
      Audited audited = audit(server.url("/"));

      assertThat(audited.run().status()).isZero();
      assertThat(audited.seen("so-do-cong-xml.valid")).isEqualTo(new Result.Value(Datum.of(false)));
      assertFound(audited, "tin-tuc", true);
      assertThat(outside).hasValue(0);
      assertThat(server.targets()).noneMatch(target -> target.contains("mat-khau"));
      List<Path> kept = files(audited.folder());
      assertThat(kept).anyMatch(file -> file.toString().endsWith(".warc.gz"));
      for (Path file : kept) {
        assertThat(contains(file, "mat-khau-Ab12Cd34")).as(file.toString()).isFalse();
      }
      assertThat(audited.run().out()).doesNotContain("mat-khau-Ab12Cd34");
    }
  }

  @Test
  void aServerThatBreaksDownLosesNothingThatWasReadBefore() throws IOException {
    AtomicInteger requests = new AtomicInteger();
    String news =
        IntStream.range(0, 30)
            .mapToObj(i -> "<li><a href=\"/tin-tuc/bai-" + i + "\">Bài viết số " + i + "</a></li>")
            .collect(Collectors.joining());
    try (WildServer server =
        new WildServer((target, wire) -> {
          if (requests.incrementAndGet() > 12) {
            wire.begin("200 OK", WildServer.HTML + "Content-Length: 100000\r\n");
            wire.write(bytes("<p>Nửa chừng"));
            wire.reset();
          } else if (target.equals("/")) {
            wire.html(home().replace("</main>", "<ul>" + news + "</ul></main>"));
          } else {
            ordinary(target, wire);
          }
        })) {
      Audited audited = audit(server.url("/"));

      assertThat(audited.run().status()).isZero();
      assertThat(audited.report().run().complete()).isFalse();
      assertThat(audited.report().run().pages()).isGreaterThan(3);
      assertThat(audited.run().out()).contains("chưa đọc hết", "kết nối bị ngắt giữa chừng");
      assertFound(audited, "tin-tuc", true);
      assertThat(audited.seen("du-lieu-mo.found"))
          .isEqualTo(new Result.Unobserved(Reason.CONNECTION_RESET));
      assertThat(requests).hasValueLessThan(60);
    }
  }

  @Test
  void onePageThatNeverAnswersDoesNotHoldUpTheOthers() throws IOException {
    try (WildServer server =
        new WildServer((target, wire) -> {
          if (target.equals("/hoi-dap")) {
            wire.stall();
          } else {
            ordinary(target, wire);
          }
        })) {
      Audited audited = audit(server.url("/"));

      assertThat(audited.run().status()).isZero();
      assertThat(server.targets().indexOf("/hoi-dap")).isLessThan(server.targets().size() - 1);
      assertThat(audited.seen("hoi-dap.items"))
          .isEqualTo(new Result.Unobserved(Reason.READ_TIMEOUT));
      for (String section : List.of("gioi-thieu", "co-cau-to-chuc", "tin-tuc", "lien-he")) {
        assertFound(audited, section, true);
      }
      assertTold(audited, "máy chủ không trả lời trong thời gian chờ");
    }
  }

  // ---- what they have in common ----

  private Audited audit(String url) throws IOException {
    Path folder = temp.resolve("out");
    Cli run =
        Cli.run(
            "audit",
            url,
            "--allow-private",
            "--rate",
            "off",
            "--browser",
            "never",
            "--at",
            "2026-11-20",
            "--out",
            folder.toString());
    assertThat(run.err()).doesNotContain("Không làm được", "Exception");
    assertThat(folder.resolve("report.html")).exists();
    return new Audited(run, ResultDocument.read(folder.resolve("result.json")), folder);
  }

  private static void assertNothingIsJudged(Audited audited, Reason reason) throws IOException {
    assertThat(audited.run().status()).isEqualTo(3);
    assertThat(audited.report().run().complete()).isFalse();
    Map<Object, List<String>> judged =
        audited.findings().stream()
            .filter(f -> f.method() == Method.AUTOMATIC)
            .collect(
                Collectors.groupingBy(
                    f -> f.outcome() == Outcome.CANT_TELL ? f.reason() : f.outcome(),
                    Collectors.mapping(Finding::code, Collectors.toList())));
    // names, port 443 and uptime are looked at beside the portal
    assertThat(judged)
        .containsKey(reason)
        .satisfies(all ->
            assertThat(all.keySet())
                .isSubsetOf(
                    reason,
                    Reason.CONNECT_REFUSED,
                    Reason.DNS_NOT_FOUND,
                    Reason.DNS_FAILURE,
                    Reason.TOO_LITTLE_HISTORY));
    assertThat(judged.get(reason)).hasSizeGreaterThan(50);
    assertTold(audited, reason.says());
  }

  private static void assertFound(Audited audited, String section, boolean found) {
    assertThat(audited.seen(section + ".found"))
        .as(section)
        .isEqualTo(new Result.Value(Datum.of(found)));
  }

  private static void assertTold(Audited audited, String words) throws IOException {
    assertThat(Files.readString(audited.folder().resolve("report.html"))).contains(words);
  }

  private static void ordinary(String target, WildServer.Wire wire) throws IOException {
    if (target.equals("/")) {
      wire.html(home());
    } else if (MENU.containsKey(target) || target.startsWith("/tin-tuc/")) {
      wire.html(section(target));
    } else {
      wire.missing();
    }
  }

  private static String home() {
    return document("Sở Xây dựng tỉnh Trường Giang", "Chào mừng đến với cổng của Sở. ".repeat(12));
  }

  private static String entries() {
    return document(
        "Tin tức",
        IntStream.range(0, 60)
            .mapToObj(i -> "<a href='/tin-tuc/" + i + "'>Bài viết số " + i + "</a> ")
            .collect(Collectors.joining()));
  }

  private static String section(String target) {
    String name = MENU.getOrDefault(target, "Bài viết " + target);
    return document(name, ("Nội dung của mục " + name + ", cập nhật ngày 12/11/2026. ").repeat(8));
  }

  private static String document(String title, String text) {
    StringBuilder menu = new StringBuilder();
    MENU.keySet().stream()
        .sorted()
        .forEach(path ->
            menu.append("<a href=\"")
                .append(path)
                .append("\">")
                .append(MENU.get(path))
                .append("</a> "));
    return "<!DOCTYPE html><html lang=\"vi\"><head><title>"
        + title
        + "</title></head><body><nav>"
        + menu
        + "</nav><main><h1>"
        + title
        + "</h1><p>"
        + text
        + "</p></main></body></html>";
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** In windows-1258 a tone mark is a character of its own after the vowel. */
  private static byte[] encoded(String text, String charset) {
    if (!charset.equals("windows-1258")) {
      return text.getBytes(Charset.forName(charset));
    }
    StringBuilder apart = new StringBuilder();
    text.codePoints()
        .mapToObj(Character::toString)
        .forEach(letter -> {
          String parts = Normalizer.normalize(letter, Normalizer.Form.NFD);
          String tones = parts.replaceAll("[^\u0300\u0301\u0303\u0309\u0323]", "");
          String vowel = parts.replaceAll("[\u0300\u0301\u0303\u0309\u0323]", "");
          apart.append(Normalizer.normalize(vowel, Normalizer.Form.NFC)).append(tones);
        });
    return apart.toString().getBytes(Charset.forName("windows-1258"));
  }

  /** 300 MB of zeros. */
  private static byte[] bomb() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    byte[] zeros = new byte[1_000_000];
    try (OutputStream out = new GZIPOutputStream(packed, 65_536)) {
      for (int i = 0; i < 300; i++) {
        out.write(zeros);
      }
    }
    return packed.toByteArray();
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return new ArrayList<>(files.filter(Files::isRegularFile).toList());
    }
  }

  private static boolean contains(Path file, String text) throws IOException {
    try (InputStream raw = Files.newInputStream(file);
        InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw) {
      return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1).contains(text);
    }
  }
}
