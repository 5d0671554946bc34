package vn.portalaudit.index;

import java.util.Arrays;
import java.util.Optional;

/** Where the points of an indicator come from; columns are kept apart and never mixed. */
public enum Column {
  /** The agency judges itself («Tự đánh giá»). */
  SELF("self", "Tự đánh giá"),
  /** What the audit of the agency's portal proposes. */
  MACHINE("machine", "Máy đề xuất"),
  /** The appraising body, whose highest round counts. */
  APPRAISED("appraised", "Thẩm định"),
  /** Figures that a third body holds. */
  PROVIDED("provided", "Bên thứ ba cung cấp"),
  /** The sociological survey. */
  SURVEY("survey", "Điều tra xã hội học"),
  /** The mood on the network. */
  NETWORK("network", "Không gian mạng"),
  /** Interviews of experts. */
  EXPERTS("experts", "Chuyên gia");

  private final String id;
  private final String label;

  Column(String id, String label) {
    this.id = id;
    this.label = label;
  }

  /** The word in files and documents. */
  public String id() {
    return id;
  }

  /** The Vietnamese words for people. */
  public String label() {
    return label;
  }

  /** The column of a word in a file. */
  public static Optional<Column> of(String id) {
    return Arrays.stream(values()).filter(column -> column.id.equals(id)).findFirst();
  }
}
