package vn.portalaudit;

import java.io.PrintWriter;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import vn.portalaudit.schedule.Timetable;
import vn.portalaudit.store.Database;
import vn.portalaudit.store.RegistryStore;

/** What the commands for a person at a terminal share: times, names, a database for a moment. */
final class Person {
  private static final DateTimeFormatter SHOWN =
      DateTimeFormatter.ofPattern("dd/MM/yyyy HH:mm", Locale.ROOT).withZone(Timetable.VIETNAM);
  private static final DateTimeFormatter WRITTEN =
      DateTimeFormatter.ofPattern("dd/MM/uuuu HH:mm", Locale.ROOT);

  private Person() {}

  /** Does something with the database of the service, which may run meanwhile. */
  static <T extends @Nullable Object> T with(StoredAt stored, Function<Database, T> work) {
    StoredAt.Place place = stored.place();
    if (!place.exists()) {
      throw new IllegalArgumentException(
          "Chưa có cơ sở dữ liệu trong "
              + place.says()
              + "; chạy ./portal-audit serve trước, hoặc chọn --data khác");
    }
    try (Database database = place.visit()) {
      return work.apply(database.migrate());
    }
  }

  /** The number of a portal. */
  static int portal(Database database, String code) {
    Integer number = new RegistryStore(database).numbers(java.util.List.of(code)).get(code);
    if (number == null) {
      throw new IllegalArgumentException("Không có cổng «" + code + "» trong danh bạ");
    }
    return number;
  }

  /** Who works here, by the name on this machine. */
  static String name() {
    return Objects.requireNonNullElse(System.getProperty("user.name"), "người vận hành");
  }

  /** A time in Vietnam as people read it. */
  static String time(@Nullable Instant at) {
    return at == null ? "–" : SHOWN.format(at);
  }

  /** A time that somebody wrote, by Vietnam's clocks where no offset is written. */
  static Instant time(String option, String text) {
    try {
      return text.contains("/")
          ? LocalDateTime.parse(text, WRITTEN).atZone(Timetable.VIETNAM).toInstant()
          : text.matches(".*(Z|[+-]\\d\\d:\\d\\d)")
              ? OffsetDateTime.parse(text).toInstant()
              : LocalDateTime.parse(text.replace(' ', 'T')).atZone(Timetable.VIETNAM).toInstant();
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          option + " «" + text + "» không phải thời điểm; viết như \"25/11/2026 22:00\"");
    }
  }

  /** The screen of a command. */
  static PrintWriter out(CommandLine.Model.@Nullable CommandSpec spec) {
    return Objects.requireNonNull(spec).commandLine().getOut();
  }

  /** Says how a group of commands is used. */
  static void usage(CommandLine.Model.@Nullable CommandSpec spec) {
    Objects.requireNonNull(spec).commandLine().usage(out(spec));
  }
}
