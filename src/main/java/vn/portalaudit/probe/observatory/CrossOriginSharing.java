package vn.portalaudit.probe.observatory;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.probe.observatory.Visit.Answer;

/**
 * Access-Control-Allow-Origin (CORS). The reference asks once more with a foreign {@code Origin}; a
 * recorded audit only asks the way a reader does, so this judges what the usual answer says: any
 * origin is public access (browsers refuse credentials with {@code *}), a named one is restricted
 * access. Universal access, the echo of a foreign origin with credentials, shows only when an
 * origin was sent ({@link Visit#origin}).
 */
final class CrossOriginSharing {
  static final String NAME = "Access-Control-Allow-Origin";
  static final String CREDENTIALS = "Access-Control-Allow-Credentials";

  private CrossOriginSharing() {}

  /** What the fields come to. */
  static Verdict judge(Answer answer, @Nullable String origin) {
    Optional<String> allowed = answer.field(NAME).filter(value -> !value.isEmpty());
    if (allowed.isEmpty()) {
      return Verdict.CROSS_ORIGIN_RESOURCE_SHARING_NOT_IMPLEMENTED;
    }
    if (FieldText.trim(FieldText.cut(allowed.get(), 256)).equals("*")) {
      return Verdict.CROSS_ORIGIN_RESOURCE_SHARING_IMPLEMENTED_WITH_PUBLIC_ACCESS;
    }
    boolean credentials =
        answer.field(CREDENTIALS).map(FieldText::lower).filter("true"::equals).isPresent();
    return allowed.get().equals(origin) && credentials
        ? Verdict.CROSS_ORIGIN_RESOURCE_SHARING_IMPLEMENTED_WITH_UNIVERSAL_ACCESS
        : Verdict.CROSS_ORIGIN_RESOURCE_SHARING_IMPLEMENTED_WITH_RESTRICTED_ACCESS;
  }
}
