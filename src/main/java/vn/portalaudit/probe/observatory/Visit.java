package vn.portalaudit.probe.observatory;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.domain.Header;

/**
 * What the two roots of a host answered: all that the algorithm looks at.
 *
 * @param host the host asked for, in lower case
 * @param https last answer to {@code https://host/} after redirects, null when nothing answers
 *     there
 * @param http last answer to {@code http://host/} after redirects, null when nothing answers there
 * @param route addresses passed through from {@code http://host/}, it included
 * @param certificateValid whether the certificate stands; null when unknown, which counts as valid
 * @param origin the {@code Origin} that was sent, null when none was
 */
public record Visit(
    String host,
    @Nullable Answer https,
    @Nullable Answer http,
    List<String> route,
    @Nullable Boolean certificateValid,
    @Nullable String origin) {
  private static final int MAX_COOKIES = 200;

  public Visit {
    route = List.copyOf(route);
  }

  /** The answer that is judged: that of https, or that of http where https does not answer. */
  Optional<Answer> main() {
    return Optional.ofNullable(https).or(() -> Optional.ofNullable(http));
  }

  /** Whether the answer that is judged was asked for by https. */
  boolean secure() {
    return https != null;
  }

  /** Whether the certificate is known to be bad. */
  boolean badCertificate() {
    return Boolean.FALSE.equals(certificateValid);
  }

  /**
   * One answer.
   *
   * @param url its address
   * @param headers its fields
   * @param markup what its document shows, empty when it is no HTML
   */
  public record Answer(String url, List<Header> headers, Markup markup) {
    public Answer {
      headers = List.copyOf(headers);
    }

    /** A field's value; several fields of that name are one, joined by commas (RFC 9110 §5.3). */
    Optional<String> field(String name) {
      List<String> values = fields(name);
      return values.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", values));
    }

    /** The values of all fields of that name. */
    List<String> fields(String name) {
      return headers.stream()
          .filter(header -> header.name().equalsIgnoreCase(name))
          .map(Header::value)
          .collect(Collectors.toList());
    }

    /** The {@code Set-Cookie} fields, the first 200 of them. */
    List<String> cookies() {
      List<String> values = fields("Set-Cookie");
      return values.subList(0, Math.min(values.size(), MAX_COOKIES));
    }

    /** The media type as sent, without parameters; empty when none was sent. */
    String mediaType() {
      List<String> values = fields("Content-Type");
      return values.isEmpty() ? "" : FieldText.split(values.getFirst(), ';').getFirst();
    }
  }

  /** The host of an address in lower case, or an empty text. */
  static String hostOf(String url) {
    return Address.of(url).map(Address::host).orElse("").toLowerCase(Locale.ROOT);
  }
}
