package vn.portalaudit.web.page;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.report.Vietnamese;

/** Values as Vietnamese readers expect them: {@code $f} of the templates. Null shows as «–». */
public final class Formats {
  private static final String NONE = "–";
  private static final String NEAREST = "Gần nhất: ";
  private static final Pattern OURS =
      Pattern.compile("Tìm «[^»]*»|Đo liên tục từ .*|Chưa có lượt đo nào trong kỳ .*");

  Formats() {}

  /** A number with decimal comma, at most two decimals; whole numbers with thousands points. */
  public String number(@Nullable Number value) {
    return switch (value) {
      case null -> NONE;
      case BigDecimal exact -> Vietnamese.number(exact);
      case Double number -> Vietnamese.number(BigDecimal.valueOf(number));
      case Float number -> Vietnamese.number(BigDecimal.valueOf(number));
      default -> Vietnamese.number(value.longValue());
    };
  }

  /** A share of 1 as a percentage. */
  public String percent(@Nullable Number share) {
    return switch (share) {
      case null -> NONE;
      case BigDecimal exact -> Vietnamese.percent(exact);
      default -> Vietnamese.percent(BigDecimal.valueOf(share.doubleValue()));
    };
  }

  /** dd/MM/yyyy. */
  public String day(@Nullable LocalDate day) {
    return day == null ? NONE : Vietnamese.day(day);
  }

  /** dd/MM/yyyy HH:mm in Vietnam. */
  public String minute(@Nullable Instant instant) {
    return instant == null ? NONE : Vietnamese.minute(instant);
  }

  /** dd/MM/yyyy HH:mm:ss in Vietnam. */
  public String second(@Nullable Instant instant) {
    return instant == null ? NONE : Vietnamese.second(instant);
  }

  /** A day or moment of a field as people read it; any other text as it was typed. */
  public String typed(String text) {
    return Moments.shown(text);
  }

  /** What an audit kept as evidence: words of the program about it, and what a portal says. */
  public record Quoted(String words, String text) {}

  /** Tells the words of the program from those of a portal; only the first are translated. */
  public Quoted quoted(String evidence) {
    if (evidence.startsWith(NEAREST)) {
      return new Quoted(NEAREST.strip(), evidence.substring(NEAREST.length()));
    }
    return OURS.matcher(evidence).matches() ? new Quoted(evidence, "") : new Quoted("", evidence);
  }

  /** As {@code datetime} of the element {@code time} wants it. */
  public String iso(@Nullable Instant instant) {
    return instant == null ? "" : instant.toString();
  }

  /** Bytes in kB or MB. */
  public String bytes(long bytes) {
    return Vietnamese.bytes(bytes);
  }

  /** Milliseconds. */
  public String ms(@Nullable Integer ms) {
    return ms == null ? NONE : Vietnamese.number(ms) + "\u00a0ms";
  }

  /** A duration in its two largest units. */
  public String duration(@Nullable Duration duration) {
    if (duration == null) {
      return NONE;
    }
    long minutes = duration.toMinutes();
    if (minutes < 1) {
      return duration.toSeconds() + "\u00a0giây";
    }
    if (minutes < 60) {
      return minutes + "\u00a0phút";
    }
    if (minutes < 24 * 60) {
      return minutes / 60 + "\u00a0giờ " + (minutes % 60 == 0 ? "" : minutes % 60 + "\u00a0phút");
    }
    return Vietnamese.number(minutes / 1440)
        + "\u00a0ngày "
        + (minutes / 60 % 24 == 0 ? "" : minutes / 60 % 24 + "\u00a0giờ");
  }
}
