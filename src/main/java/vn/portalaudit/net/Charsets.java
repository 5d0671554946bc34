package vn.portalaudit.net;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the character set of an HTML or XML body: by its mark, the header, its own declaration in
 * the first 4 KB, and then by its bytes, which overrule a declaration that they contradict. Names
 * mean what they mean to browsers (the WHATWG Encoding standard): latin1 is windows-1252. Pure;
 * safe for several threads.
 */
public final class Charsets {
  private static final int DECLARATION_WITHIN = 4_096;
  private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
  private static final Charset WINDOWS_1258 = Charset.forName("windows-1258");
  private static final Pattern CHARSET =
      Pattern.compile("(?i)charset\\s*=\\s*[\"']?\\s*([\\w.:+-]{1,40})");
  private static final Pattern ENCODING =
      Pattern.compile("(?i)\\bencoding\\s*=\\s*[\"']\\s*([\\w.:+-]{1,40})");

  /** Labels whose meaning in browsers differs from Java's, or that Java does not know. */
  private static final Map<String, Charset> LABELS =
      Map.ofEntries(
          Map.entry("utf8", StandardCharsets.UTF_8),
          Map.entry("unicode-1-1-utf-8", StandardCharsets.UTF_8),
          Map.entry("x-unicode20utf8", StandardCharsets.UTF_8),
          Map.entry("unicode", StandardCharsets.UTF_16LE),
          Map.entry("utf-16", StandardCharsets.UTF_16LE),
          Map.entry("ascii", WINDOWS_1252),
          Map.entry("us-ascii", WINDOWS_1252),
          Map.entry("latin1", WINDOWS_1252),
          Map.entry("l1", WINDOWS_1252),
          Map.entry("iso-8859-1", WINDOWS_1252),
          Map.entry("iso8859-1", WINDOWS_1252),
          Map.entry("iso_8859-1", WINDOWS_1252),
          Map.entry("cp1252", WINDOWS_1252),
          Map.entry("x-cp1252", WINDOWS_1252),
          Map.entry("cp1258", WINDOWS_1258),
          Map.entry("x-cp1258", WINDOWS_1258));

  private Charsets() {}

  /**
   * The character set by which a body should be read.
   *
   * @param charset the character set
   * @param declared whether a mark, the header or the body itself named it
   * @param contradicts whether something else was declared, and the bytes show that it is wrong
   */
  public record CharsetGuess(Charset charset, boolean declared, boolean contradicts) {}

  /**
   * Finds the character set.
   *
   * @param body the decoded body
   * @param contentType value of the Content-Type field, or null
   * @return the character set; UTF-8 when nothing speaks for another
   */
  public static CharsetGuess guess(byte[] body, @Nullable String contentType) {
    List<Charset> declared = declared(body, contentType);
    Optional<Charset> marked = mark(body);
    if (marked.isPresent()) {
      Charset charset = marked.get();
      boolean lie = !declared.isEmpty() && !sameFamily(declared.getFirst(), charset);
      return new CharsetGuess(charset, true, lie);
    }
    Charset found = byBytes(body, declared);
    boolean lie = !declared.isEmpty() && !declared.getFirst().equals(found);
    return new CharsetGuess(found, declared.contains(found), lie);
  }

  private static Charset byBytes(byte[] body, List<Charset> declared) {
    Optional<Charset> wide = zeros(body);
    if (wide.isPresent()) {
      return wide.get();
    }
    Utf8 utf8 = Utf8.scan(body);
    if (utf8.ascii()) {
      // every candidate reads the same; UTF-16 would not have been ASCII bytes
      return declared.stream().filter(c -> !isUtf16(c)).findFirst().orElse(StandardCharsets.UTF_8);
    }
    if (utf8.plausible()) {
      return StandardCharsets.UTF_8;
    }
    for (Charset candidate : declared) {
      boolean impossible = candidate.equals(StandardCharsets.UTF_8) || isUtf16(candidate);
      boolean lessLikely = candidate.equals(WINDOWS_1252) && vietnamese(body);
      if (!impossible && !lessLikely) {
        return candidate;
      }
    }
    return vietnamese(body) ? WINDOWS_1258 : WINDOWS_1252;
  }

  private static Optional<Charset> mark(byte[] b) {
    if (b.length >= 3 && b[0] == (byte) 0xef && b[1] == (byte) 0xbb && b[2] == (byte) 0xbf) {
      return Optional.of(StandardCharsets.UTF_8);
    }
    if (b.length >= 2 && b[0] == (byte) 0xff && b[1] == (byte) 0xfe) {
      return Optional.of(StandardCharsets.UTF_16LE);
    }
    if (b.length >= 2 && b[0] == (byte) 0xfe && b[1] == (byte) 0xff) {
      return Optional.of(StandardCharsets.UTF_16BE);
    }
    return Optional.empty();
  }

  /** What the header and the body declare, in the order in which they are believed. */
  private static List<Charset> declared(byte[] body, @Nullable String contentType) {
    List<Charset> declared = new ArrayList<>();
    if (contentType != null) {
      name(CHARSET, contentType).ifPresent(declared::add);
    }
    String start =
        new String(body, 0, Math.min(body.length, DECLARATION_WITHIN), StandardCharsets.ISO_8859_1);
    for (int at = start.indexOf('<'); at >= 0; at = start.indexOf('<', at + 1)) {
      if (start.startsWith("<!--", at)) {
        int end = start.indexOf("-->", at + 4);
        if (end < 0) {
          break;
        }
        at = end;
      } else if (start.startsWith("<?xml", at)) {
        own(ENCODING, tag(start, at)).ifPresent(declared::add);
      } else if (start.regionMatches(true, at, "<meta", 0, 5)) {
        own(CHARSET, tag(start, at)).ifPresent(declared::add);
      }
    }
    return declared;
  }

  private static String tag(String text, int at) {
    int end = text.indexOf('>', at);
    return text.substring(at, end < 0 ? text.length() : end);
  }

  /** A declaration that can be read as ASCII is not in UTF-16. */
  private static Optional<Charset> own(Pattern pattern, String tag) {
    return name(pattern, tag).map(c -> isUtf16(c) ? StandardCharsets.UTF_8 : c);
  }

  private static Optional<Charset> name(Pattern pattern, String text) {
    Matcher name = pattern.matcher(text);
    return name.find() ? label(name.group(1)) : Optional.empty();
  }

  private static Optional<Charset> label(String name) {
    String key = name.toLowerCase(Locale.ROOT);
    Charset known = LABELS.get(key);
    try {
      return Optional.of(known != null ? known : Charset.forName(key));
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return Optional.empty();
    }
  }

  private static boolean isUtf16(Charset charset) {
    return charset.name().startsWith("UTF-16") || charset.name().startsWith("UTF-32");
  }

  private static boolean sameFamily(Charset a, Charset b) {
    return a.equals(b) || (isUtf16(a) && isUtf16(b));
  }

  /** UTF-16 without a mark: the markup's ASCII has a zero in every other byte. */
  private static Optional<Charset> zeros(byte[] body) {
    int length = Math.min(body.length, DECLARATION_WITHIN) & ~1;
    int even = 0;
    int odd = 0;
    for (int i = 0; i < length; i += 2) {
      even += body[i] == 0 ? 1 : 0;
      odd += body[i + 1] == 0 ? 1 : 0;
    }
    int pairs = length / 2;
    if (pairs >= 4 && odd * 10 >= pairs * 4 && even * 10 < pairs) {
      return Optional.of(StandardCharsets.UTF_16LE);
    }
    if (pairs >= 4 && even * 10 >= pairs * 4 && odd * 10 < pairs) {
      return Optional.of(StandardCharsets.UTF_16BE);
    }
    return Optional.empty();
  }

  /**
   * Whether bytes read as Vietnamese in windows-1258, where a tone mark is a byte after its vowel:
   * most bytes over 0x7f are then vowels, đ, or such marks, and marks follow vowels.
   */
  private static boolean vietnamese(byte[] body) {
    int high = 0;
    int letters = 0;
    int tones = 0;
    for (int i = 0; i < body.length; i++) {
      int b = body[i] & 0xff;
      if (b < 0x80) {
        continue;
      }
      high++;
      if (TONES.indexOf(b) >= 0 && i > 0 && VOWELS.indexOf(body[i - 1] & 0xff) >= 0) {
        tones++;
      } else if (LETTERS.indexOf(b) >= 0) {
        letters++;
      }
    }
    return tones >= 2 && tones * 5 >= high && (tones + letters) * 10 >= high * 8;
  }

  /** Grave, hook, tilde, acute and dot below of windows-1258. */
  private static final String TONES = "\u00cc\u00d2\u00de\u00ec\u00f2";

  /** The letters â ê ô ă ơ ư đ of windows-1258, both cases, and its ready-made vowels. */
  private static final String LETTERS =
      "\u00c2\u00ca\u00d4\u00c3\u00d5\u00dd\u00d0\u00e2\u00ea\u00f4\u00e3\u00f5\u00fd\u00f0"
          + "\u00c0\u00c1\u00c8\u00c9\u00cd\u00d3\u00d9\u00da\u00e0\u00e1\u00e8\u00e9\u00ed\u00f3"
          + "\u00f9\u00fa";

  private static final String VOWELS =
      "aeiouyAEIOUY\u00c2\u00ca\u00d4\u00c3\u00d5\u00dd\u00e2\u00ea\u00f4\u00e3\u00f5\u00fd";
}
