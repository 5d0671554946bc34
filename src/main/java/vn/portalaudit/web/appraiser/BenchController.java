package vn.portalaudit.web.appraiser;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import vn.portalaudit.access.Person;
import vn.portalaudit.access.Role;
import vn.portalaudit.campaign.Decision;
import vn.portalaudit.campaign.ReportRules;
import vn.portalaudit.campaign.Ruling;
import vn.portalaudit.campaign.Submission;
import vn.portalaudit.domain.Evidence;
import vn.portalaudit.pipeline.KeptPages;
import vn.portalaudit.store.ActionLog;
import vn.portalaudit.store.Database;
import vn.portalaudit.store.RunStore;
import vn.portalaudit.store.campaign.Columns;
import vn.portalaudit.store.campaign.Definitions;
import vn.portalaudit.store.campaign.EvidencePieces;
import vn.portalaudit.web.page.Allowed;
import vn.portalaudit.web.page.Form;
import vn.portalaudit.web.page.KeptPage;
import vn.portalaudit.web.page.NotFound;
import vn.portalaudit.web.page.Pictures;
import vn.portalaudit.web.page.Query;
import vn.portalaudit.web.page.RunReports;
import vn.portalaudit.web.page.Screen;

/**
 * The bench: on one side what the agency says, on the other what the machine has seen, below what
 * was decided before. Accept, adjust, ask, not applicable, next: by keys and by buttons.
 */
@Controller
final class BenchController {
  private static final String PATH = Desk.PATH + "/{code}/{agency}";

  private final Desk desk;
  private final RunStore runs;
  private final RunReports reports;
  private final Database database;
  private final ActionLog log;

  BenchController(Desk desk, RunStore runs, RunReports reports, Database database, ActionLog log) {
    this.desk = desk;
    this.runs = runs;
    this.reports = reports;
    this.database = database;
    this.log = log;
  }

  /** An indicator of the way through the agency. */
  public record Stop(String indicator, String title, String href, String state, boolean current) {}

  /** Where the appraiser stands: campaign, agency, and the indicators that were given to them. */
  private record Place(Desk.Mine mine, Submission agency, List<Definitions.Row> rows) {
    String path() {
      return Desk.PATH + "/" + mine.campaign().code() + "/" + agency.agency();
    }

    int find(String indicator) {
      for (int i = 0; i < rows.size(); i++) {
        if (rows.get(i).indicator().equals(indicator)) {
          return i;
        }
      }
      return -1;
    }

    String href(int i) {
      return i < 0 || i >= rows.size() ? "" : path() + "?chi-so=" + rows.get(i).indicator();
    }
  }

  private Place place(String code, String agency, Person me) {
    Desk.Mine mine = desk.mine(code, me);
    Submission submission = desk.agency(mine, agency);
    List<Definitions.Row> rows =
        desk.campaigns.agency().rows(mine.campaign().id(), agency).stream()
            .filter(row -> mine.duty().indicators().contains(row.indicator()))
            .toList();
    NotFound.unless(!rows.isEmpty());
    return new Place(mine, submission, rows);
  }

  @Allowed(Role.APPRAISER)
  @GetMapping(PATH)
  Screen show(@PathVariable String code, @PathVariable String agency, Query query, Person me) {
    Place place = place(code, agency, me);
    String asked = query.text("chi-so");
    int at = asked.isEmpty() ? firstOpen(place) : place.find(asked);
    NotFound.unless(at >= 0);
    return screen(place, at, null);
  }

  private Map<String, Decision.Kept> decided(Place place) {
    Map<String, Decision.Kept> decided = new HashMap<>();
    desk.appraiser
        .decisions(place.mine().campaign().id(), place.agency().agency())
        .forEach(kept -> decided.put(kept.indicator(), kept));
    return decided;
  }

  /** The first that the agency reported and nobody decided; the first of all when all are. */
  private int firstOpen(Place place) {
    Map<String, Decision.Kept> decided = decided(place);
    var reported =
        desk.appraiser.reports(place.mine().campaign().id(), place.agency().agency()).stream()
            .filter(kept -> kept.claimed() != null)
            .map(kept -> kept.indicator())
            .toList();
    for (int i = 0; i < place.rows().size(); i++) {
      String indicator = place.rows().get(i).indicator();
      if (reported.contains(indicator) && !decided.containsKey(indicator)) {
        return i;
      }
    }
    return 0;
  }

  private Screen screen(Place place, int at, @Nullable Form refused) {
    Definitions.Row row = place.rows().get(at);
    var campaign = place.mine().campaign();
    Columns.Kept machine = machine(place, row.indicator());
    Bench bench =
        Bench.of(
            desk, campaign, place.agency(), row, machine, checked(place, row.indicator(), machine));
    Map<String, Decision.Kept> decided = decided(place);
    List<Stop> stops =
        place.rows().stream()
            .map(one -> {
              Decision.Kept kept = decided.get(one.indicator());
              return new Stop(
                  one.indicator(),
                  one.title(),
                  place.href(place.find(one.indicator())),
                  kept == null ? "" : kept.decision().kind().label(),
                  one.equals(row));
            })
            .toList();
    Screen screen =
        Screen.of("appraiser/bench", place.agency().name() + " · " + row.indicator())
            .under(Desk.TITLE, Desk.PATH)
            .with("campaign", campaign)
            .with("agency", place.agency())
            .with("bench", bench)
            .with("stops", stops)
            .with("fed", !desk.appraiser.feeds(campaign.id(), row.indicator()).isEmpty())
            .with("path", place.path())
            .with("previous", place.href(at - 1))
            .with("next", place.href(at + 1))
            .with("at", (at + 1) + " / " + place.rows().size());
    return refused == null
        ? screen.with("form", Form.empty().put("seen", bench.seen()))
        : screen.refused(refused);
  }

  private Columns.@Nullable Kept machine(Place place, String indicator) {
    return desk.appraiser
        .machine(place.mine().campaign().id(), place.agency().agency(), indicator)
        .orElse(null);
  }

  /** The findings behind the machine's figure; every hash is recomputed from what is stored. */
  private List<Bench.Proof> checked(Place place, String indicator, Columns.@Nullable Kept machine) {
    Optional<KeptPages> kept = Optional.ofNullable(machine).flatMap(this::kept);
    return proofs(place, indicator, machine).stream()
        .map(proof -> proof.checked(quote -> check(kept, quote.evidence())))
        .toList();
  }

  private List<Bench.Proof> proofs(Place place, String indicator, Columns.@Nullable Kept machine) {
    return Optional.ofNullable(machine)
        .flatMap(kept -> reports.of(kept.figure().basis()))
        .map(report ->
            Bench.proofs(report, desk.appraiser.feeds(place.mine().campaign().id(), indicator)))
        .orElse(List.of());
  }

  private Optional<KeptPages> kept(Columns.Kept machine) {
    return runs.run(machine.figure().basis()).flatMap(run -> KeptPages.open(run.folder()));
  }

  private static Bench.@Nullable Check check(Optional<KeptPages> kept, Evidence evidence) {
    String sha = evidence.sha256();
    if (sha == null) {
      return null;
    }
    if (kept.isEmpty()) {
      return new Bench.Check("kho bằng chứng của lần kiểm tra này không còn");
    }
    return new Bench.Check(
        kept.get()
            .find(evidence.url(), sha)
            .map(entry -> kept.get().check(entry).orElse(""))
            .orElse("không có bản ghi nào mang mã băm này"));
  }

  /** A page behind a finding: its text with the match marked, headers, pictures, hash. */
  @Allowed(Role.APPRAISER)
  @GetMapping(PATH + "/thay/{sha}")
  Screen seen(
      @PathVariable String code,
      @PathVariable String agency,
      @PathVariable String sha,
      Query query,
      Person me) {
    Place place = place(code, agency, me);
    String indicator = query.text("chi-so");
    Bench.Quote quote = quote(place, indicator, sha);
    KeptPages pages =
        NotFound.unless(Optional.ofNullable(machine(place, indicator)).flatMap(this::kept));
    KeptPage page =
        KeptPage.of(pages, NotFound.unless(pages.find(quote.evidence().url(), sha)), quote.match());
    return Screen.of("appraiser/seen", "Trang máy đã thấy")
        .under(Desk.TITLE, Desk.PATH)
        .under(place.agency().name() + " · " + indicator, place.href(place.find(indicator)))
        .with("page", page)
        .with("pictures", place.path() + "/anh/")
        .with("query", "?chi-so=" + indicator);
  }

  /** The quote of a hash among those of the indicator; 404 for any other. */
  private Bench.Quote quote(Place place, String indicator, String sha) {
    NotFound.unless(place.find(indicator) >= 0);
    return NotFound.unless(
        proofs(place, indicator, machine(place, indicator)).stream()
            .flatMap(proof -> proof.quotes().stream())
            .filter(quote -> sha.equals(quote.evidence().sha256()))
            .findFirst());
  }

  /** A picture of the audit behind the machine's figure. */
  @Allowed(Role.APPRAISER)
  @GetMapping(PATH + "/anh/{name}")
  ResponseEntity<byte[]> picture(
      @PathVariable String code,
      @PathVariable String agency,
      @PathVariable String name,
      Query query,
      Person me)
      throws IOException {
    Place place = place(code, agency, me);
    String indicator = query.text("chi-so");
    NotFound.unless(place.find(indicator) >= 0);
    Columns.Kept machine = NotFound.unless(Optional.ofNullable(machine(place, indicator)));
    Path folder = NotFound.unless(runs.run(machine.figure().basis())).folder();
    return Pictures.of(folder, name);
  }

  @Allowed(Role.APPRAISER)
  @PostMapping(PATH)
  Screen decide(
      @PathVariable String code,
      @PathVariable String agency,
      Form form,
      Person me,
      ActionLog.Actor actor) {
    Place place = place(code, agency, me);
    int at = place.find(form.value("indicator"));
    NotFound.unless(at >= 0);
    Definitions.Row row = place.rows().get(at);
    Integer seen = form.whole("seen", "phiên bản", 0, 1_000_000);
    Decision decision = decision(form, place, row);
    if (form.bad() || decision == null || seen == null) {
      return screen(place, at, form);
    }
    Ruling<Decision.Kept> ruling =
        database.within(jdbc -> {
          Ruling<Decision.Kept> done =
              desk.appraiser.decide(
                  place.mine().campaign().id(),
                  agency,
                  row.indicator(),
                  decision,
                  seen,
                  Desk.by(me, place.mine()));
          if (done.granted()) {
            log.add(
                actor,
                "appraisal." + decision.kind().id(),
                "campaign:" + code + "/" + agency + "/" + row.indicator(),
                null,
                decision.points() + " " + decision.reason());
          }
          return done;
        });
    if (!ruling.granted()) {
      form.problem("reason", ruling.says() + ".");
      return screen(place, at, form);
    }
    int next = at + 1 < place.rows().size() ? at + 1 : at;
    return Screen.to(place.href(next), "Đã " + decision.kind().label() + ".");
  }

  private @Nullable Decision decision(Form form, Place place, Definitions.Row row) {
    return switch (form.value("do")) {
      case "accept" ->
          desk.appraiser.reports(place.mine().campaign().id(), place.agency().agency()).stream()
              .filter(kept -> kept.indicator().equals(row.indicator()))
              .map(kept -> kept.claimed())
              .filter(points -> points != null)
              .findFirst()
              .map(Decision::accept)
              .orElseGet(() -> {
                form.problem("points", "Cơ quan chưa có điểm để chấp nhận; hãy điều chỉnh.");
                return null;
              });
      case "ask" -> Decision.ask(reason(form, "câu hỏi cho cơ quan"));
      case "inapplicable" -> Decision.inapplicable(reason(form, "lý do không áp dụng"));
      default -> {
        BigDecimal points = points(form, row);
        String why = reason(form, "lý do điều chỉnh");
        yield points == null ? null : Decision.adjust(points, why);
      }
    };
  }

  private static String reason(Form form, String what) {
    return form.required("reason", what, 4_000);
  }

  private static @Nullable BigDecimal points(Form form, Definitions.Row row) {
    Ruling<BigDecimal> read =
        ReportRules.points(form.required("points", "điểm thẩm định", 100), row.most());
    if (!read.granted()) {
      form.problem("points", read.says() + ".");
      return null;
    }
    return read.value();
  }

  /** A piece of evidence, only ever as a download. */
  @Allowed(Role.APPRAISER)
  @GetMapping(PATH + "/minh-chung/{piece}")
  ResponseEntity<Resource> piece(
      @PathVariable String code,
      @PathVariable String agency,
      @PathVariable String piece,
      Person me) {
    Place place = place(code, agency, me);
    EvidencePieces.Piece found =
        NotFound.unless(
            desk.appraiser.evidence(place.mine().campaign().id(), agency).stream()
                .filter(one -> Long.toString(one.id()).equals(piece))
                .filter(one ->
                    one.indicators().stream().anyMatch(place.mine().duty().indicators()::contains))
                .findFirst());
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_OCTET_STREAM)
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment()
                .filename(found.name(), StandardCharsets.UTF_8)
                .build()
                .toString())
        .body(new FileSystemResource(desk.campaigns.agency().file(found)));
  }
}
