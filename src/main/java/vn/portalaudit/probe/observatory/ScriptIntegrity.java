package vn.portalaudit.probe.observatory;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import vn.portalaudit.probe.observatory.Markup.Script;
import vn.portalaudit.probe.observatory.Visit.Answer;

/** Subresource Integrity: from where the scripts of the page come, and whether they are pinned. */
final class ScriptIntegrity {
  private static final Pattern NO_SCHEME = Pattern.compile("//[^/].*", Pattern.DOTALL);
  private static final Pattern SCHEME =
      Pattern.compile("https?://.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  /** What one script can come to, the worst first. */
  private static final List<Verdict> WORST_FIRST =
      List.of(
          Verdict.SRI_NOT_IMPLEMENTED_AND_EXTERNAL_SCRIPTS_NOT_LOADED_SECURELY,
          Verdict.SRI_NOT_IMPLEMENTED_BUT_EXTERNAL_SCRIPTS_LOADED_SECURELY,
          Verdict.SRI_IMPLEMENTED_BUT_EXTERNAL_SCRIPTS_NOT_LOADED_SECURELY,
          Verdict.SRI_IMPLEMENTED_AND_ALL_SCRIPTS_LOADED_SECURELY);

  private ScriptIntegrity() {}

  /** Where a script comes from. */
  private enum Origin {
    /** The host itself, or another of its owner by a full address. */
    OWN,
    FOREIGN
  }

  private record Loaded(Origin origin, boolean secure, boolean pinned) {}

  /** What the scripts come to. */
  static Verdict judge(Visit visit, Answer answer) {
    String type = answer.mediaType();
    if (!type.isEmpty() && !Markup.HTML.contains(type)) {
      return Verdict.SRI_NOT_IMPLEMENTED_RESPONSE_NOT_HTML;
    }
    if (!answer.markup().readable()) {
      return Verdict.HTML_NOT_PARSEABLE;
    }
    if (answer.markup().scripts().isEmpty()) {
      return Verdict.SRI_NOT_IMPLEMENTED_BUT_NO_SCRIPTS_LOADED;
    }
    return judge(
        answer.markup().loaded().stream().flatMap(script -> loaded(script, visit)).toList());
  }

  private static Verdict judge(List<Loaded> scripts) {
    Set<Verdict> found = EnumSet.noneOf(Verdict.class);
    boolean foreign = false;
    for (Loaded script : scripts) {
      if (script.origin() == Origin.FOREIGN) {
        foreign = true;
        if (!script.pinned()) {
          found.add(
              script.secure()
                  ? Verdict.SRI_NOT_IMPLEMENTED_BUT_EXTERNAL_SCRIPTS_LOADED_SECURELY
                  : Verdict.SRI_NOT_IMPLEMENTED_AND_EXTERNAL_SCRIPTS_NOT_LOADED_SECURELY);
        } else if (!script.secure()) {
          found.add(Verdict.SRI_IMPLEMENTED_BUT_EXTERNAL_SCRIPTS_NOT_LOADED_SECURELY);
        }
      } else if (script.pinned() && script.secure()) {
        found.add(Verdict.SRI_IMPLEMENTED_AND_ALL_SCRIPTS_LOADED_SECURELY);
      }
    }
    boolean external = foreign;
    return WORST_FIRST.stream()
        .filter(found::contains)
        .findFirst()
        .orElseGet(
            () ->
                external
                    ? Verdict.SRI_IMPLEMENTED_AND_EXTERNAL_SCRIPTS_LOADED_SECURELY
                    : Verdict.SRI_NOT_IMPLEMENTED_BUT_ALL_SCRIPTS_LOADED_FROM_SECURE_ORIGIN);
  }

  /** An address without a scheme counts as foreign and insecure, wherever it leads. */
  private static Stream<Loaded> loaded(Script script, Visit visit) {
    String source = FieldText.trim(script.source());
    if (NO_SCHEME.matcher(source).matches()) {
      return Stream.of(new Loaded(Origin.FOREIGN, false, script.integrity()));
    }
    if (!SCHEME.matcher(source).matches()) {
      return Stream.of(new Loaded(Origin.OWN, visit.secure(), script.integrity()));
    }
    return Address.of(source).stream()
        .map(
            address ->
                new Loaded(
                    SiteName.same(address.host(), visit.host()) ? Origin.OWN : Origin.FOREIGN,
                    address.secure(),
                    script.integrity()));
  }
}
