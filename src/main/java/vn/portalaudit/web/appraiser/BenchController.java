package vn.portalaudit.web.appraiser;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
import vn.portalaudit.domain.AuditReport;
import vn.portalaudit.store.ActionLog;
import vn.portalaudit.store.Database;
import vn.portalaudit.store.RunStore;
import vn.portalaudit.store.campaign.Columns;
import vn.portalaudit.store.campaign.Definitions;
import vn.portalaudit.store.campaign.EvidencePieces;
import vn.portalaudit.web.page.Allowed;
import vn.portalaudit.web.page.Form;
import vn.portalaudit.web.page.NotFound;
import vn.portalaudit.web.page.Query;
import vn.portalaudit.web.page.Screen;
import vn.portalaudit.web.page.SetLibrary;

/**
 * The bench: on one side what the agency says, on the other what the machine has seen, below what
 * was decided before. Accept, adjust, ask, not applicable, next: by keys and by buttons.
 */
@Controller
final class BenchController {
  private static final String PATH = Desk.PATH + "/{code}/{agency}";

  private final Desk desk;
  private final RunStore runs;
  private final SetLibrary sets;
  private final Database database;
  private final ActionLog log;

  BenchController(Desk desk, RunStore runs, SetLibrary sets, Database database, ActionLog log) {
    this.desk = desk;
    this.runs = runs;
    this.sets = sets;
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
            .filter(kept -> kept.points() != null)
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
    Bench bench = Bench.of(desk, campaign, place.agency(), row, proofs(place, row.indicator()));
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
            .with("path", place.path())
            .with("previous", place.href(at - 1))
            .with("next", place.href(at + 1))
            .with("at", (at + 1) + " / " + place.rows().size());
    return refused == null
        ? screen.with("form", Form.empty().put("seen", bench.seen()))
        : screen.refused(refused);
  }

  private List<Bench.Proof> proofs(Place place, String indicator) {
    int id = place.mine().campaign().id();
    return Bench.machine(desk, id, place.agency().agency(), indicator)
        .map(Columns.Kept::figure)
        .flatMap(figure -> runs.result(figure.basis()))
        .map(json -> {
          AuditReport report = sets.report(json);
          return Bench.proofs(report, desk.appraiser.feeds(id, indicator));
        })
        .orElse(List.of());
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
              .map(kept -> kept.points())
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
