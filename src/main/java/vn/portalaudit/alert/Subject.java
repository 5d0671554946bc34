package vn.portalaudit.alert;

import org.jspecify.annotations.Nullable;

/**
 * What an incident is about. While it lasts there is one incident of a subject.
 *
 * @param portal number of the portal; null when the matter is ours
 * @param kind the sort of thing
 * @param detail what exactly: a section, a checklist, a certificate's serial number; else empty
 */
public record Subject(@Nullable Integer portal, Kind kind, String detail) {
  /** A matter of a portal that needs no detail. */
  public static Subject of(int portal, Kind kind) {
    return new Subject(portal, kind, "");
  }

  /** A matter of ours. */
  public static Subject ours(Kind kind) {
    return new Subject(null, kind, "");
  }
}
