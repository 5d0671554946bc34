package vn.portalaudit.web.operations;

import java.time.Duration;
import java.util.Locale;

/** Words and numbers that several screens share. */
final class Words {
  private static final int DAY = 1_440;
  private static final int HOUR = 60;

  private Words() {}

  /** With a capital letter at its begin. */
  static String upper(String text) {
    return text.isEmpty()
        ? text
        : text.substring(0, 1).toUpperCase(Locale.of("vi")) + text.substring(1);
  }

  /** A number of an address; 0, which nothing has, for whatever is none. */
  static long number(String text) {
    return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : 0;
  }

  /** A small number of an address; 0, which nothing has, for whatever is none. */
  static int small(String text) {
    return text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : 0;
  }

  /** A duration in its two largest units. */
  static String lasts(Duration duration) {
    long minutes = Math.max(0, duration.toMinutes());
    if (minutes < HOUR) {
      return minutes < 1 ? "dưới 1 phút" : minutes + " phút";
    }
    if (minutes < DAY) {
      return minutes / HOUR + " giờ" + (minutes % HOUR == 0 ? "" : " " + minutes % HOUR + " phút");
    }
    long hours = minutes % DAY / HOUR;
    return minutes / DAY + " ngày" + (hours == 0 ? "" : " " + hours + " giờ");
  }

  /** The state of a message. */
  static String outbox(String state) {
    return switch (state) {
      case "waiting" -> "chờ gửi";
      case "held" -> "giữ qua giờ yên lặng";
      case "folded" -> "đã gộp vào bản tổng hợp";
      case "sending" -> "đang gửi";
      case "sent" -> "đã gửi";
      default -> "thôi không gửi";
    };
  }

  /** The kind of badge for the state of a message. */
  static String outboxKind(String state) {
    return switch (state) {
      case "waiting", "sending" -> "info";
      case "sent" -> "ok";
      case "given-up" -> "bad";
      default -> "none";
    };
  }
}
