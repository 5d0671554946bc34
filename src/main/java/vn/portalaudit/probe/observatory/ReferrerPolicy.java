package vn.portalaudit.probe.observatory;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import vn.portalaudit.probe.observatory.Visit.Answer;

/** Referrer-Policy of headers, then of the document; the last value that is known decides. */
final class ReferrerPolicy {
  static final String NAME = "Referrer-Policy";
  private static final int MAX_LENGTH = 65_536;
  private static final Set<String> PRIVATE =
      Set.of("no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin");
  private static final Set<String> UNSAFE =
      Set.of("origin", "origin-when-cross-origin", "unsafe-url", "no-referrer-when-downgrade");

  private ReferrerPolicy() {}

  /** What the policy comes to. */
  static Verdict judge(Answer answer) {
    Optional<String> field = answer.field(NAME);
    Optional<String> document = answer.markup().referrerPolicy();
    if (field.isEmpty() && document.isEmpty()) {
      return Verdict.REFERRER_POLICY_NOT_IMPLEMENTED;
    }
    List<String> known =
        Stream.concat(field.stream(), document.stream())
            .map(text -> FieldText.cut(text, MAX_LENGTH))
            .flatMap(text -> FieldText.split(text, ',').stream())
            .map(FieldText::lower)
            .filter(value -> PRIVATE.contains(value) || UNSAFE.contains(value))
            .toList();
    if (known.isEmpty()) {
      return Verdict.REFERRER_POLICY_HEADER_INVALID;
    }
    return PRIVATE.contains(known.getLast())
        ? Verdict.REFERRER_POLICY_PRIVATE
        : Verdict.REFERRER_POLICY_UNSAFE;
  }
}
