package vn.portalaudit.web.paper;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.document.form.Form;
import vn.portalaudit.document.paper.Block;
import vn.portalaudit.document.paper.Cell;
import vn.portalaudit.document.paper.Letterhead;
import vn.portalaudit.document.paper.Paper;
import vn.portalaudit.document.paper.Table;
import vn.portalaudit.report.Vietnamese;

/**
 * A document as a screen shows it: made of the same paper as the files, so that the figures are the
 * same.
 *
 * @param draft whether it is marked as a draft
 * @param head null for a document without letterhead
 */
public record PaperPreview(
    boolean draft, @Nullable Head head, List<Part> parts, List<Sheet> sheets) {
  /** The head of an administrative document. */
  public record Head(
      String superior,
      String issuer,
      String numbered,
      String place,
      String date,
      String kind,
      String subject) {}

  /**
   * A part of the body.
   *
   * @param kind {@code h1} to {@code h3}, a look of paragraphs, {@code items}, {@code table},
   *     {@code closing} or {@code rule}
   */
  public record Part(
      String kind, String lead, List<String> lines, @Nullable Grid table, List<Signer> signers) {}

  /** A table. */
  public record Grid(String id, String title, List<Column> columns, List<Row> rows) {}

  /** A column; {@code css} is the class of its cells. */
  public record Column(String title, String css) {}

  /** A row. */
  public record Row(boolean strong, List<List<String>> cells) {}

  /** Who signs. */
  public record Signer(String authority, String title, String name) {}

  /** A table that is also a CSV file. */
  public record Sheet(String id, String title) {}

  /** A document on the screen. */
  public static PaperPreview of(Form form) {
    Paper paper = form.paper();
    List<Part> parts = new ArrayList<>();
    paper.body().forEach(block -> part(block, parts));
    return new PaperPreview(paper.draft(), head(paper.head()), parts, sheets(paper));
  }

  /** The id of the table with the most rows. */
  static String longest(Form form) {
    return form.paper().tables().stream()
        .max(Comparator.comparingInt(table -> table.rows().size()))
        .map(Table::id)
        .orElse("");
  }

  private static List<Sheet> sheets(Paper paper) {
    return paper.tables().stream()
        .map(table -> new Sheet(table.id(), table.title().isEmpty() ? table.id() : table.title()))
        .toList();
  }

  private static @Nullable Head head(@Nullable Letterhead head) {
    return head == null
        ? null
        : new Head(
            head.superior(),
            head.issuer(),
            head.numbered(),
            head.place(),
            Vietnamese.date(head.date()),
            head.kind(),
            head.subject());
  }

  private static void part(Block block, List<Part> parts) {
    switch (block) {
      case Block.Heading heading -> parts.add(text("h" + heading.level(), "", heading.text()));
      case Block.Text text ->
          parts.add(text(text.look().name().toLowerCase(Locale.ROOT), text.lead(), text.text()));
      case Block.Items items -> parts.add(new Part("items", "", items.items(), null, List.of()));
      case Block.Grid grid ->
          parts.add(new Part("table", "", List.of(), grid(grid.table()), List.of()));
      case Block.Closing closing ->
          parts.add(
              new Part(
                  "closing",
                  "",
                  closing.recipients(),
                  null,
                  closing.signers().stream()
                      .map(one -> new Signer(one.authority(), one.title(), one.name()))
                      .toList()));
      case Block.NewPage _ -> parts.add(text("rule", "", ""));
      // its figures stand in the table that every chart comes with
      case Block.Chart _ -> {}
    }
  }

  private static Part text(String kind, String lead, String text) {
    return new Part(kind, lead, text.lines().toList(), null, List.of());
  }

  private static Grid grid(Table table) {
    List<Column> columns =
        table.columns().stream()
            .map(column ->
                new Column(column.title(), column.kind() == Table.Kind.FIGURE ? "number" : "wrap"))
            .toList();
    return new Grid(
        table.id(), table.title(), columns, table.rows().stream().map(PaperPreview::row).toList());
  }

  private static Row row(Table.Row row) {
    return new Row(
        row.strong(), row.cells().stream().map(Cell::shown).map(s -> s.lines().toList()).toList());
  }
}
