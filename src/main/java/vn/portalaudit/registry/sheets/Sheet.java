package vn.portalaudit.registry.sheets;

import static vn.portalaudit.sheet.Column.choice;
import static vn.portalaudit.sheet.Column.flag;
import static vn.portalaudit.sheet.Column.free;
import static vn.portalaudit.sheet.Column.needed;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.portalaudit.domain.Folding;
import vn.portalaudit.domain.PortalKind;
import vn.portalaudit.registry.AgencyVersion;
import vn.portalaudit.registry.PortalDomain;
import vn.portalaudit.registry.Succession;
import vn.portalaudit.sheet.Column;
import vn.portalaudit.sheet.Layout;

/**
 * The sheets of a registry and their columns; everything that is written about them stands here.
 */
enum Sheet {
  AGENCIES(
      "Cơ quan",
      "Mỗi cơ quan một dòng. Cơ quan chưa từng đổi tên, cấp hay cấp trên thì điền tên và cấp ngay ở"
          + " đây; nếu đã đổi thì để trống bốn cột ấy và ghi từng giai đoạn ở trang «Lịch sử cơ"
          + " quan».",
      needed("code", "Mã cơ quan", Texts.CODE, "so-y-te-bac-ninh"),
      free("name", "Tên cơ quan", "Tên đầy đủ.", "Sở Y tế tỉnh Bắc Ninh"),
      level(false),
      free("parent", "Mã cơ quan cấp trên", "Mã của cơ quan cấp trên.", "tinh-bac-ninh"),
      free("rankingGroup", "Nhóm xếp hạng", "Các cơ quan được xếp hạng với nhau.", "so"),
      from(),
      to(),
      tags(),
      note()),
  VERSIONS(
      "Lịch sử cơ quan",
      "Mỗi giai đoạn mà cơ quan giữ nguyên tên, cấp và cấp trên là một dòng.",
      needed("agency", "Mã cơ quan", Texts.CODE, "so-khcn-bac-ninh"),
      from(),
      to(),
      needed("name", "Tên cơ quan", "Tên đầy đủ.", "Sở Khoa học và Công nghệ tỉnh Bắc Ninh"),
      level(true),
      free("parent", "Mã cơ quan cấp trên", "Mã của cơ quan cấp trên.", "tinh-bac-ninh"),
      free("rankingGroup", "Nhóm xếp hạng", "Các cơ quan được xếp hạng với nhau.", "so")),
  SUCCESSIONS(
      "Kế thừa",
      "Cơ quan nào nhận nhiệm vụ của cơ quan nào; hợp nhất hai cơ quan là hai dòng cùng ngày.",
      needed("predecessor", "Mã cơ quan trước", Texts.CODE, "tinh-bac-giang"),
      needed("successor", "Mã cơ quan sau", Texts.CODE, "tinh-bac-ninh"),
      choice(
          "how",
          "Hình thức",
          true,
          "Cách kế thừa.",
          Stream.of(Succession.How.values()).map(Succession.How::label).toList()),
      needed("on", "Từ ngày", Texts.DAY, "01/07/2025"),
      free("basis", "Căn cứ", "Số, ngày của văn bản.", "Nghị quyết số 202/2025/QH15")),
  PORTALS(
      "Cổng",
      "Mỗi cổng, trang thông tin điện tử một dòng.",
      needed("code", "Mã cổng", Texts.CODE, "cong-so-y-te-bac-ninh"),
      needed("title", "Tên cổng", "Tên của cổng.", "Cổng thông tin điện tử Sở Y tế Bắc Ninh"),
      choice(
          "ownerKind",
          "Loại",
          true,
          "Loại cơ quan chủ quản; quyết định bộ tiêu chí.",
          Stream.of(PortalKind.values()).map(Choices::label).toList()),
      needed(
          "rootUrl", "Địa chỉ", "Địa chỉ trang chủ, có https://.", "https://soyt.bacninh.gov.vn/"),
      free(
          "agency",
          "Mã cơ quan chủ quản",
          "Chỉ khi cổng có một chủ quản suốt thời gian của cổng; nếu không thì để trống và dùng"
              + " trang «Chủ quản».",
          "so-y-te-bac-ninh"),
      flag("watched", "Theo dõi", "Có giám sát cổng không; để trống là có."),
      free("scheduleGroup", "Nhóm lịch", "Tên nhóm lịch; để trống là «mac-dinh».", "mac-dinh"),
      free("mustContain", "Phải có chữ", "Chữ mà trang chủ phải có.", "Sở Y tế"),
      free("vendor", "Nhà cung cấp", "Đơn vị xây dựng, vận hành.", "VNPT"),
      free("platform", "Nền tảng", "Phần mềm của cổng.", "Liferay"),
      free(
          "sharedIpGroup",
          "Nhóm IP chung",
          "Các cổng dùng chung một địa chỉ IP.",
          "trung-tam-du-lieu-tinh"),
      tags(),
      from(),
      to(),
      note()),
  OWNERS(
      "Chủ quản",
      "Cơ quan nào chủ quản cổng nào, từ khi nào. Một cổng có thể có nhiều chủ quản.",
      needed("portal", "Mã cổng", Texts.CODE, "cong-so-khcn-bac-ninh"),
      needed("agency", "Mã cơ quan", Texts.CODE, "so-khcn-bac-ninh"),
      from(),
      to(),
      flag("main", "Chủ quản chính", "Cơ quan chịu trách nhiệm về cổng; để trống là có.")),
  DOMAINS(
      "Tên miền",
      "Các tên miền mà cổng từng dùng.",
      needed("portal", "Mã cổng", Texts.CODE, "cong-so-khcn-bac-ninh"),
      needed("host", "Tên miền", "Tên miền, không có https://.", "skhcn.bacninh.gov.vn"),
      choice(
          "role",
          "Vai trò",
          true,
          "Tên miền dùng để làm gì.",
          Stream.of(PortalDomain.Role.values()).map(PortalDomain.Role::label).toList()),
      from(),
      to()),
  CONTACTS(
      "Liên hệ",
      "Người để liên hệ về cổng của cơ quan.",
      needed("agency", "Mã cơ quan", Texts.CODE, "so-y-te-bac-ninh"),
      needed("name", "Họ tên", "Họ và tên.", "Nguyễn Văn An"),
      free("duty", "Chức vụ", "Chức vụ, đơn vị.", "Chánh Văn phòng"),
      free("email", "Thư điện tử", "Địa chỉ thư công vụ.", "an.nv@bacninh.gov.vn"),
      free("phone", "Điện thoại", "Viết như chữ, giữ số 0 ở đầu.", "0222 3822 000"),
      free("telegram", "Telegram", "Số cuộc trò chuyện hoặc @tên.", "-1001234567890"),
      flag("alerts", "Nhận cảnh báo", "Có gửi cảnh báo cho người này không; để trống là không."),
      free("until", "Thôi từ ngày", Texts.DAY + " Để trống khi còn là đầu mối.", ""));

  /** Sentences that several columns share. */
  private static final class Texts {
    static final String CODE =
        "Chữ thường không dấu, số và gạch nối, tối đa 80 ký tự; giữ nguyên suốt đời.";
    static final String DAY = "Ngày, như 01/07/2025.";
  }

  private final String title;
  private final String about;
  private final List<Column> columns;

  Sheet(String title, String about, Column... columns) {
    this.title = title;
    this.about = about;
    this.columns = List.of(columns);
  }

  private static Column level(boolean required) {
    return choice(
        "level",
        "Cấp",
        required,
        "Cấp của cơ quan.",
        Stream.of(AgencyVersion.Level.values()).map(AgencyVersion.Level::label).toList());
  }

  private static Column from() {
    return free("from", "Hiệu lực từ", Texts.DAY + " Để trống là từ đầu.", "01/03/2025");
  }

  private static Column to() {
    return free(
        "to",
        "Hết hiệu lực từ",
        "Ngày đầu tiên không còn hiệu lực. Để trống khi còn hiệu lực.",
        "01/07/2025");
  }

  private static Column tags() {
    return free("tags", "Nhãn", "Các nhãn, cách nhau bằng dấu chấm phẩy.", "dien-rong; uu-tien");
  }

  private static Column note() {
    return free("note", "Ghi chú", "Ghi chú.", "");
  }

  String title() {
    return title;
  }

  String about() {
    return about;
  }

  List<Column> columns() {
    return columns;
  }

  /** The name of its file among CSV files. */
  String fileName() {
    return Folding.fold(title).replace(' ', '-') + ".csv";
  }

  /** What it must look like when it is read. */
  Layout layout() {
    return new Layout(title, columns, "dùng tệp mẫu (registry template)");
  }

  /** The sheet of a title or file name, in any spelling. */
  static Optional<Sheet> named(String title) {
    String folded = Folding.fold(title);
    return Arrays.stream(values())
        .filter(sheet -> Folding.fold(sheet.title).equals(folded))
        .findFirst();
  }

  static String titles() {
    return Arrays.stream(values()).map(s -> "«" + s.title + "»").collect(Collectors.joining(", "));
  }

  static String fileNames() {
    return Arrays.stream(values()).map(Sheet::fileName).collect(Collectors.joining(", "));
  }
}
