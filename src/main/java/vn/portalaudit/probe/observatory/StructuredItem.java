package vn.portalaudit.probe.observatory;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A field value that is one structured item (RFC 9651 §4.2.3), of which only a token is wanted:
 * {@code same-origin; report-to="x"}. Any mistake makes the whole value void, as browsers do it.
 */
final class StructuredItem {
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z*][!#$%&'*+.^_`|~0-9A-Za-z:/-]*+");
  private static final Pattern KEY = Pattern.compile("[a-z*][a-z0-9_.*-]*+");
  private static final Pattern SPACES = Pattern.compile(" *+");
  private static final Pattern BARE =
      Pattern.compile(
          "[A-Za-z*][!#$%&'*+.^_`|~0-9A-Za-z:/-]*+" // token
              + "|-?\\d{1,12}\\.\\d{1,3}(?![\\d.])|-?\\d{1,15}(?![\\d.])" // decimal, integer
              + "|@-?\\d{1,15}(?![\\d.])" // date
              + "|\"(?:[ !#-\\[\\]-~]|\\\\[\"\\\\])*+\"" // string
              + "|:[A-Za-z0-9+/]*+={0,2}:" // bytes
              + "|\\?[01]" // boolean
              + "|%\"(?:[ !#-$&-~]|%[0-9a-f]{2})*+\""); // display string

  private final String text;
  private int at;

  StructuredItem(String text) {
    this.text = text;
  }

  /** The token, or empty when the value is none or malformed. */
  Optional<String> token() {
    at = 0;
    Optional<String> token = next(TOKEN);
    return token.isPresent() && parameters() ? token : Optional.empty();
  }

  /** Reads parameters and what follows; true when that is nothing but spaces. */
  private boolean parameters() {
    while (at < text.length() && text.charAt(at) == ';') {
      at++;
      next(SPACES);
      if (next(KEY).isEmpty()) {
        return false;
      }
      if (at < text.length() && text.charAt(at) == '=') {
        at++;
        if (next(BARE).isEmpty()) {
          return false;
        }
      }
    }
    next(SPACES);
    return at == text.length();
  }

  private Optional<String> next(Pattern pattern) {
    Matcher matcher = pattern.matcher(text).region(at, text.length());
    if (!matcher.lookingAt()) {
      return Optional.empty();
    }
    at = matcher.end();
    return Optional.of(matcher.group());
  }
}
