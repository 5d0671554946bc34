package vn.portalaudit.web.criteria;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import vn.portalaudit.index.IndexSet;
import vn.portalaudit.index.Normalisation;
import vn.portalaudit.index.Scheme;
import vn.portalaudit.report.Vietnamese;

/** How points become ranks, in sentences for everybody; what {@code index.Results} does. */
final class RankingRules {
  private RankingRules() {}

  static List<String> of(IndexSet set, Scheme scheme) {
    List<String> says = new ArrayList<>();
    IndexSet.Rules rules = set.rules();
    says.add(
        "Điểm của một chỉ số là điểm thẩm định; chưa thẩm định thì lấy theo nguồn ghi ở chỉ số, sau"
            + " cùng là điểm cơ quan tự khai.");
    says.add("Số vòng thẩm định: " + rules.rounds());
    if (rules.rounds() > 1) {
      says.add("Giữa hai vòng thẩm định, cơ quan được giải trình.");
    }
    says.add(
        "Chỉ số không áp dụng cho một cơ quan thì rời khỏi điểm tối đa của cơ quan đó, không tính"
            + " là 0.");
    says.add(
        rules.noDataIsZero()
            ? "Chỉ số không có số liệu khi chốt kỳ được tính 0 điểm, theo văn bản."
            : "Chỉ số không có số liệu khi chốt kỳ được tính 0 điểm; đây là quy tắc đề xuất, văn"
                + " bản không nêu.");
    says.add(exclusion(scheme.conditions().noData()));
    if (rules.bonus()) {
      says.add("Điểm khuyến khích được cộng vào tổng điểm; tổng không vượt điểm tối đa.");
    }
    says.add(normalised(rules.normalisations()));
    says.add(
        "Cơ quan được xếp hạng trong nhóm của mình theo tỷ lệ phần trăm trên điểm tối đa; văn bản"
            + " không cho điểm tối đa thì theo tổng điểm.");
    says.add(
        "Bằng nhau thì cùng hạng, hạng sau bỏ qua số hạng trùng (1, 2, 2, 4); cùng hạng thì liệt kê"
            + " theo mã cơ quan.");
    says.add(
        "Mọi phép tính và so sánh dùng số chưa làm tròn; chỉ làm tròn khi hiện trên trang, đến hai"
            + " chữ số thập phân, nửa đơn vị làm tròn lên. Tệp số liệu mở giữ số chưa làm tròn.");
    if (!rules.grades().isEmpty()) {
      says.add("Xếp loại theo tỷ lệ phần trăm chưa làm tròn.");
    }
    if (rules.unitIndex()) {
      says.add("Văn bản còn nêu kết quả thành chỉ số từ 0 đến 1.");
    }
    return says;
  }

  private static String exclusion(Scheme.NoDataRules rules) {
    String share = Vietnamese.percent(rules.exclusionShare());
    return rules.excludesByText()
        ? "Chỉ số có dưới "
            + share
            + " cơ quan có số liệu được đề xuất loại, theo văn bản; chỉ loại khi có người quyết"
            + " định và nêu lý do."
        : "Chỉ số có dưới "
            + share
            + " cơ quan có số liệu được đề xuất loại, đây là quy tắc đề xuất; chỉ loại khi có người"
            + " quyết định và nêu lý do.";
  }

  private static String normalised(List<Normalisation> named) {
    return named.isEmpty()
        ? "Điểm không chuẩn hóa."
        : "Văn bản nêu chuẩn hóa "
            + named.stream().map(Normalisation::label).collect(Collectors.joining(", "))
            + "; bảng xếp hạng công bố ở đây dùng điểm chưa chuẩn hóa.";
  }
}
