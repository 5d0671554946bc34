package vn.portalaudit.probe.observatory;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.domain.Datum;
import vn.portalaudit.domain.Header;
import vn.portalaudit.domain.Reason;
import vn.portalaudit.probe.observatory.CookieJar.Cookie;
import vn.portalaudit.probe.observatory.Visit.Answer;

/** The blind spots of the Observatory, each seen on its own. Pure. */
record ExtraSigns(ExtraLists lists) {
  private static final Pattern DELTA_SECONDS = Pattern.compile("\\d+|\"\\d+\"");
  private static final Pattern ZERO = Pattern.compile("0+|\"0+\"");

  /**
   * What is looked at.
   *
   * @param answer the root's answer
   * @param secure whether it came by https
   * @param scored whether the Observatory scores an answer of its status
   * @param inner other pages of the portal
   * @param versions protocol versions that the server offers, null when unknown
   * @param gap why absent inner pages say nothing, null when they do
   */
  record Look(
      Answer answer,
      boolean secure,
      boolean scored,
      List<Inner> inner,
      @Nullable List<String> versions,
      @Nullable Reason gap) {
    Look {
      inner = List.copyOf(inner);
    }
  }

  /** Another page: its address and its fields. */
  record Inner(String url, List<Header> headers) {}

  /**
   * A sign.
   *
   * @param value what was seen, null when it could not be
   * @param reason why it could not be seen, null when it could
   * @param url where it was seen, null for the root
   * @param quote the words seen, null without any
   */
  record Sign(
      @Nullable Datum value,
      @Nullable Reason reason,
      @Nullable String url,
      @Nullable String quote) {
    static Sign flag(boolean value, @Nullable String quote) {
      return new Sign(Datum.of(value), null, null, quote);
    }

    static Sign unseen(Reason reason) {
      return new Sign(null, reason, null, null);
    }
  }

  Sign of(ExtraField field, Look look) {
    return switch (field) {
      case HSTS_INVALID_MAX_AGE -> strict(look, age -> !DELTA_SECONDS.matcher(age).matches());
      case HSTS_OFF -> strict(look, age -> ZERO.matcher(age).matches());
      case FRAME_ANCESTORS_ANY -> ancestorsAny(look.answer());
      case FRAME_ANCESTORS_IN_META -> ancestorsInMeta(look.answer());
      case ERROR_STATUS_HEADERS -> errorStatus(look);
      case INSECURE_OWN_SCRIPT -> ownScript(look);
      case SESSION_COOKIE_MISSED -> sessionCookie(look.answer());
      case INNER_PAGES_DIFFER -> innerPages(look);
      case DISCLOSURE -> disclosure(look.answer());
      case XFO_REPEATED -> framingRepeated(look.answer());
      case WEAK_TLS -> weakTls(look.versions());
    };
  }

  /** RFC 6797 §6.1.1: max-age is a number of seconds, quoted or not; 0 forgets the host. */
  private static Sign strict(Look look, Predicate<String> wrong) {
    List<String> fields = look.answer().fields(StrictTransport.NAME);
    if (!look.secure() || fields.isEmpty()) {
      return Sign.flag(false, null);
    }
    // Only the first field counts (RFC 6797 §8.1).
    Optional<String> age = StrictTransport.maxAge(FieldText.cut(fields.getFirst(), 1_024));
    return Sign.flag(
        age.filter(wrong).isPresent(), Quotes.field(look.answer(), StrictTransport.NAME));
  }

  /** Every policy in force must be met, so one that names somebody is enough. */
  private Sign ancestorsAny(Answer answer) {
    List<Set<String>> named = ancestors(answer.fields(ContentSecurityPolicy.NAME));
    boolean any =
        !named.isEmpty()
            && named.stream()
                .allMatch(sources -> sources.stream().anyMatch(lists.anyAncestor()::contains));
    return Sign.flag(any, Quotes.field(answer, ContentSecurityPolicy.NAME));
  }

  /** HTML §4.2.5.3: frame-ancestors in a meta element is ignored. */
  private static Sign ancestorsInMeta(Answer answer) {
    List<String> written = answer.markup().policies();
    boolean only =
        !ancestors(written).isEmpty()
            && ancestors(answer.fields(ContentSecurityPolicy.NAME)).isEmpty();
    return Sign.flag(
        only,
        only
            ? Quotes.shortened(
                "<meta http-equiv=\"Content-Security-Policy\"> " + String.join(", ", written))
            : Quotes.field(answer, ContentSecurityPolicy.NAME));
  }

  /** The sources of frame-ancestors, policy by policy, of those that have it. */
  private static List<Set<String>> ancestors(List<String> values) {
    List<Set<String>> found = new ArrayList<>();
    for (String policy : ContentSecurityPolicy.policies(values)) {
      FieldText.split(policy, ';').stream()
          .map(directive -> FieldText.words(FieldText.lower(directive)))
          .filter(words -> words.getFirst().equals("frame-ancestors"))
          .findFirst()
          .ifPresent(words -> found.add(Set.copyOf(words.subList(1, words.size()))));
    }
    return found;
  }

  private Sign errorStatus(Look look) {
    String present =
        lists.compared().stream()
            .filter(name -> look.answer().field(name).isPresent())
            .map(name -> Quotes.field(look.answer(), name))
            .collect(Collectors.joining(" | "));
    return Sign.flag(!look.scored(), present.isEmpty() ? null : Quotes.shortened(present));
  }

  private static Sign ownScript(Look look) {
    Optional<Address> page = Address.of(look.answer().url()).filter(Address::secure);
    Optional<String> script =
        page.flatMap(
            here ->
                look.answer().markup().loaded().stream()
                    .map(loaded -> FieldText.trim(loaded.source()))
                    .filter(source -> insecureOwn(source, here))
                    .findFirst());
    return Sign.flag(script.isPresent(), script.map(Quotes::shortened).orElse(null));
  }

  private static boolean insecureOwn(String source, Address page) {
    return Address.of(source)
        .filter(address -> !address.secure())
        .filter(address -> SiteName.same(address.host(), page.host()))
        .isPresent();
  }

  private Sign sessionCookie(Answer answer) {
    List<String> fields = answer.cookies();
    List<String> exposed =
        fields.stream().filter(field -> exposedSession(field, answer.url())).toList();
    return Sign.flag(!exposed.isEmpty(), Quotes.cookies(exposed.isEmpty() ? fields : exposed));
  }

  private boolean exposedSession(String field, String url) {
    List<Cookie> cookies = CookieJar.kept(List.of(field), url);
    return cookies.stream()
        .filter(cookie -> lists.missedSession(cookie.name()))
        .anyMatch(cookie -> !cookie.secure() || !cookie.httpOnly());
  }

  private Sign innerPages(Look look) {
    for (Inner page : look.inner()) {
      Answer inner = new Answer(page.url(), page.headers(), Markup.NONE);
      Optional<String> missing =
          lists.compared().stream()
              .filter(name -> look.answer().field(name).isPresent())
              .filter(name -> inner.field(name).isEmpty())
              .findFirst();
      if (missing.isPresent()) {
        String quote = Quotes.field(look.answer(), missing.get());
        return new Sign(Datum.of(true), null, page.url(), quote);
      }
    }
    return look.inner().isEmpty() && look.gap() != null
        ? Sign.unseen(look.gap())
        : Sign.flag(false, null);
  }

  private Sign disclosure(Answer answer) {
    List<String> words = new ArrayList<>();
    for (ExtraLists.Disclosing disclosing : lists.disclosing()) {
      answer
          .field(disclosing.field())
          .filter(disclosing::tells)
          .map(value -> Quotes.shortened(disclosing.field() + ": " + value))
          .ifPresent(words::add);
    }
    String quote = words.isEmpty() ? null : Quotes.shortened(String.join(" | ", words));
    return new Sign(Datum.of(words), null, null, quote);
  }

  /** HTML §7.8: equal values count as one. */
  private static Sign framingRepeated(Answer answer) {
    List<String> values =
        answer
            .field(FieldVerdicts.FRAMING)
            .map(value -> FieldText.split(FieldText.cut(value, 1_024), ','))
            .orElse(List.of());
    boolean repeated =
        values.size() > 1 && values.stream().map(FieldText::lower).distinct().count() == 1;
    return Sign.flag(repeated, Quotes.field(answer, FieldVerdicts.FRAMING));
  }

  private Sign weakTls(@Nullable List<String> versions) {
    if (versions == null) {
      return Sign.unseen(Reason.OWN_FAULT);
    }
    return Sign.flag(
        versions.stream().anyMatch(lists.weakVersions()::contains),
        versions.isEmpty() ? null : Quotes.shortened(String.join(", ", versions)));
  }
}
