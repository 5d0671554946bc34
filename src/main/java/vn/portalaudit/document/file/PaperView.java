package vn.portalaudit.document.file;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.document.paper.Block;
import vn.portalaudit.document.paper.Cell;
import vn.portalaudit.document.paper.Letterhead;
import vn.portalaudit.document.paper.Paper;
import vn.portalaudit.document.paper.Table;
import vn.portalaudit.report.SafeHtml;
import vn.portalaudit.report.Vietnamese;

/**
 * What the template of a document may name. The records are public because the template engine
 * reads public accessors only.
 */
final class PaperView {
  private static final List<String> NONE = List.of();

  private PaperView() {}

  /** A document; head is null for one without letterhead. */
  public record Page(
      SafeHtml css, String title, boolean draft, @Nullable Head head, List<Part> blocks) {}

  /** A letterhead; a letter has no kind and its subject stands under the number. */
  public record Head(
      String superior,
      String issuer,
      String number,
      String letterSubject,
      String place,
      String kind,
      String subject) {}

  /** A block; what its kind does not need is empty. */
  public record Part(
      String kind,
      String lead,
      List<String> lines,
      List<List<String>> items,
      @Nullable Grid table,
      @Nullable Bars chart,
      List<Signer> signers) {}

  /** A table. */
  public record Grid(String title, List<Column> columns, List<Row> rows) {}

  /** A column; its width as a share of the table. */
  public record Column(String title, String width) {}

  /** A row. */
  public record Row(boolean strong, List<Field> cells) {}

  /** A cell. */
  public record Field(String css, List<String> lines) {}

  /** A chart in a box of 640 by 150. */
  public record Bars(String title, String says, List<Bar> bars, List<Key> legend) {}

  /** A bar from its parts. */
  public record Bar(String x, String width, String middle, String label, List<Slice> parts) {}

  /** A part of a bar. */
  public record Slice(String y, String height, String colour) {}

  /** What a colour means. */
  public record Key(String colour, String word) {}

  /** Who signs; the link marks where the signature field goes. */
  public record Signer(String authority, String title, String name, String href) {}

  static Page of(Paper paper, SafeHtml css) {
    return new Page(
        css,
        capitals(paper.title()),
        paper.draft(),
        head(paper.head()),
        paper.body().stream().map(PaperView::part).toList());
  }

  private static @Nullable Head head(@Nullable Letterhead head) {
    if (head == null) {
      return null;
    }
    boolean letter = head.kind().isEmpty();
    return new Head(
        capitals(head.superior()),
        capitals(head.issuer()),
        head.numbered(),
        letter ? "V/v " + head.subject() : "",
        head.place() + ", " + Vietnamese.date(head.date()),
        capitals(head.kind()),
        letter ? "" : head.subject());
  }

  /** Capitals as letters, because text that is copied out of a file keeps them only so. */
  static String capitals(String text) {
    return text.toUpperCase(Locale.ROOT);
  }

  private static Part part(Block block) {
    return switch (block) {
      case Block.Heading heading -> plain("heading" + heading.level(), "", heading.text());
      case Block.Text text -> plain(css(text.look()), text.lead(), text.text());
      case Block.Items items ->
          new Part(
              "items",
              "",
              NONE,
              items.items().stream().map(PaperView::lines).toList(),
              null,
              null,
              List.of());
      case Block.Grid grid ->
          new Part("grid", "", NONE, List.of(), grid(grid.table()), null, List.of());
      case Block.Chart chart ->
          new Part("chart", "", NONE, List.of(), null, bars(chart), List.of());
      case Block.Closing closing ->
          new Part(
              "closing",
              "",
              NONE,
              closing.recipients().stream().map(PaperView::lines).toList(),
              null,
              null,
              closing.signers().stream().map(PaperView::signer).toList());
      case Block.NewPage page -> plain("page", "", "");
    };
  }

  private static Part plain(String kind, String lead, String text) {
    return new Part(kind, lead, lines(text), List.of(), null, null, List.of());
  }

  private static String css(Block.Look look) {
    return look == Block.Look.STRONG ? "strong-line" : look.name().toLowerCase(Locale.ROOT);
  }

  private static List<String> lines(String text) {
    return text.lines().toList();
  }

  private static Grid grid(Table table) {
    int sum = table.columns().stream().mapToInt(Table.Column::weight).sum();
    return new Grid(
        table.title(),
        table.columns().stream()
            .map(column -> new Column(column.title(), tenths(1000L * column.weight() / sum) + "%"))
            .toList(),
        table.rows().stream().map(row -> row(table, row)).toList());
  }

  private static Row row(Table table, Table.Row row) {
    List<Field> cells = new ArrayList<>();
    for (int i = 0; i < row.cells().size(); i++) {
      Cell cell = row.cells().get(i);
      cells.add(
          new Field(
              table.columns().get(i).kind().name().toLowerCase(Locale.ROOT), lines(cell.shown())));
    }
    return new Row(row.strong(), cells);
  }

  private static Signer signer(Block.Signer signer) {
    return new Signer(
        capitals(signer.authority()),
        capitals(signer.title()),
        signer.name(),
        SignatureFields.MARK + signer.field());
  }

  /** The chart: 40 to 636 across, 10 to 120 down. */
  private static Bars bars(Block.Chart chart) {
    List<Bar> bars = new ArrayList<>();
    long step = chart.bars().isEmpty() ? 0 : 5960L / chart.bars().size();
    for (int i = 0; i < chart.bars().size(); i++) {
      long left = 400 + i * step;
      Block.Bar bar = chart.bars().get(i);
      bars.add(
          new Bar(
              tenths(left + step / 10),
              tenths(step - step / 5),
              tenths(left + step / 2),
              bar.label(),
              slices(bar)));
    }
    List<Key> legend = new ArrayList<>();
    for (Standing standing : Standing.values()) {
      legend.add(new Key(standing.colour, standing.word));
    }
    return new Bars(chart.title(), chart.says(), bars, legend);
  }

  /** From below: good, down, unknown, in maintenance. */
  private static List<Slice> slices(Block.Bar bar) {
    List<Slice> slices = new ArrayList<>();
    long below = 0;
    for (Standing standing : Standing.values()) {
      long count = standing.of(bar);
      if (count > 0) {
        BigDecimal from = height(below, bar.total());
        BigDecimal to = height(below + count, bar.total());
        slices.add(
            new Slice(
                BigDecimal.valueOf(120).subtract(to).toPlainString(),
                to.subtract(from).toPlainString(),
                standing.colour));
        below += count;
      }
    }
    return slices;
  }

  private static BigDecimal height(long part, long whole) {
    return BigDecimal.valueOf(110 * part)
        .divide(BigDecimal.valueOf(whole), 2, RoundingMode.HALF_UP);
  }

  private static String tenths(long tenths) {
    return BigDecimal.valueOf(tenths, 1).toPlainString();
  }
}
