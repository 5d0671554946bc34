package vn.portalaudit.domain;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a server gave to tell one state of a document from another (RFC 9110, section 8.8). Texts
 * that are no validators become null, so that whatever a server sent can be sent back to it.
 *
 * @param entityTag strong or weak entity tag as sent, or null
 * @param lastModified date as sent, or null
 */
public record Validators(@Nullable String entityTag, @Nullable String lastModified) {
  /** Nothing to tell states apart by. */
  public static final Validators NONE = new Validators(null, null);

  private static final int LONGEST = 512;
  private static final Duration SETTLED = Duration.ofMinutes(1);
  private static final Pattern ENTITY_TAG = Pattern.compile("(?:W/)?\"[\\x21\\x23-\\x7e]*\"");

  public Validators {
    entityTag = entityTag == null ? null : tag(entityTag.strip());
    lastModified = lastModified == null ? null : date(lastModified.strip());
  }

  /** Those among a response's fields. */
  public static Validators of(List<Header> headers) {
    return new Validators(first(headers, "ETag"), first(headers, "Last-Modified"));
  }

  /**
   * Those among a response's fields by which a later state can be told from this one. A date tells
   * only when the answer was made a minute or more after it: of a document that changed in the
   * second before, or by a clock that differs, two states may bear one date (RFC 9110, section
   * 8.8.2.2).
   */
  public static Validators telling(List<Header> headers) {
    Validators all = of(headers);
    String date = first(headers, "Date");
    boolean settled =
        all.modified()
            .flatMap(then ->
                Optional.ofNullable(date == null ? null : date(date.strip()))
                    .map(made -> !instant(made).isBefore(then.plus(SETTLED))))
            .orElse(false);
    return settled ? all : new Validators(all.entityTag(), null);
  }

  /** Whether there is nothing to tell states apart by. */
  public boolean isEmpty() {
    return entityTag == null && lastModified == null;
  }

  /** When the document was last changed, as far as its server says so. */
  public Optional<Instant> modified() {
    return Optional.ofNullable(lastModified).map(Validators::instant);
  }

  /**
   * Whether «304 Not Modified» can be about the document with these validators (RFC 9111, section
   * 4.3.4): what it repeats of them has to be the same. Entity tags are compared weakly, for
   * compressing servers weaken them on the way.
   *
   * @param notModified fields of the 304
   */
  public boolean fit(List<Header> notModified) {
    if (isEmpty()) {
      return false;
    }
    String otherTag = first(notModified, "ETag");
    if (entityTag != null && otherTag != null) {
      return opaque(entityTag).equals(opaque(otherTag.strip()));
    }
    String otherDate = first(notModified, "Last-Modified");
    return lastModified == null || otherDate == null || lastModified.equals(otherDate.strip());
  }

  private static @Nullable String first(List<Header> headers, String name) {
    for (Header header : headers) {
      if (header.name().equalsIgnoreCase(name)) {
        return header.value();
      }
    }
    return null;
  }

  private static String opaque(String tag) {
    return tag.startsWith("W/") ? tag.substring(2) : tag;
  }

  private static @Nullable String tag(String text) {
    return text.length() <= LONGEST && ENTITY_TAG.matcher(text).matches() ? text : null;
  }

  private static @Nullable String date(String text) {
    try {
      instant(text);
      return text;
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static Instant instant(String text) {
    return Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.withLocale(Locale.ROOT).parse(text));
  }
}
