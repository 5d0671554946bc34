package vn.portalaudit.checklist;

import java.util.LinkedHashMap;
import java.util.Map;
import vn.portalaudit.domain.FieldType;

/** The probes and fields that criteria may name, as agreed between probes and checklists. */
public final class ContractFields {
  private static final String SECTION =
      "found:f reachable:f url:t label:t items:q newest:d empty:f itemsInPeriod:q longestGapDays:q"
          + " ageDays:q datedShare:q files:q textLength:q clicks:q";

  private static final String SECTIONS =
      "gioi-thieu co-cau-to-chuc chuc-nang-nhiem-vu lanh-dao lien-he danh-ba tin-tuc"
          + " pho-bien-phap-luat chi-dao-dieu-hanh lich-lam-viec-lanh-dao lich-tiep-cong-dan"
          + " chien-luoc-quy-hoach-ke-hoach van-ban du-an dau-thau-mua-sam cong-khai-ngan-sach"
          + " dich-vu-cong lay-y-kien-du-thao hoi-dap phan-anh-kien-nghi duong-day-nong"
          + " thong-ke-bao-cao de-tai-khoa-hoc du-lieu-mo chuyen-doi-so tim-kiem so-do-cong rss"
          + " tieng-nuoc-ngoai mang-xa-hoi thong-ke-truy-cap chan-trang lien-ket-web"
          + " tiep-can-thong-tin lich-su-hinh-thanh ban-do-hanh-chinh dieu-kien-tu-nhien"
          + " di-tich-danh-thang khen-thuong-xu-phat uu-dai-dau-tu quy-hoach-dat-dai tai-nguyen"
          + " moi-truong huong-dan-dich-vu-cong tra-cuu-ho-so bieu-mau nguoi-phat-ngon thong-bao"
          + " ung-dung-di-dong bao-cao-tai-chinh danh-muc-cong-khai thu-dien-tu danh-gia-cong";

  private static final String DOCUMENTS =
      "documents:q inPeriod:q fieldShare:q filesChecked:q filesReachableShare:q searchFields:q"
          + " medianWorkingDays:q";
  private static final String TITLES = "count:q countInPeriod:q";
  private static final String ANSWERS =
      "form:f tracking:f questions:q answeredShare:q medianAnswerWorkingDays:q lateShare:q";
  private static final String OBSERVATORY =
      "score:q grade:t algorithm:q content-security-policy:t cookies:t"
          + " cross-origin-resource-sharing:t redirection:t referrer-policy:t"
          + " strict-transport-security:t subresource-integrity:t x-content-type-options:t"
          + " x-frame-options:t cross-origin-resource-policy:t cross-origin-embedder-policy:t"
          + " cross-origin-opener-policy:t";
  private static final String HEADERS =
      "hstsInvalidMaxAge:f frameAncestorsAny:f frameAncestorsInMeta:f errorStatusHeaders:f"
          + " insecureOwnScript:f sessionCookieMissed:f innerPagesDiffer:f disclosure:w hstsOff:f"
          + " xfoRepeated:f weakTls:f";

  /** The fields of each probe by the probe's id. */
  public static final Map<String, Map<String, FieldType>> ALL = all();

  private ContractFields() {}

  private static Map<String, Map<String, FieldType>> all() {
    Map<String, Map<String, FieldType>> all = new LinkedHashMap<>();
    put(all, SECTIONS, SECTION);
    put(all, "ho-so-lanh-dao", "people:q completeShare:q");
    put(all, "danh-ba-can-bo", "rows:q completeShare:q");
    put(
        all,
        "thong-tin-chan-trang",
        "organisation:f responsible:f address:f phone:f email:f count:q");
    put(all, "thong-tin-giao-dich", "address:f phone:f email:f");
    put(all, "lich-tuan", "currentWeek:f weeks:q");
    put(all, "van-ban-mo-ta chi-dao-mo-ta quy-hoach-mo-ta pho-bien-mo-ta", DOCUMENTS);
    put(
        all,
        "chien-luoc-nganh quy-hoach-nganh ke-hoach-nam ke-hoach-dai-han van-ban-chuyen-doi-so tin-chuyen-doi-so"
            + " huong-dan-phap-luat khen-thuong-trong-ky",
        TITLES);
    put(all, "du-an-mo-ta", "projects:q states:q fieldShare:q medianWorkingDays:q");
    put(all, "dich-vu-cong-danh-muc", "procedures:q byField:f levels:f");
    put(all, "dich-vu-cong-lien-ket", "alive:f clicks:q");
    put(all, "bieu-mau-tep", "checked:q reachableShare:q");
    put(all, "hoi-dap-tra-loi phan-anh-tra-loi", ANSWERS);
    put(
        all,
        "du-thao-mo-ta",
        "drafts:q inPeriod:q fullText:f deadline:f recipient:f form:f opinions:f response:f");
    put(all, "tim-kiem-thu", "works:f");
    put(all, "lien-ket", "checked:q aliveShare:q");
    put(all, "in-bai nut-chia-se", "found:f");
    put(all, "so-do-cong-xml", "valid:f urls:q");
    put(all, "rss-doc", "valid:f items:q newest:d");
    put(all, "ban-tieng-anh", "found:f real:f organisation:f contact:f");
    put(all, "nguon-tin", "sampled:q attributedShare:q ownShare:q");
    put(all, "emc", "found:f siteId:t https:f");
    put(all, "tin-nhiem-mang", "found:f matchesHost:f");
    put(all, "du-lieu-dac-ta", "elements:q utf8:f");
    put(all, "ten-mien", "govVn:f pattern:f");
    put(all, "https", "available:f valid:f redirects:f mixed:f");
    put(all, "di-dong", "viewport:f");
    put(all, "tiep-can", "lang:f altShare:q labelShare:q headerShare:q moving:f");
    put(all, "toc-do", "homeFirstByteMs:q homeTotalMs:q medianTotalMs:q homeBytes:q");
    put(all, "ipv6-dnssec", "ipv6:f dnssec:f");
    put(all, "lien-ket-cap-tren", "toParent:f");
    put(all, "lien-ket-tu-cap-tren", "fromParent:f parent:t");
    put(all, "lien-ket-mang-dau-thau", "found:f url:t");
    put(all, "kenh-so", "channels:q alive:q");
    put(
        all,
        "tls",
        "versions:w certificate:w notAfter:d daysLeft:q alpn:w keyBits:q acceptsSsl2:f"
            + " acceptsSsl3:f acceptsTls10:f acceptsTls11:f acceptsTls12:f acceptsTls13:f");
    put(all, "uptime", "state:t reason:t dnsMs:q connectMs:q tlsMs:q firstByteMs:q totalMs:q");
    put(all, "http-observatory", OBSERVATORY);
    put(all, "tieu-de-them", HEADERS);
    return Map.copyOf(all);
  }

  private static void put(Map<String, Map<String, FieldType>> all, String probes, String fields) {
    Map<String, FieldType> types = new LinkedHashMap<>();
    for (String field : fields.split(" ", -1)) {
      int colon = field.indexOf(':');
      types.put(field.substring(0, colon), type(field.charAt(colon + 1)));
    }
    for (String probe : probes.split(" ", -1)) {
      all.put(probe, Map.copyOf(types));
    }
  }

  private static FieldType type(char letter) {
    return switch (letter) {
      case 'f' -> FieldType.FLAG;
      case 'q' -> FieldType.QUANTITY;
      case 't' -> FieldType.TEXT;
      case 'd' -> FieldType.DAY;
      case 'w' -> FieldType.WORDS;
      default -> throw new IllegalArgumentException("no type " + letter);
    };
  }
}
