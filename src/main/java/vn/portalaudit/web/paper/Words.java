package vn.portalaudit.web.paper;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.document.form.CouncilMinutes;
import vn.portalaudit.document.paper.Block;
import vn.portalaudit.document.paper.Letterhead;
import vn.portalaudit.web.page.Form;

/** What people added to one document, read by the kinds of its fields. Immutable. */
public final class Words {
  private static final int LONGEST_LINE = 500;
  private static final int LONGEST = 8_000;
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d/M/uuuu", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("d/M/uuuu H:mm", Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private final Map<String, String> texts;

  private Words(Map<String, String> texts) {
    this.texts = Map.copyOf(texts);
  }

  /** The texts of a kind: what is kept, over what stands there to begin with. */
  static Words of(PaperKind kind, Map<String, String> begin, Map<String, String> kept) {
    Map<String, String> texts = new HashMap<>();
    kind.fields().forEach(field -> texts.put(field.name(), field.initial()));
    texts.putAll(begin);
    texts.putAll(kept);
    return new Words(texts);
  }

  /** The texts of a form; what cannot be read becomes a problem of its field. */
  public static Map<String, String> typed(PaperKind kind, Form form) {
    Map<String, String> texts = new HashMap<>();
    for (PaperField field : kind.fields()) {
      String text = form.text(field.name(), field.several() ? LONGEST : LONGEST_LINE);
      String wrong = wrong(field.kind(), text);
      if (!wrong.isEmpty()) {
        form.problem(field.name(), field.label() + ": " + wrong);
      }
      texts.put(field.name(), text);
    }
    return texts;
  }

  private static String wrong(PaperField.Kind kind, String text) {
    if (text.isEmpty()) {
      return "";
    }
    return switch (kind) {
      case DAY -> day(text) == null ? "hãy nhập ngày, ví dụ 31/12/2026." : "";
      case MOMENT -> moment(text) == null ? "hãy nhập ngày giờ, ví dụ 31/12/2026 08:30." : "";
      case VOTES -> votes(text) == null ? "hãy nhập ba số, ví dụ 7/0/1." : "";
      case LINE, LINES -> "";
    };
  }

  private static @Nullable LocalDate day(String text) {
    try {
      return LocalDate.parse(text, DAY);
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static @Nullable LocalDateTime moment(String text) {
    try {
      return LocalDateTime.parse(text, MOMENT);
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static CouncilMinutes.@Nullable Votes votes(String text) {
    if (!text.matches("[0-9]{1,3} ?/ ?[0-9]{1,3} ?/ ?[0-9]{1,3}")) {
      return null;
    }
    String[] parts = text.split(" ?/ ?", -1);
    return new CouncilMinutes.Votes(
        Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
  }

  /** A text; empty when nobody wrote it. */
  public String text(String name) {
    return texts.getOrDefault(name, "").strip();
  }

  /** The lines of a text that hold something. */
  List<String> lines(String name) {
    return text(name).lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
  }

  @Nullable LocalDateTime time(String name) {
    return moment(text(name));
  }

  CouncilMinutes.@Nullable Votes voted(String name) {
    return votes(text(name));
  }

  /** Whether it has no number yet. */
  boolean draft() {
    return text("number").isEmpty();
  }

  /** The head that the texts give. */
  Letterhead head() {
    return new Letterhead(
        text("superior"),
        text("issuer"),
        text("number"),
        text("symbol"),
        text("place"),
        day(text("date")),
        "",
        "");
  }

  /** Who signs, by the texts. */
  Block.Signer signer(String field) {
    return new Block.Signer(field, text("authority"), text("office"), text("signer"));
  }
}
