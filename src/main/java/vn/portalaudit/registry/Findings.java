package vn.portalaudit.registry;

import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Gathers what breaks a rule. Not safe for several threads. */
final class Findings {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("dd/MM/uuuu", Locale.ROOT);

  private final List<Violation> list = new ArrayList<>();

  void error(Entry entry, String field, String says) {
    list.add(new Violation(true, entry, field, says));
  }

  void warning(Entry entry, String field, String says) {
    list.add(new Violation(false, entry, field, says));
  }

  List<Violation> list() {
    return List.copyOf(list);
  }

  static String day(java.time.LocalDate day) {
    return DAY.format(day);
  }

  /** Days in words. */
  static String days(Validity validity) {
    String from =
        validity.from().equals(Validity.BEGINNING) ? "từ đầu" : "từ " + day(validity.from());
    return validity.to() == null ? from : from + " đến trước " + day(validity.to());
  }
}
