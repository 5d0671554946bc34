package vn.portalaudit.probe.observatory;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The twelve tests, in the order of the Observatory's report. */
enum HeaderTest {
  CONTENT_SECURITY_POLICY,
  COOKIES,
  CROSS_ORIGIN_RESOURCE_SHARING,
  REDIRECTION,
  REFERRER_POLICY,
  STRICT_TRANSPORT_SECURITY,
  SUBRESOURCE_INTEGRITY,
  X_CONTENT_TYPE_OPTIONS,
  X_FRAME_OPTIONS,
  CROSS_ORIGIN_RESOURCE_POLICY,
  CROSS_ORIGIN_EMBEDDER_POLICY,
  CROSS_ORIGIN_OPENER_POLICY;

  private final String id = name().toLowerCase(Locale.ROOT).replace('_', '-');

  /** The name in files and observations. */
  String id() {
    return id;
  }

  /** The test of that name, if there is one. */
  static Optional<HeaderTest> of(String id) {
    return Arrays.stream(values()).filter(test -> test.id.equals(id)).findFirst();
  }
}
