package vn.portalaudit.index;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.config.Problems;
import vn.portalaudit.domain.AuditReport;
import vn.portalaudit.domain.Finding;
import vn.portalaudit.domain.Scorecard;
import vn.portalaudit.sheet.CsvRows;
import vn.portalaudit.sheet.Limits;
import vn.portalaudit.sheet.Notation;
import vn.portalaudit.sheet.Packed;
import vn.portalaudit.sheet.Problem;
import vn.portalaudit.sheet.ProblemList;
import vn.portalaudit.sheet.Row;
import vn.portalaudit.sheet.RowReader;
import vn.portalaudit.sheet.TableReader;
import vn.portalaudit.sheet.XlsxRows;

/**
 * Reads a folder of figures: CSV files, or sheets of one {@code data.xlsx}, and the portal audits
 * of the agencies. Every bad cell is named; with one, nothing is taken.
 */
public final class FiguresReader {
  private static final String WORKBOOK = "data.xlsx";
  private static final String AUDITS = "audits";
  private static final String JSON = ".json";
  private static final int MOST_PROBLEMS = 1_000_000;
  private static final Pattern AGENCY = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._-]{0,79}");

  /** Reads a result document. */
  public interface Audits {
    /** The report in a file. */
    AuditReport read(Path file) throws IOException;
  }

  /**
   * What is computed from the figures.
   *
   * @param scheme the indicators
   * @param feeds what the machine proposes, on the scheme as it is with its annex rows
   * @param leaves id of the checklist whose leaves the indicators are; null for an index set
   */
  public record Subject(
      Scheme scheme, Function<Scheme, List<Feed>> feeds, @Nullable String leaves) {}

  /**
   * What a folder gives.
   *
   * @param figures the figures; null when there is a problem
   * @param problems everything that is wrong, one line each
   * @param warnings what to look at all the same
   */
  public record Read(@Nullable Figures figures, List<Problem> problems, List<Problem> warnings) {}

  private final Path folder;
  private final Subject subject;
  private final Audits audits;
  private final ProblemList problems = new ProblemList(MOST_PROBLEMS);
  private final Map<DataTable, Path> files = new EnumMap<>(DataTable.class);
  private final Set<DataTable> seen = EnumSet.noneOf(DataTable.class);
  private @Nullable Packed workbook;

  private FiguresReader(Path folder, Subject subject, Audits audits) {
    this.folder = folder;
    this.subject = subject;
    this.audits = audits;
  }

  /**
   * Reads a folder.
   *
   * @param folder the folder
   * @param subject what is computed
   * @param audits reads the portals' result documents
   */
  public static Read read(Path folder, Subject subject, Audits audits) {
    FiguresReader reader = new FiguresReader(folder, subject, audits);
    Figures figures = null;
    try {
      figures = reader.read();
    } catch (IOException e) {
      reader.problems.file(
          folder.toString(), "không đọc được (" + e.getMessage() + "); kiểm tra quyền đọc");
    }
    return new Read(
        reader.problems.none() ? figures : null,
        reader.problems.errors(),
        reader.problems.warnings());
  }

  /**
   * The same figures under another version of a set, or with the portals judged by other rules: a
   * dry run. What agencies and appraisers said is carried over, what the machine proposes is
   * proposed anew.
   *
   * @param figures what the folder gave
   * @param folder the folder, whose annex rows hold for the other version too
   * @param judged the folder of the portals' result documents
   * @param subject the other version
   * @param audits reads the portals' result documents
   */
  public static Read carry(
      Figures figures, Path folder, Path judged, Subject subject, Audits audits) {
    FiguresReader reader = new FiguresReader(folder, subject, audits);
    Figures carried = null;
    try {
      reader.find();
      AnnexRows annex = new AnnexRows(subject.scheme(), reader.problems);
      reader.tables(EnumSet.of(DataTable.ROWS), (table, row) -> annex.read(row));
      Optional<Scheme> scheme = annex.scheme();
      if (scheme.isPresent()) {
        Figures.Builder builder = CarryOver.to(scheme.get(), figures);
        reader.audits(judged, builder, scheme.get(), figures.agencies());
        carried = builder.build();
      }
    } catch (IOException e) {
      reader.problems.file(
          judged.toString(), "không đọc được (" + e.getMessage() + "); kiểm tra quyền đọc");
    }
    return new Read(
        reader.problems.none() ? carried : null,
        reader.problems.errors(),
        reader.problems.warnings());
  }

  private @Nullable Figures read() throws IOException {
    if (!Files.isDirectory(folder)) {
      problems.file(folder.toString(), "không có thư mục này; kiểm tra --data");
      return null;
    }
    find();
    List<Agency> agencies = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    AnnexRows annex = new AnnexRows(subject.scheme(), problems);
    tables(
        EnumSet.of(DataTable.AGENCIES, DataTable.ROWS),
        (table, row) -> {
          if (table == DataTable.ROWS) {
            annex.read(row);
          } else {
            agency(row, ids).ifPresent(agencies::add);
          }
        });
    if (!seen.contains(DataTable.AGENCIES)) {
      problems.file(
          folder.toString(), "thiếu agencies.csv (hoặc trang agencies trong " + WORKBOOK + ")");
    } else if (agencies.isEmpty() && problems.none()) {
      problems.file("agencies", "không có cơ quan nào; mỗi cơ quan một dòng");
    }
    Optional<Scheme> scheme = annex.scheme();
    if (scheme.isEmpty() || agencies.isEmpty()) {
      return null;
    }
    FigureRows rows = new FigureRows(scheme.get(), agencies);
    Set<DataTable> columns = EnumSet.allOf(DataTable.class);
    columns.remove(DataTable.AGENCIES);
    columns.remove(DataTable.ROWS);
    tables(columns, rows::read);
    audits(folder.resolve(AUDITS), rows.figures(), scheme.get(), agencies);
    otherScales(scheme.get(), agencies);
    Figures figures = rows.figures().build();
    shownOnly(figures);
    sums(figures);
    return figures;
  }

  /** Where the text gives no maximum for rows, those of their group and of the whole still hold. */
  private void sums(Figures figures) {
    Scheme scheme = figures.scheme();
    if (scheme.items().stream().noneMatch(item -> item.maxPoints() == null)) {
      return;
    }
    for (int a = 0; a < figures.agencies().size(); a++) {
      for (Column column : Column.values()) {
        for (Scheme.Part group : scheme.groups()) {
          sum(figures, column, a, "nhóm " + group.code(), group.items(), group.maxPoints());
        }
        sum(figures, column, a, "cả bộ", scheme.places(), scheme.maxPoints());
      }
    }
  }

  private void sum(
      Figures figures,
      Column column,
      int agency,
      String what,
      List<Integer> items,
      @Nullable BigDecimal most) {
    BigDecimal sum = BigDecimal.ZERO;
    for (int item : items) {
      BigDecimal points = figures.points(column, agency, item);
      sum = points == null ? sum : sum.add(points);
    }
    if (most != null && sum.compareTo(most) > 0) {
      problems.file(
          column.id(),
          "cơ quan «"
              + figures.agencies().get(agency).id()
              + "»: tổng điểm "
              + what
              + " là "
              + plain(sum)
              + ", vượt "
              + plain(most)
              + " của văn bản; sửa cột points, hoặc nhập điểm tối đa từng dòng trong rows.csv");
    }
  }

  private static String plain(BigDecimal points) {
    return points.stripTrailingZeros().toPlainString().replace('.', ',');
  }

  /** Rows of an annex are for one scale; whom the text measures by another needs its own rows. */
  private void otherScales(Scheme scheme, List<Agency> agencies) {
    Set<String> lost = new HashSet<>();
    subject.scheme().items().forEach(item -> lost.addAll(item.scales().keySet()));
    scheme.items().forEach(item -> lost.removeAll(item.scales().keySet()));
    for (Agency agency : agencies) {
      if (agency.flags().stream().anyMatch(lost::contains)) {
        problems.file(
            "rows",
            "các dòng nhập theo thang chung, còn «"
                + agency.id()
                + "» theo thang riêng ("
                + String.join(", ", lost.stream().sorted().toList())
                + "); bỏ cơ quan này khỏi agencies và tính ở bộ có thang ấy");
      }
    }
  }

  /** Figures in a column that the set does not take are shown beside, and this is told. */
  private void shownOnly(Figures figures) {
    for (Column column : List.of(Column.PROVIDED, Column.SURVEY, Column.NETWORK, Column.EXPERTS)) {
      for (int i = 0; i < figures.scheme().items().size(); i++) {
        Scheme.Item item = figures.scheme().items().get(i);
        if (!item.declared().contains(column) && figures.any(column, i)) {
          problems.add(
              new Problem(
                  false,
                  column.id(),
                  0,
                  "",
                  "",
                  "chỉ số «" + item.id() + "» không lấy điểm từ cột này nên chỉ hiện, không tính"));
        }
      }
    }
  }

  /** What is there, and what is there by mistake. */
  private void find() throws IOException {
    Set<String> strange = new TreeSet<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
      for (Path file : stream) {
        String name = String.valueOf(file.getFileName());
        Optional<DataTable> table =
            name.endsWith(".csv")
                ? DataTable.named(name.substring(0, name.length() - 4))
                : Optional.empty();
        if (table.isPresent()) {
          files.put(table.get(), file);
        } else if (name.endsWith(".csv") || (name.endsWith(".xlsx") && !name.equals(WORKBOOK))) {
          strange.add(name);
        }
      }
    }
    for (String name : strange) {
      String near = Problems.nearest(name.substring(0, name.lastIndexOf('.')), DataTable.titles());
      problems.add(
          new Problem(
              false,
              name,
              0,
              "",
              "",
              "không phải tệp số liệu nên bỏ qua"
                  + (near.isEmpty() ? "" : "; có phải «" + near + ".csv»?")));
    }
    Path file = folder.resolve(WORKBOOK);
    if (Files.exists(file)) {
      byte[] bytes = bytes(file);
      if (Packed.isOldExcel(bytes) || (bytes.length > 0 && !Packed.isZip(bytes))) {
        problems.file(WORKBOOK, "không phải tệp .xlsx, hoặc có mật khẩu; lưu lại thành .xlsx");
      } else if (bytes.length > 0) {
        workbook = Packed.open(WORKBOOK, bytes, Limits.FIGURES, problems).orElse(null);
      }
    }
  }

  private byte[] bytes(Path file) throws IOException {
    if (Files.size(file) > Limits.FIGURES.fileBytes()) {
      problems.file(
          String.valueOf(file.getFileName()),
          "tệp lớn hơn " + Limits.FIGURES.fileBytes() / 1_000_000 + " MB; hãy tách nhỏ");
      return new byte[0];
    }
    return Files.readAllBytes(file);
  }

  private interface Taker {
    void take(DataTable table, RowReader row);
  }

  private void tables(Set<DataTable> wanted, Taker taker) throws IOException {
    for (DataTable table : wanted) {
      Path file = files.get(table);
      if (file != null && seen.add(table)) {
        String name = table.fileName();
        CsvRows.readUtf8(
            name,
            bytes(file),
            Limits.FIGURES,
            problems,
            reader(table, name, Notation.POINT, taker));
      }
    }
    Packed packed = workbook;
    if (packed != null) {
      new XlsxRows(Limits.FIGURES, problems)
          .read(packed, (title, place) -> sheet(title, place, wanted, taker));
    }
  }

  private TableReader reader(DataTable table, String place, Notation notation, Taker taker) {
    return new TableReader(
        table.layout(), place, notation, Limits.FIGURES, problems, row -> taker.take(table, row));
  }

  private Optional<Consumer<Row>> sheet(
      String title, String place, Set<DataTable> wanted, Taker taker) {
    Optional<DataTable> table = DataTable.named(title.strip());
    if (table.isEmpty()) {
      problems.add(
          new Problem(
              false,
              place,
              0,
              "",
              "",
              "không phải bảng số liệu nên bỏ qua; các bảng: "
                  + String.join(", ", DataTable.titles())));
      return Optional.empty();
    }
    if (!wanted.contains(table.get())) {
      return Optional.empty();
    }
    if (!seen.add(table.get())) {
      problems.file(
          place,
          "bảng «"
              + table.get().title()
              + "» có hai lần (trong "
              + WORKBOOK
              + " hoặc tệp CSV); bỏ một");
      return Optional.empty();
    }
    return Optional.of(reader(table.get(), place, Notation.COMMA, taker));
  }

  private Optional<Agency> agency(RowReader row, Set<String> ids) {
    String id = row.needed("agency", 200);
    String name = row.needed("name", 300);
    String group = row.needed("group", 100);
    Set<String> flags = new LinkedHashSet<>(row.tags("flags"));
    if (!id.isEmpty() && !AGENCY.matcher(id).matches()) {
      row.problem("agency", "mã chỉ gồm chữ, số, gạch nối, gạch dưới, chấm; tối đa 80 ký tự");
    } else if (!id.isEmpty() && !ids.add(id)) {
      row.problem("agency", "cơ quan này đã có ở một dòng trước; bỏ một dòng");
    }
    Set<String> groups = subject.scheme().conditions().groups();
    if (!group.isEmpty() && !groups.isEmpty() && !groups.contains(group)) {
      row.problem(
          "group",
          "bộ chỉ số này không dành cho nhóm ấy; các nhóm: "
              + String.join(", ", groups.stream().sorted().toList()));
    }
    return row.sound() ? Optional.of(new Agency(id, name, group, flags)) : Optional.empty();
  }

  private void audits(Path dir, Figures.Builder figures, Scheme scheme, List<Agency> agencies)
      throws IOException {
    if (!Files.isDirectory(dir)) {
      return;
    }
    List<Feed> feeds = subject.feeds().apply(scheme);
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(dir, "*" + JSON)) {
      List<Path> documents = new ArrayList<>();
      stream.forEach(documents::add);
      documents.sort(Path::compareTo);
      for (Path document : documents) {
        audit(document, figures, scheme, agencies, feeds);
      }
    }
  }

  private void audit(
      Path document,
      Figures.Builder figures,
      Scheme scheme,
      List<Agency> agencies,
      List<Feed> feeds) {
    String name = String.valueOf(document.getFileName());
    String place = AUDITS + "/" + name;
    OptionalInt agency = figures.find(name.substring(0, name.length() - JSON.length()));
    if (agency.isEmpty()) {
      problems.file(
          place, "không có cơ quan này trong agencies; đổi tên tệp thành MÃ-CƠ-QUAN.json");
      return;
    }
    List<Scorecard> cards;
    try {
      cards = audits.read(document).scorecards();
    } catch (IOException e) {
      problems.file(place, "không đọc được: " + e.getMessage() + "; chép lại result.json của cổng");
      return;
    }
    Agency whose = agencies.get(agency.getAsInt());
    for (Feed feed : feeds) {
      Scheme.Item item = scheme.items().get(feed.item());
      BigDecimal most = item.maxPoints(whose);
      if (most != null && item.concerns(whose)) {
        put(figures, agency.getAsInt(), feed.item(), feed.propose(cards, most));
      }
    }
    leaves(place, cards, figures, scheme, agency.getAsInt());
  }

  private void leaves(
      String place, List<Scorecard> cards, Figures.Builder figures, Scheme scheme, int agency) {
    if (subject.leaves() == null) {
      return;
    }
    Optional<Scorecard> card =
        cards.stream().filter(one -> one.checklist().equals(subject.leaves())).findFirst();
    if (card.isEmpty()) {
      problems.add(
          new Problem(false, place, 0, "", "", "không có phiếu «" + subject.leaves() + "»"));
      return;
    }
    Map<String, Integer> places = new HashMap<>();
    for (int i = 0; i < scheme.items().size(); i++) {
      places.put(scheme.items().get(i).id(), i);
    }
    for (Finding finding : card.get().findings()) {
      Integer item = places.get(finding.code());
      BigDecimal most = item == null ? null : scheme.items().get(item).maxPoints();
      if (item == null || most == null || most.compareTo(finding.maxPoints()) != 0) {
        problems.file(
            place,
            "mục "
                + finding.code()
                + " không khớp bộ tiêu chí đang dùng (phiên bản "
                + scheme.version()
                + ", kết quả theo "
                + card.get().version()
                + "); chấm lại bằng ./portal-audit judge");
        return;
      }
      put(figures, agency, item, Feed.leaf(finding));
    }
  }

  private static void put(Figures.Builder figures, int agency, int item, Feed.Proposal proposal) {
    BigDecimal points = proposal.points();
    if (points != null) {
      figures.put(Column.MACHINE, agency, item, points, proposal.says());
      if (proposal.open().signum() > 0) {
        figures.open(agency, item, proposal.open());
      }
    } else if (proposal.inapplicable()) {
      figures.inapplicable(agency, item, proposal.says());
    } else {
      figures.say(Column.MACHINE, agency, item, proposal.says());
    }
  }
}
