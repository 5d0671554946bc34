package vn.portalaudit.crawl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SitemapXmlTest {
  private static final String HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";
  private static final String NS = " xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"";

  @TempDir Path temp;

  @Test
  void sitemapListsPages() {
    SitemapXml map =
        read(
            "\n  " + HEAD + "<urlset" + NS + "><url><loc> https://a.vn/1 </loc><lastmod>2026</lastmod>"
                + "<image:image xmlns:image=\"i\"><image:loc>https://a.vn/i.png</image:loc>"
                + "</image:image></url><url><loc>https://a.vn/2?a=1&amp;b=2</loc></url></urlset>");
    assertThat(map.valid()).isTrue();
    assertThat(map.pages()).containsExactly("https://a.vn/1", "https://a.vn/2?a=1&b=2");
  }

  @Test
  void indexListsSitemaps() {
    SitemapXml map =
        read(HEAD + "<sitemapindex" + NS + "><sitemap><loc>https://a.vn/s1.xml</loc></sitemap></sitemapindex>");
    assertThat(map.valid()).isTrue();
    assertThat(map.sitemaps()).containsExactly("https://a.vn/s1.xml");
    assertThat(map.pages()).isEmpty();
  }

  @Test
  void gzippedSitemapIsRead() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write("<urlset><url><loc>https://a.vn/1</loc></url></urlset>".getBytes(StandardCharsets.UTF_8));
    }
    assertThat(SitemapXml.read(out.toByteArray(), "application/x-gzip").pages())
        .containsExactly("https://a.vn/1");
  }

  @Test
  void gzipBombIsRefused() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      byte[] blanks = new byte[1 << 20];
      for (int i = 0; i < 200; i++) {
        gzip.write(blanks);
      }
    }
    assertThat(SitemapXml.read(out.toByteArray(), "application/gzip").valid()).isFalse();
  }

  @Test
  void externalEntityReadsNoFile() throws IOException {
    Path secret = temp.resolve("secret");
    Files.writeString(secret, "https://a.vn/bi-mat");
    SitemapXml map =
        read(
            HEAD + "<!DOCTYPE urlset [<!ENTITY x SYSTEM \"" + secret.toUri() + "\">]>"
                + "<urlset><url><loc>&x;</loc></url></urlset>");
    assertThat(map.valid()).isFalse();
    assertThat(map.pages()).isEmpty();
  }

  @Test
  void entitiesDoNotExpand() {
    StringBuilder xml = new StringBuilder(HEAD + "<!DOCTYPE urlset [<!ENTITY a0 \"lol\">");
    for (int i = 1; i < 12; i++) {
      xml.append("<!ENTITY a").append(i).append(" \"").append(("&a" + (i - 1) + ";").repeat(10)).append("\">");
    }
    xml.append("]><urlset><url><loc>https://a.vn/&a11;</loc></url></urlset>");
    SitemapXml map = read(xml.toString());
    assertThat(map.valid()).isFalse();
    assertThat(map.pages()).isEmpty();
  }

  @Test
  void brokenSitemapKeepsWhatStoodBefore() {
    SitemapXml map = read("<urlset><url><loc>https://a.vn/1</loc></url><url><loc>https://a.vn/2</lo");
    assertThat(map.valid()).isFalse();
    assertThat(map.pages()).containsExactly("https://a.vn/1");
  }

  @Test
  void pageIsNoSitemap() {
    assertThat(read("<html><body><p>Trang chủ</p></body></html>").valid()).isFalse();
  }

  @Test
  void addressesAreBounded() {
    String xml =
        "<urlset>" + "<url><loc>https://a.vn/x</loc></url>".repeat(60_000) + "</urlset>";
    assertThat(read(xml).pages()).hasSize(50_000);
  }

  @Test
  void deepNestingIsRefused() {
    assertThat(read("<urlset>" + "<a>".repeat(100_000)).valid()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "'Sat, 21 Nov 2026 20:30:00 GMT', 2026-11-22",
    "2026-11-22T01:00:00+07:00, 2026-11-22",
    "22/11/2026 08:00, 2026-11-22",
    "2026-11-22 08:00:00, 2026-11-22"
  })
  void feedDaysAreVietnamese(String text, LocalDate day) {
    assertThat(FeedXml.day(text)).isEqualTo(day);
  }

  @Test
  void feedsOfBothFamiliesAreRead() {
    FeedXml rss =
        FeedXml.read(
            ("<rss version=\"2.0\"><channel><title>Cổng</title><link>https://a.vn/</link><item>"
                    + "<title>Tin &amp; bài</title><link>/tin/1</link>"
                    + "<pubDate>Sun, 22 Nov 2026 08:00:00 +0700</pubDate></item></channel></rss>")
                .getBytes(StandardCharsets.UTF_8),
            "https://a.vn/rss");
    FeedXml atom =
        FeedXml.read(
            ("<feed xmlns=\"http://www.w3.org/2005/Atom\"><entry><title>Tin &amp; bài</title>"
                    + "<link rel=\"self\" href=\"/x\"/><link href=\"/tin/1\"/>"
                    + "<updated>2026-11-22T08:00:00+07:00</updated></entry></feed>")
                .getBytes(StandardCharsets.UTF_8),
            "https://a.vn/rss");
    assertThat(rss.valid() && atom.valid()).isTrue();
    assertThat(rss.items())
        .extracting(Page.Item::title, Page.Item::url, Page.Item::date)
        .containsExactly(
            tuple(
                "Tin & bài", "https://a.vn/tin/1", LocalDate.of(2026, 11, 22)));
    assertThat(atom.items())
        .extracting(Page.Item::url, Page.Item::date)
        .containsExactly(
            tuple("https://a.vn/tin/1", LocalDate.of(2026, 11, 22)));
    assertThat(FeedXml.day("tháng 72")).isNull();
    assertThat(FeedXml.day("45/13/2026")).isNull();
  }

  private static SitemapXml read(String xml) {
    return SitemapXml.read(xml.getBytes(StandardCharsets.UTF_8), "application/xml");
  }
}
