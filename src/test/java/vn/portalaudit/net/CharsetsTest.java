package vn.portalaudit.net;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CharsetsTest {
  private static final Charset W1252 = Charset.forName("windows-1252");
  private static final Charset W1258 = Charset.forName("windows-1258");
  private static final String TEXT =
      "<html><p>Sở Thông tin và Truyền thông tỉnh Bắc Giang: thủ tục hành chính, đường dây nóng";
  private static final String FRENCH = "<p>Déjà vu, où êtes-vous, forêt, garçon, señor, über alles";

  static Stream<Arguments> bodies() {
    return Stream.of(
        row("UTF-8, nothing said", TEXT.getBytes(UTF_8), null, UTF_8, false, false),
        row("header", TEXT.getBytes(UTF_8), "text/html; charset=utf-8", UTF_8, true, false),
        row(
            "quoted header",
            TEXT.getBytes(UTF_8),
            "text/html;Charset=\"UTF8\"",
            UTF_8,
            true,
            false),
        row("meta", meta("utf-8", UTF_8), "text/html", UTF_8, true, false),
        row("old meta", oldMeta("utf-8", UTF_8), "text/html", UTF_8, true, false),
        row("XML", xml("UTF-8", UTF_8), "text/xml", UTF_8, true, false),
        row(
            "XML in single quotes",
            "<?xml version='1.0' encoding='utf-8'?><a>ệ".getBytes(UTF_8),
            null,
            UTF_8,
            true,
            false),
        row("mark", join(0xef, 0xbb, 0xbf, TEXT.getBytes(UTF_8)), null, UTF_8, true, false),
        row(
            "mark against header",
            join(0xef, 0xbb, 0xbf, TEXT.getBytes(UTF_8)),
            "text/html; charset=iso-8859-1",
            UTF_8,
            true,
            true),
        row(
            "UTF-16LE mark",
            join(0xff, 0xfe, TEXT.getBytes(UTF_16LE)),
            null,
            UTF_16LE,
            true,
            false),
        row(
            "UTF-16BE mark",
            join(0xfe, 0xff, TEXT.getBytes(UTF_16BE)),
            "text/html; charset=utf-16",
            UTF_16BE,
            true,
            false),
        row("UTF-16LE without mark", TEXT.getBytes(UTF_16LE), null, UTF_16LE, false, false),
        row("UTF-16BE without mark", TEXT.getBytes(UTF_16BE), null, UTF_16BE, false, false),
        row(
            "UTF-16 said to be UTF-8",
            TEXT.getBytes(UTF_16LE),
            "text/html; charset=utf-8",
            UTF_16LE,
            false,
            true),
        row(
            "UTF-8 said to be UTF-16",
            TEXT.getBytes(UTF_8),
            "text/html; charset=utf-16",
            UTF_8,
            false,
            true),
        row("UTF-8, meta says UTF-16", meta("utf-16", UTF_8), null, UTF_8, true, false),
        row(
            "UTF-8 said to be latin1",
            TEXT.getBytes(UTF_8),
            "text/html; charset=ISO-8859-1",
            UTF_8,
            false,
            true),
        row("UTF-8 said to be windows-1252", meta("windows-1252", UTF_8), null, UTF_8, false, true),
        row(
            "header lies, meta is right",
            meta("utf-8", UTF_8),
            "text/html; charset=windows-1258",
            UTF_8,
            true,
            true),
        row(
            "header right, meta lies",
            meta("iso-8859-1", UTF_8),
            "text/html; charset=utf-8",
            UTF_8,
            true,
            false),
        row("windows-1258, nothing said", vietnamese(), null, W1258, false, false),
        row(
            "windows-1258 said",
            vietnamese(),
            "text/html; charset=windows-1258",
            W1258,
            true,
            false),
        row(
            "windows-1258 said to be UTF-8",
            vietnamese(),
            "text/html; charset=utf-8",
            W1258,
            false,
            true),
        row(
            "windows-1258 said to be latin1",
            vietnamese(),
            "text/html; charset=iso-8859-1",
            W1258,
            false,
            true),
        row("windows-1252, nothing said", FRENCH.getBytes(W1252), null, W1252, false, false),
        row(
            "windows-1252 said",
            FRENCH.getBytes(W1252),
            "text/html; charset=latin1",
            W1252,
            true,
            false),
        row(
            "windows-1252 said to be UTF-8",
            FRENCH.getBytes(W1252),
            "text/html; charset=utf-8",
            W1252,
            false,
            true),
        row(
            "NFD",
            Normalizer.normalize(TEXT, Normalizer.Form.NFD).getBytes(UTF_8),
            "text/html; charset=utf-8",
            UTF_8,
            true,
            false),
        row(
            "a few broken bytes",
            join(TEXT.repeat(3).getBytes(UTF_8), 0xff, 0xc3),
            "text/html; charset=utf-8",
            UTF_8,
            true,
            false),
        row(
            "cut within a letter",
            Arrays.copyOf("<p>tiếng Việ".getBytes(UTF_8), 15),
            "text/html; charset=utf-8",
            UTF_8,
            true,
            false),
        row("ASCII", "<p>abc".getBytes(UTF_8), null, UTF_8, false, false),
        row(
            "ASCII said to be latin1",
            "<p>abc".getBytes(UTF_8),
            "text/html; charset=us-ascii",
            W1252,
            true,
            false),
        row("unknown name", TEXT.getBytes(UTF_8), "text/html; charset=tcvn3", UTF_8, false, false),
        row("hostile name", TEXT.getBytes(UTF_8), "text/html; charset=::;", UTF_8, false, false),
        row(
            "commented meta",
            ("<!-- <meta charset=latin1> -->" + TEXT).getBytes(UTF_8),
            null,
            UTF_8,
            false,
            false),
        row(
            "meta too late",
            (" ".repeat(5_000) + "<meta charset=latin1>" + TEXT).getBytes(UTF_8),
            null,
            UTF_8,
            false,
            false),
        row(
            "two metas",
            ("<meta charset=utf-8><meta charset=latin1>" + TEXT).getBytes(UTF_8),
            null,
            UTF_8,
            true,
            false),
        row(
            "another language",
            "<p>日本語".getBytes(Charset.forName("Shift_JIS")),
            "text/html; charset=Shift_JIS",
            Charset.forName("Shift_JIS"),
            true,
            false),
        row("nothing", new byte[0], null, UTF_8, false, false));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bodies")
  void bytesAndDeclarationsAreWeighed(
      String name,
      byte[] body,
      @Nullable String contentType,
      Charset charset,
      boolean declared,
      boolean contradicts) {
    assertThat(Charsets.guess(body, contentType))
        .isEqualTo(new Charsets.CharsetGuess(charset, declared, contradicts));
  }

  @Test
  void vietnameseIsReadRight() {
    byte[] body = vietnamese();
    Charset charset = Charsets.guess(body, null).charset();

    assertThat(Normalizer.normalize(new String(body, charset), Normalizer.Form.NFC))
        .isEqualTo(TEXT);
  }

  @Test
  void hostileDeclarationIsReadInTime() {
    byte[] body = "<meta ".repeat(1_000_000).getBytes(UTF_8);

    assertThat(Charsets.guess(body, "charset=".repeat(10_000)).charset()).isEqualTo(UTF_8);
  }

  private static Arguments row(
      String name,
      byte[] body,
      @Nullable String contentType,
      Charset charset,
      boolean declared,
      boolean contradicts) {
    return Arguments.of(name, body, contentType, charset, declared, contradicts);
  }

  private static byte[] meta(String name, Charset charset) {
    return ("<html><META data-x charset='" + name + "'>" + TEXT).getBytes(charset);
  }

  private static byte[] oldMeta(String name, Charset charset) {
    return ("<meta http-equiv=Content-Type content=\"text/html; charset=" + name + "\">" + TEXT)
        .getBytes(charset);
  }

  private static byte[] xml(String name, Charset charset) {
    return ("<?xml version=\"1.0\" encoding=\"" + name + "\"?><a>ệ</a>").getBytes(charset);
  }

  /** windows-1258 has letters and tone marks apart, but the vowels with a circumflex whole. */
  private static byte[] vietnamese() {
    StringBuilder apart = new StringBuilder();
    for (int i = 0; i < TEXT.length(); i++) {
      String parts = Normalizer.normalize(TEXT.substring(i, i + 1), Normalizer.Form.NFD);
      String tone = parts.replaceAll("[^\u0300\u0301\u0303\u0309\u0323]", "");
      String base =
          Normalizer.normalize(
              parts.replaceAll("[\u0300\u0301\u0303\u0309\u0323]", ""), Normalizer.Form.NFC);
      apart.append(base).append(tone);
    }
    return apart.toString().getBytes(W1258);
  }

  private static byte[] join(Object... parts) {
    java.io.ByteArrayOutputStream all = new java.io.ByteArrayOutputStream();
    for (Object part : parts) {
      if (part instanceof byte[] bytes) {
        all.writeBytes(bytes);
      } else {
        all.write((Integer) part);
      }
    }
    return all.toByteArray();
  }
}
