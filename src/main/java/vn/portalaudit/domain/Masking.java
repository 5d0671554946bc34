package vn.portalaudit.domain;

import java.text.Normalizer;
import java.util.regex.Pattern;

/**
 * Hides citizens' names, telephone numbers, identity numbers and mail addresses in words quoted
 * from pages of questions and petitions. Officials' directories and hotlines are public by law and
 * are not passed through here. Errs on the side of hiding. Pure; safe for several threads; masking
 * twice changes nothing.
 */
public final class Masking {
  private static final String NAME = "[họ tên]";
  private static final String PHONE = "[số điện thoại]";
  private static final String NUMBER = "[số giấy tờ]";
  private static final String MAIL = "[thư điện tử]";

  private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;

  /** Words of addresses and ids under which citizens write; hyphens may be missing in addresses. */
  private static final Pattern CITIZENS =
      Pattern.compile(
          "hoi-?(va-?)?dap|phan-?anh|kien-?nghi|gop-?y|thac-?mac|y-?kien|to-?cao|khieu-?nai"
              + "|cau-?hoi|doi-?thoai|faq",
          FLAGS);

  private static final String WHO =
      "(?:họ\\s+và\\s+tên|họ\\s*,?\\s*tên"
          + "|(?:tên\\s+)?người\\s+(?:gửi|hỏi|đặt\\s+(?:câu\\s+)?hỏi|phản\\s+ánh|kiến\\s+nghị"
          + "|góp\\s+ý|nộp|viết|tố\\s+cáo|khiếu\\s+nại)"
          + "|(?:tên\\s+)?công\\s+dân|độc\\s+giả|bạn\\s+đọc)";

  /** After a colon anything up to the next mark is a name, in whatever case it is written. */
  private static final Pattern AFTER_COLON =
      Pattern.compile(
          "(?<![\\p{L}\\p{M}])("
              + WHO
              + "(?:\\s*\\([^)]{0,30}\\))?\\s*[:：]\\s*+)"
              + "[\\p{L}\\p{M}'’.]++(?: ++[\\p{L}\\p{M}'’.]++){0,8}+",
          FLAGS);

  /** Without a colon only words that begin with a capital letter. */
  private static final Pattern CAPITALS =
      Pattern.compile(
          "(?<![\\p{L}\\p{M}])((?iu:"
              + WHO
              + "|(?<=\\s|^)(?:ông|bà|anh|chị))\\s+(?:[-–]\\s*)?)"
              + "\\p{Lu}[\\p{L}\\p{M}]*+(?:\\s+\\p{Lu}[\\p{L}\\p{M}]*+){0,5}");

  private static final Pattern MAILS =
      Pattern.compile("[\\p{L}\\p{N}._%+-]{1,64}+@(?=[\\p{L}\\p{N}-]{1,63}\\.)");

  private static final Pattern PHONES =
      Pattern.compile(
          "(?<![\\p{N}.,])(?:\\+\\s?84|\\(\\+84\\)|0084|84(?=[\\s.-])|\\(?0)"
              + "(?:[\\s.()-]{0,2}\\d){8,10}(?!\\p{N})");

  private static final Pattern NUMBERS =
      Pattern.compile("(?<!\\p{N}|\\+\\s?84[\\s.-]{0,2})(?:\\d{12}|\\d{9}|\\d{3}(?:[ .]\\d{3}){2,3})(?!\\p{N})");

  private Masking() {}

  /**
   * Hides what could name a citizen.
   *
   * @param quote words as seen on the page
   * @return the words in NFC, with bracketed nouns in place of what was hidden; the host of a mail
   *     address stays
   */
  public static String quote(String quote) {
    String text = Normalizer.normalize(quote, Normalizer.Form.NFC);
    text = AFTER_COLON.matcher(text).replaceAll("$1" + NAME);
    text = CAPITALS.matcher(text).replaceAll("$1" + NAME);
    text = MAILS.matcher(text).replaceAll(MAIL + "@");
    // identity numbers of twelve digits begin with 0 as telephone numbers do, but are longer
    text = NUMBERS.matcher(text).replaceAll(match -> number(match.group()));
    return PHONES.matcher(text).replaceAll(PHONE);
  }

  /**
   * Whether an address, or the id of a probe or criterion, is about what citizens write: questions,
   * petitions, comments.
   *
   * @param addressOrId an address or an id
   */
  public static boolean concerns(String addressOrId) {
    return CITIZENS.matcher(addressOrId).find();
  }

  private static String number(String digits) {
    return digits.startsWith("0") && digits.length() < 12 ? PHONE : NUMBER;
  }
}
