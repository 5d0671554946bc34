package vn.portalaudit.probe.observatory;

import java.util.Arrays;
import java.util.Optional;
import vn.portalaudit.domain.FieldType;

/** What is observed of headers beside the Observatory's results. */
enum ExtraField {
  HSTS_INVALID_MAX_AGE("hstsInvalidMaxAge"),
  FRAME_ANCESTORS_ANY("frameAncestorsAny"),
  FRAME_ANCESTORS_IN_META("frameAncestorsInMeta"),
  ERROR_STATUS_HEADERS("errorStatusHeaders"),
  INSECURE_OWN_SCRIPT("insecureOwnScript"),
  SESSION_COOKIE_MISSED("sessionCookieMissed"),
  INNER_PAGES_DIFFER("innerPagesDiffer"),
  DISCLOSURE("disclosure"),
  HSTS_OFF("hstsOff"),
  XFO_REPEATED("xfoRepeated"),
  WEAK_TLS("weakTls");

  private final String id;

  ExtraField(String id) {
    this.id = id;
  }

  /** The name in files and observations. */
  String id() {
    return id;
  }

  /** What kind of value it has. */
  FieldType type() {
    return this == DISCLOSURE ? FieldType.WORDS : FieldType.FLAG;
  }

  /** The field of that name, if there is one. */
  static Optional<ExtraField> of(String id) {
    return Arrays.stream(values()).filter(field -> field.id.equals(id)).findFirst();
  }
}
