package vn.portalaudit.registry.sheets;

import java.util.ArrayList;
import java.util.List;
import vn.portalaudit.sheet.Column;

/** The sheet that explains the others. */
final class Guide {
  private Guide() {}

  /** Its rows, the heading first. */
  static List<List<String>> rows() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("Trang", "Cột", "Bắt buộc", "Cách ghi", "Ví dụ"));
    for (Sheet sheet : Sheet.values()) {
      rows.add(List.of(sheet.title(), "", "", sheet.about(), ""));
      for (Column column : sheet.columns()) {
        rows.add(
            List.of(
                sheet.title(),
                column.header(),
                column.required() ? "có" : "không",
                column.how(),
                column.example()));
      }
    }
    rows.add(
        List.of(
            "Chung",
            "",
            "",
            "Nhập lại thì dòng cùng mã (và cùng ngày bắt đầu) được sửa, dòng mới được thêm, dòng"
                + " không có trong tệp giữ nguyên; không dòng nào bị xóa. Muốn kết thúc thì ghi"
                + " ngày hết hiệu lực. Bỏ hẳn một cột thì các ô của cột ấy giữ nguyên; để ô trống"
                + " thì giá trị bị xóa. Không dùng công thức và ô gộp.",
            ""));
    return rows;
  }
}
