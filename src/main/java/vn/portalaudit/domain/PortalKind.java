package vn.portalaudit.domain;

import java.util.Arrays;
import java.util.Optional;

/** What kind of agency owns a portal; it decides which checklists apply. */
public enum PortalKind {
  SO("so", "sở, ban, ngành cấp tỉnh"),
  HUYEN("huyen", "ủy ban nhân dân cấp huyện"),
  XA("xa", "ủy ban nhân dân cấp xã"),
  TINH("tinh", "ủy ban nhân dân cấp tỉnh"),
  BO("bo", "bộ, cơ quan ngang bộ"),
  DON_VI_BO("don-vi-bo", "đơn vị thuộc, trực thuộc bộ");

  private final String id;
  private final String label;

  PortalKind(String id, String label) {
    this.id = id;
    this.label = label;
  }

  /** The word in options, files and documents. */
  public String id() {
    return id;
  }

  /** The Vietnamese words for reports. */
  public String label() {
    return label;
  }

  /** The kind of that id, or empty. */
  public static Optional<PortalKind> of(String id) {
    return Arrays.stream(values()).filter(kind -> kind.id.equals(id)).findFirst();
  }
}
