package vn.portalaudit.document.paper;

import java.util.List;

/** One part of the body of a document, from top to bottom. */
public sealed interface Block {
  /**
   * A heading.
   *
   * @param level 1 for one in capitals in the middle of the page, 2 for a numbered section, 3 below
   */
  record Heading(int level, String text) implements Block {
    public Heading {
      text = Plain.line(text);
      if (level < 1 || level > 3) {
        throw new IllegalArgumentException("heading of level " + level);
      }
    }
  }

  /**
   * A paragraph.
   *
   * @param lead its first words in bold, e.g. {@code Điều 1.}; empty for none
   * @param text the rest; a line feed begins a new line
   */
  record Text(Look look, String lead, String text) implements Block {
    public Text {
      lead = Plain.line(lead);
      text = Plain.text(text);
    }
  }

  /** How a paragraph is set. */
  enum Look {
    /** Justified, its first line indented. */
    BODY,
    /** As BODY, in italics: legal grounds. */
    GROUND,
    /** In the middle. */
    CENTRED,
    /** In the middle, bold. */
    STRONG,
    /** In the middle, in italics. */
    REMARK,
    /** A label with dots to the right margin, to be filled in by hand. */
    BLANK
  }

  /** Items with a dash. */
  record Items(List<String> items) implements Block {
    public Items {
      items = items.stream().map(Plain::text).toList();
    }
  }

  /** A table; its title stands above it unless it is empty. */
  record Grid(Table table) implements Block {}

  /**
   * Stacked bars, one a day.
   *
   * @param title what it shows
   * @param says the same in words, for who does not see it
   */
  record Chart(String title, String says, List<Bar> bars) implements Block {
    public Chart {
      title = Plain.line(title);
      says = Plain.line(says);
      bars = List.copyOf(bars);
    }
  }

  /** A bar of counts; what none of the three holds is left out. */
  record Bar(String label, long good, long down, long unknown, long excluded) {
    public Bar {
      if (good < 0 || down < 0 || unknown < 0 || excluded < 0) {
        throw new IllegalArgumentException("a negative bar");
      }
    }

    /** All together. */
    public long total() {
      return good + down + unknown + excluded;
    }
  }

  /** Recipients to the left, who signs to the right; the block stays on one page. */
  record Closing(List<String> recipients, List<Signer> signers) implements Block {
    public Closing {
      recipients = recipients.stream().map(Plain::line).toList();
      signers = List.copyOf(signers);
      if (signers.isEmpty() || signers.size() > 2) {
        throw new IllegalArgumentException("one or two persons sign");
      }
    }
  }

  /**
   * Who signs.
   *
   * @param field name of the signature field in ASCII, unique in the document
   * @param authority in whose place, e.g. {@code TM. ỦY BAN NHÂN DÂN}; empty when in their own
   * @param title office of the person
   * @param name full name, empty to leave it open
   */
  record Signer(String field, String authority, String title, String name) {
    public Signer {
      if (!field.matches("[A-Za-z0-9]{1,40}")) {
        throw new IllegalArgumentException("field name " + field);
      }
      authority = Plain.line(authority);
      title = Plain.line(title);
      name = Plain.line(name);
    }
  }

  /** What follows begins on a new page. */
  record NewPage() implements Block {}

  /** A paragraph of the body. */
  static Text body(String text) {
    return new Text(Look.BODY, "", text);
  }

  /** A paragraph of the body with its first words in bold. */
  static Text body(String lead, String text) {
    return new Text(Look.BODY, lead, text);
  }

  /** A label to be filled in by hand. */
  static Text blank(String label) {
    return new Text(Look.BLANK, "", label);
  }
}
