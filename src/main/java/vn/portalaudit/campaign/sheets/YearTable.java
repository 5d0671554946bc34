package vn.portalaudit.campaign.sheets;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Published years of one set beside each other, in percent: points of two versions with other
 * maxima cannot be compared, shares can with care. Where the applied definition is not the one of
 * the year before, the series breaks, and that is marked.
 *
 * @param years the newest first
 * @param rows agencies, those of the newest year first, best first
 */
public record YearTable(List<Year> years, List<Row> rows) {
  public YearTable {
    years = List.copyOf(years);
    rows = List.copyOf(rows);
  }

  /**
   * A published year.
   *
   * @param definition digest of what was applied
   * @param document the publication
   */
  public record Published(
      int year, String campaign, String version, String definition, String document) {}

  /**
   * A year of the table.
   *
   * @param broken whether another definition was applied than in the year before it
   */
  public record Year(int year, String campaign, String version, boolean broken) {}

  /** Where an agency stood in a year. */
  public record Stood(int rank, @Nullable BigDecimal percent, String grade) {}

  /**
   * An agency.
   *
   * @param stood by year, as the years are ordered; empty where it was not assessed
   */
  public record Row(String group, String agency, String name, List<Optional<Stood>> stood) {
    public Row {
      stood = List.copyOf(stood);
    }

    /** Percentage points gained since the year before, where both are known; null otherwise. */
    public @Nullable BigDecimal gained(int year) {
      BigDecimal now = percent(year);
      BigDecimal before = percent(year + 1);
      return now == null || before == null ? null : now.subtract(before);
    }

    private @Nullable BigDecimal percent(int year) {
      return year >= stood.size() ? null : stood.get(year).map(Stood::percent).orElse(null);
    }
  }

  /**
   * The table of some publications.
   *
   * @param published of one set, one for each year, the newest first
   */
  public static YearTable of(List<Published> published) {
    List<Year> years = new ArrayList<>();
    Map<String, Row> rows = new LinkedHashMap<>();
    for (int y = 0; y < published.size(); y++) {
      Published one = published.get(y);
      boolean broken =
          y + 1 < published.size() && !one.definition().equals(published.get(y + 1).definition());
      years.add(new Year(one.year(), one.campaign(), one.version(), broken));
      for (PublishedTable.Line line : PublishedTable.of(one.document()).lines()) {
        rows.merge(line.agency(), row(line, y, published.size()), YearTable::merged);
      }
    }
    return new YearTable(years, List.copyOf(rows.values()));
  }

  private static Row row(PublishedTable.Line line, int year, int years) {
    List<Optional<Stood>> stood = new ArrayList<>();
    for (int y = 0; y < years; y++) {
      stood.add(
          y == year
              ? Optional.of(new Stood(line.rank(), line.percent(), line.grade()))
              : Optional.empty());
    }
    return new Row(line.group(), line.agency(), line.name(), stood);
  }

  private static Row merged(Row newer, Row older) {
    List<Optional<Stood>> stood = new ArrayList<>();
    for (int y = 0; y < newer.stood().size(); y++) {
      stood.add(newer.stood().get(y).or(pick(older, y)));
    }
    return new Row(newer.group(), newer.agency(), newer.name(), stood);
  }

  private static java.util.function.Supplier<Optional<Stood>> pick(Row row, int year) {
    return () -> row.stood().get(year);
  }

  /** As a table for a file. */
  public FlatTable table(String title) {
    List<String> headings = new ArrayList<>(List.of("Nhóm", "Mã", "Cơ quan đánh giá"));
    for (Year year : years) {
      headings.add("% " + year.year());
      headings.add("Hạng " + year.year());
    }
    List<List<Optional<Object>>> cells = new ArrayList<>();
    for (Row row : rows) {
      List<Optional<Object>> line = new ArrayList<>();
      line.add(Optional.of(row.group()));
      line.add(Optional.of(row.agency()));
      line.add(Optional.of(row.name()));
      for (Optional<Stood> stood : row.stood()) {
        line.add(stood.map(Stood::percent));
        line.add(stood.map(Stood::rank));
      }
      cells.add(line);
    }
    return new FlatTable("Các năm", title + breaks(), headings, cells);
  }

  /** Where the series breaks, in words; empty when it does not. */
  public String breaks() {
    List<String> broken =
        years.stream()
            .filter(Year::broken)
            .map(year -> Integer.toString(year.year()))
            .map(Objects::requireNonNull)
            .toList();
    return broken.isEmpty()
        ? ""
        : "; đứt chuỗi (bộ chỉ số đổi so với năm trước) ở: " + String.join(", ", broken);
  }
}
