package vn.portalaudit.index;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.config.Problems;
import vn.portalaudit.sheet.RowReader;

/**
 * Takes the rows of the columns, exclusions and incentive points: each is held against the scheme
 * and the agencies, and a wrong one is named with what to write. Not safe for several threads.
 */
final class FigureRows {
  private static final int NAME = 300;
  private static final int NOTE = 4_000;
  private static final int MOST_ROUNDS = 60;

  private final Scheme scheme;
  private final List<Agency> agencies;
  private final Figures.Builder figures;
  private final Map<Long, Rounds> rounds = new HashMap<>();
  private final Map<String, String> seen = new HashMap<>();
  private final Map<Column, int[][]> lines = new EnumMap<>(Column.class);
  private final Set<String> ids = new HashSet<>();

  /** The rounds of an appraisal read so far, a bit for each; the highest counts. */
  private static final class Rounds {
    private long seen;
    private String words = "";
  }

  FigureRows(Scheme scheme, List<Agency> agencies) {
    this.scheme = scheme;
    this.agencies = agencies;
    this.figures = new Figures.Builder(scheme, agencies);
    agencies.forEach(agency -> ids.add(agency.id()));
  }

  Figures.Builder figures() {
    return figures;
  }

  void read(DataTable table, RowReader row) {
    switch (table) {
      case AGENCIES, ROWS -> throw new IllegalArgumentException("read before: " + table);
      case EXCLUSIONS -> exclusion(row);
      case BONUS -> bonus(row);
      case APPRAISED -> appraised(row);
      case SELF -> points(row, Column.SELF);
      case PROVIDED -> points(row, Column.PROVIDED);
      case SURVEY -> points(row, Column.SURVEY);
      case NETWORK -> points(row, Column.NETWORK);
      case EXPERTS -> points(row, Column.EXPERTS);
    }
  }

  private void exclusion(RowReader row) {
    OptionalInt item = item(row);
    String by = row.needed("by", NAME);
    String reason = row.needed("reason", NOTE);
    if (item.isPresent() && once(row, "indicator", "loại " + item.getAsInt(), "chỉ số này")) {
      figures.exclude(item.getAsInt(), by, reason);
    }
  }

  private void bonus(RowReader row) {
    OptionalInt agency = agency(row);
    BigDecimal points = needed(row);
    String reason = row.needed("reason", NOTE);
    if (!scheme.conditions().bonus()) {
      row.problem("points", "bộ chỉ số này không có điểm khuyến khích; bỏ dòng");
      return;
    }
    BigDecimal most = scheme.maxPoints();
    if (points != null && most != null && points.compareTo(most) > 0) {
      row.problem("points", "vượt tổng điểm " + plain(most) + "; viết số nhỏ hơn");
    } else if (points != null
        && agency.isPresent()
        && once(row, "agency", "thưởng " + agency.getAsInt(), "điểm khuyến khích của cơ quan")) {
      figures.bonus(agency.getAsInt(), points, reason);
    }
  }

  private void points(RowReader row, Column column) {
    @Nullable Cell cell = cell(row);
    BigDecimal value = column == Column.SELF && row.has("value") ? row.number("value") : null;
    @Nullable Scored scored = scored(cell, value);
    BigDecimal points = scored != null && row.blank("points") ? scored.points() : points(row, cell);
    String words = joined(scored, words(row, column));
    if (scored != null && points != null && points.compareTo(scored.points()) != 0) {
      row.warning("points", "khác " + plain(scored.points()) + " điểm mà quy tắc chấm cho giá trị");
    }
    if (cell == null || points == null) {
      return;
    }
    int[][] lines = lines(column);
    int[] line = lines[cell.agency()];
    if (line == null) {
      line = new int[scheme.items().size()];
      lines[cell.agency()] = line;
    }
    if (line[cell.item()] > 0) {
      row.problem(
          "indicator",
          "cặp cơ quan và chỉ số này đã có ở dòng " + line[cell.item()] + "; bỏ một dòng");
    } else {
      line[cell.item()] = row.line();
      figures.put(column, cell.agency(), cell.item(), points, words);
    }
  }

  /** What the indicator's rule makes of a reported value. */
  private record Scored(BigDecimal points, String says) {}

  private @Nullable Scored scored(@Nullable Cell cell, @Nullable BigDecimal value) {
    if (cell == null || value == null) {
      return null;
    }
    Scheme.Item item = scheme.items().get(cell.item());
    Scoring scoring = item.scoring();
    BigDecimal most = item.maxPoints(agencies.get(cell.agency()));
    if (scoring == null || most == null) {
      return null;
    }
    return new Scored(
        scoring.points(value, most),
        "giá trị " + plain(value) + " " + scoring.unit() + ", " + scoring.rule().says());
  }

  private static @Nullable String joined(@Nullable Scored scored, @Nullable String words) {
    if (scored == null) {
      return words;
    }
    return words == null ? scored.says() : scored.says() + "; " + words;
  }

  private int[][] lines(Column column) {
    return lines.computeIfAbsent(column, key -> new int[agencies.size()][]);
  }

  private @Nullable String words(RowReader row, Column column) {
    return switch (column) {
      case SELF -> joined("minh chứng: ", row.text("evidence", NOTE), row.text("note", NOTE));
      case PROVIDED -> row.text("provider", NAME);
      case SURVEY, NETWORK, EXPERTS -> answers(row.whole("n"));
      case MACHINE, APPRAISED -> null;
    };
  }

  private static @Nullable String joined(
      String label, @Nullable String evidence, @Nullable String note) {
    if (evidence == null) {
      return note;
    }
    return label + evidence + (note == null ? "" : "; " + note);
  }

  private static @Nullable String answers(@Nullable Integer n) {
    return n == null ? null : n + " phiếu";
  }

  private void appraised(RowReader row) {
    @Nullable Cell cell = cell(row);
    Integer round = row.whole("round");
    if (round == null ? row.blank("round") : round < 1 || round > MOST_ROUNDS) {
      row.problem("round", "viết số vòng thẩm định từ 1 đến " + MOST_ROUNDS);
      round = null;
    }
    BigDecimal points = points(row, cell);
    String reason = oneLine(row.text("reason", NOTE));
    if (cell == null || points == null || round == null) {
      return;
    }
    Rounds earlier = rounds.computeIfAbsent(cell.key(), key -> new Rounds());
    if ((earlier.seen >> round & 1) == 1) {
      row.problem(
          "round", "vòng này của cặp cơ quan và chỉ số đã có ở một dòng trước; bỏ một dòng");
      return;
    }
    String says =
        "vòng " + round + ": " + plain(points) + " điểm" + (reason == null ? "" : ", " + reason);
    boolean highest = earlier.seen >> round == 0;
    earlier.words = earlier.words.isEmpty() ? says : inOrder(earlier.words, says);
    earlier.seen |= 1L << round;
    if (highest) {
      figures.put(Column.APPRAISED, cell.agency(), cell.item(), points, earlier.words);
    } else {
      figures.say(Column.APPRAISED, cell.agency(), cell.item(), earlier.words);
    }
  }

  private static @Nullable String oneLine(@Nullable String text) {
    return text == null ? null : text.replace('\n', ' ');
  }

  /** What the rounds say, the first round first, whatever the order of the rows. */
  private static String inOrder(String words, String says) {
    return Stream.concat(words.lines(), Stream.of(says))
        .sorted(Comparator.comparingInt(FigureRows::round))
        .collect(Collectors.joining("\n"));
  }

  private static int round(String says) {
    return Integer.parseInt(says.substring("vòng ".length(), says.indexOf(':')));
  }

  /** An agency and an indicator that concerns it. */
  private record Cell(int agency, int item) {
    long key() {
      return (long) agency << 32 | item;
    }
  }

  private @Nullable Cell cell(RowReader row) {
    OptionalInt agency = agency(row);
    OptionalInt item = item(row);
    if (agency.isEmpty() || item.isEmpty()) {
      return null;
    }
    Scheme.Item indicator = scheme.items().get(item.getAsInt());
    Agency whose = agencies.get(agency.getAsInt());
    if (!indicator.concerns(whose)) {
      row.problem(
          "indicator",
          "chỉ số này không áp dụng cho «"
              + whose.id()
              + "»; bỏ dòng, hoặc sửa cột flags của cơ quan trong agencies"
              + (indicator.flags().isEmpty()
                  ? ""
                  : " (cần: "
                      + String.join(", ", indicator.flags().stream().sorted().toList())
                      + ")"));
      return null;
    }
    return new Cell(agency.getAsInt(), item.getAsInt());
  }

  private OptionalInt agency(RowReader row) {
    String id = row.needed("agency", NAME);
    OptionalInt agency = figures.find(id);
    if (agency.isEmpty() && !id.isEmpty()) {
      row.problem("agency", "không có cơ quan này trong agencies" + hint(id, ids));
    }
    return agency;
  }

  private OptionalInt item(RowReader row) {
    String id = row.needed("indicator", NAME);
    if (row.typedAsNumber("indicator") && scheme.find(id + "0").isPresent()) {
      row.problem(
          "indicator",
          "ô kiểu số nên không rõ là " + id + " hay " + id + "0; định dạng ô là Văn bản (Text)");
      return OptionalInt.empty();
    }
    OptionalInt item = scheme.find(id);
    if (item.isEmpty() && !id.isEmpty()) {
      row.problem("indicator", unknown(id));
    }
    return item;
  }

  private String unknown(String id) {
    boolean split =
        scheme.groups().stream().anyMatch(part -> part.code().equals(id) || part.id().equals(id));
    return split
        ? "là nhóm chỉ số, điểm ghi ở từng chỉ số trong nhóm; xem ./portal-audit index show "
            + scheme.id()
        : "không có chỉ số này trong «" + scheme.id() + "»" + hint(id, scheme.ids());
  }

  private static String hint(String word, Set<String> known) {
    String near = Problems.nearest(word, known.size() > 2_000 ? Set.of() : known);
    return near.isEmpty() ? "; kiểm tra mã" : "; có phải «" + near + "»?";
  }

  private @Nullable BigDecimal needed(RowReader row) {
    BigDecimal points = row.number("points");
    if (points == null && row.blank("points")) {
      row.problem("points", "để trống; viết điểm, hoặc bỏ dòng khi chưa có số liệu");
    }
    return points;
  }

  private @Nullable BigDecimal points(RowReader row, @Nullable Cell cell) {
    BigDecimal points = needed(row);
    if (points == null || cell == null) {
      return points;
    }
    BigDecimal most = scheme.items().get(cell.item()).maxPoints(agencies.get(cell.agency()));
    BigDecimal limit = most == null ? scheme.maxPoints() : most;
    if (limit != null && points.compareTo(limit) > 0) {
      row.problem(
          "points",
          "vượt điểm tối đa "
              + plain(limit)
              + " của chỉ số «"
              + scheme.items().get(cell.item()).id()
              + "»; viết từ 0 đến "
              + plain(limit));
      return null;
    }
    return points;
  }

  private boolean once(RowReader row, String field, String key, String what) {
    String first = seen.putIfAbsent(key, row.where());
    if (first != null) {
      row.problem(field, what + " đã có ở " + first + "; bỏ một dòng");
    }
    return first == null;
  }

  private static String plain(BigDecimal points) {
    return points.stripTrailingZeros().toPlainString().replace('.', ',');
  }
}
