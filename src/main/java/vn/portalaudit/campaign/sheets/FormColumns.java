package vn.portalaudit.campaign.sheets;

import java.util.List;
import vn.portalaudit.sheet.Column;
import vn.portalaudit.sheet.Layout;

/** The columns of the survey form. */
final class FormColumns {
  static final String SHEET = "Phiếu khảo sát";
  static final String KEY = "key";
  static final String VERSION = "version";
  static final String VALUE = "value";
  static final String UNIT = "unit";
  static final String FORMULA = "formula";
  static final String POINTS = "points";
  static final String NOTHING = "nothing";
  static final String NOTE = "note";

  /** Those that the program needs, and nobody should see. */
  static final List<String> HIDDEN = List.of(KEY, VERSION);

  /** Those that an agency fills. */
  static final List<String> FILLED = List.of(VALUE, UNIT, FORMULA, POINTS, NOTHING, NOTE);

  static final Layout LAYOUT =
      new Layout(
          SHEET,
          List.of(
              Column.needed(KEY, "Khoá", "Không sửa.", ""),
              Column.needed(VERSION, "Bản", "Không sửa.", ""),
              Column.free("code", "Mã", "Không sửa.", ""),
              Column.free("title", "Chỉ số", "Không sửa.", ""),
              Column.free("most", "Điểm tối đa", "Không sửa.", ""),
              Column.free("guidance", "Hướng dẫn", "Không sửa.", ""),
              Column.free("lastYear", "Năm trước", "Không sửa.", ""),
              Column.free(VALUE, "Giá trị", "Số liệu hoặc nội dung.", ""),
              Column.free(UNIT, "Đơn vị", "Đơn vị của số liệu.", ""),
              Column.free(FORMULA, "Cách tính", "Số liệu được tính thế nào.", ""),
              Column.free(POINTS, "Điểm tự đánh giá", "Số, hoặc chữ với dấu phẩy như 12,5.", ""),
              Column.flag(NOTHING, "Không phát sinh", "Ghi có khi không phát sinh trong kỳ."),
              Column.free(NOTE, "Ghi chú", "Giải thích thêm.", "")),
          "tải lại phiếu");

  private FormColumns() {}

  static int at(String field) {
    for (int i = 0; i < LAYOUT.columns().size(); i++) {
      if (LAYOUT.columns().get(i).field().equals(field)) {
        return i;
      }
    }
    throw new IllegalArgumentException("no column " + field);
  }
}
