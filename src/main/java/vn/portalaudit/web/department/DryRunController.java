package vn.portalaudit.web.department;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import vn.portalaudit.access.Person;
import vn.portalaudit.access.Role;
import vn.portalaudit.campaign.Campaign;
import vn.portalaudit.campaign.sheets.FlatTable;
import vn.portalaudit.campaign.sheets.MovesTable;
import vn.portalaudit.config.ConfigException;
import vn.portalaudit.index.Comparison;
import vn.portalaudit.report.Vietnamese;
import vn.portalaudit.store.StagedImports;
import vn.portalaudit.store.campaign.Opening;
import vn.portalaudit.web.page.Allowed;
import vn.portalaudit.web.page.EventStreams;
import vn.portalaudit.web.page.Form;
import vn.portalaudit.web.page.NotFound;
import vn.portalaudit.web.page.Query;
import vn.portalaudit.web.page.Screen;
import vn.portalaudit.web.page.SetLibrary;
import vn.portalaudit.web.page.TableFile;
import vn.portalaudit.web.page.Texts;

/**
 * A campaign's figures under another version of its set, and its portals' evidence under the
 * criteria in force: who would move, by how much and why. A run is started once and looked at as
 * often as one likes. Nothing is changed by it.
 */
@Controller
final class DryRunController {
  private static final String PATH = Leading.PATH + "/{code}/chay-thu";
  private static final String FOLDER = "thu-muc";
  private static final String FILE = "tep";
  private static final String SENT = "tep:";
  private static final int MOST_BYTES = 2_000_000;

  private final Leading leading;
  private final SetLibrary sets;
  private final TrialRuns runs;
  private final StagedImports staged;
  private final EventStreams events;

  DryRunController(
      Leading leading, SetLibrary sets, TrialRuns runs, StagedImports staged, EventStreams events) {
    this.leading = leading;
    this.sets = sets;
    this.runs = runs;
    this.staged = staged;
    this.events = events;
  }

  /** A version to choose. */
  public record Option(String code, String name) {}

  /** A run in the list. */
  public record Line(
      String id,
      java.time.Instant at,
      String version,
      boolean rejudges,
      String state,
      boolean over) {}

  @Allowed({Role.OPERATOR, Role.LEADER})
  @GetMapping(PATH)
  Screen show(@PathVariable String code, Query query, Person me) {
    Campaign campaign = leading.campaign(code);
    Screen screen = screen(campaign, query);
    String id = query.text("lan");
    return id.isEmpty()
        ? screen
        : runs.find(campaign.id(), id)
            .map(run -> shown(screen, campaign, run))
            .orElseGet(() -> screen.with("gone", true));
  }

  private static Screen shown(Screen screen, Campaign campaign, TrialRuns.Run run) {
    screen
        .with("lan", run.id().toString())
        .with("at", run.at())
        .with("chosen", run.asked().code())
        .with("ownCode", encoded("v:" + campaign.set().version()))
        .with("otherCode", encoded(compared(run.asked().code())))
        .with("rejudges", run.asked().rejudges());
    return switch (run.state()) {
      case TrialRuns.State.Waiting _, TrialRuns.State.Running _ ->
          screen.with("progress", step(run).says());
      case TrialRuns.State.Stopped _ -> screen.with("stopped", true);
      case TrialRuns.State.Failed(List<String> problems) -> screen.with("wrong", problems);
      case TrialRuns.State.Done done -> {
        List<Comparison.Move> moves = done.comparison().moves();
        yield screen
            .with("says", done.says())
            .with("moves", moves)
            .with("moved", moves.stream().filter(move -> move.places() != 0).count())
            .with("changed", moves.stream().filter(move -> !move.causes().isEmpty()).count())
            .with("kept", done.kept())
            .with("notes", done.notes());
      }
    };
  }

  /** The version that is tried, as the comparison of versions names it. */
  private static String compared(String code) {
    return code.equals(FOLDER) ? "dang-dung" : code;
  }

  private static String encoded(String code) {
    return URLEncoder.encode(code, StandardCharsets.UTF_8);
  }

  private Screen screen(Campaign campaign, Query query) {
    List<Option> versions = new ArrayList<>();
    sets.find(campaign.set().id())
        .ifPresent(set ->
            versions.add(
                new Option(FOLDER, set.version() + " – bản đang có trong thư mục bộ chỉ số")));
    for (Opening.Definition one : leading.desk().versions(campaign.set().id())) {
      boolean own = one.version().equals(campaign.set().version());
      versions.add(
          new Option(
              "v:" + one.version(),
              own ? one.version() + " – bản của kỳ này" : one.version() + " – bản đã dùng"));
    }
    String chosen = query.text("ban");
    if (chosen.equals(FILE)) {
      chosen = SENT + query.text("tep");
      versions.add(new Option(chosen, "tệp vừa gửi"));
    }
    return leading
        .screen("dry-run", campaign, "chay-thu")
        .with("lan", "")
        .with("chosen", chosen)
        .with("rejudges", query.text("cham-lai").equals("1"))
        .with("versions", versions)
        .with("runs", runs.of(campaign.id()).stream().map(DryRunController::line).toList());
  }

  private static Line line(TrialRuns.Run run) {
    String state =
        switch (run.state()) {
          case TrialRuns.State.Waiting _ -> "đang chờ";
          case TrialRuns.State.Running _ -> "đang chạy";
          case TrialRuns.State.Done _ -> "đã xong";
          case TrialRuns.State.Failed _ -> "không chạy được";
          case TrialRuns.State.Stopped _ -> "đã dừng";
        };
    return new Line(
        run.id().toString(),
        run.at(),
        run.asked().other().version(),
        run.asked().rejudges(),
        state,
        run.over());
  }

  @Allowed({Role.OPERATOR, Role.LEADER})
  @PostMapping(PATH)
  Screen start(
      @PathVariable String code,
      @RequestParam(name = "file", required = false) @Nullable MultipartFile file,
      Form form,
      Query query,
      Person me)
      throws IOException {
    Campaign campaign = leading.campaign(code);
    String chosen = form.value("ban");
    if (file != null) {
      if (file.isEmpty() || file.getSize() > MOST_BYTES) {
        form.problem("file", "Hãy chọn một tệp bộ chỉ số .yml, không quá 2 MB.");
        return screen(campaign, query).refused(form);
      }
      chosen = SENT + staged.keep(me.id(), null, "bo-thu.yml", file.getBytes());
    }
    Opening.Definition other;
    try {
      other = version(campaign, chosen, me);
    } catch (ConfigException unreadable) {
      return screen(campaign, query).with("wrong", unreadable.problems()).refused(form);
    }
    boolean rejudges = form.value("cham-lai").equals("1");
    TrialRuns.Run run = runs.start(new TrialRuns.Asked(campaign.id(), chosen, other, rejudges));
    return Screen.to(path(campaign) + "?lan=" + run.id());
  }

  private static String path(Campaign campaign) {
    return Leading.PATH + "/" + campaign.code() + "/chay-thu";
  }

  private Opening.Definition version(Campaign campaign, String chosen, Person me) {
    if (chosen.startsWith(SENT)) {
      StagedImports.Staged file =
          NotFound.unless(staged.find(chosen.substring(SENT.length()), me.id()));
      return SetLibrary.definition(
          file.name(), new String(file.content(), StandardCharsets.UTF_8), null);
    }
    return chosen.equals(FOLDER)
        ? leading.desk().whole(sets.definition(NotFound.unless(sets.find(campaign.set().id()))))
        : NotFound.unless(
            leading.desk().versions(campaign.set().id()).stream()
                .filter(one -> chosen.equals("v:" + one.version()))
                .findFirst());
  }

  private TrialRuns.Run run(String code, String id) {
    return NotFound.unless(runs.find(leading.campaign(code).id(), id));
  }

  @Allowed({Role.OPERATOR, Role.LEADER})
  @PostMapping(PATH + "/dung/{lan}")
  Screen stop(@PathVariable String code, @PathVariable("lan") String id) {
    runs.stop(run(code, id));
    return Screen.to(path(leading.campaign(code)) + "?lan=" + id, "Đang dừng lượt chạy thử.");
  }

  @Allowed({Role.OPERATOR, Role.LEADER})
  @GetMapping(PATH + "/tien-do/{lan}")
  SseEmitter progress(
      @PathVariable String code, @PathVariable("lan") String id, HttpServletRequest request) {
    TrialRuns.Run run = run(code, id);
    return events.follow(Texts.of(request), () -> step(run));
  }

  private static EventStreams.Step step(TrialRuns.Run run) {
    return switch (run.state()) {
      case TrialRuns.State.Waiting _ ->
          new EventStreams.Step(0, 0, "Đang chờ lượt chạy thử trước xong", false);
      case TrialRuns.State.Running(int done, int total) ->
          new EventStreams.Step(
              done,
              total,
              "Đang tính: "
                  + Vietnamese.number(done)
                  + " / "
                  + Vietnamese.number(total)
                  + " cơ quan",
              false);
      case TrialRuns.State.Done _ -> new EventStreams.Step(1, 1, "Đã xong", true);
      case TrialRuns.State.Failed _ -> new EventStreams.Step(0, 1, "Không chạy được", true);
      case TrialRuns.State.Stopped _ -> new EventStreams.Step(0, 1, "Đã dừng", true);
    };
  }

  @Allowed({Role.OPERATOR, Role.LEADER})
  @GetMapping(PATH + "/ket-qua.xlsx")
  ResponseEntity<byte[]> xlsx(@PathVariable String code, Query query) {
    return TableFile.xlsx(table(code, query), "chay-thu-" + code);
  }

  @Allowed({Role.OPERATOR, Role.LEADER})
  @GetMapping(PATH + "/ket-qua.csv")
  ResponseEntity<byte[]> csv(@PathVariable String code, Query query) {
    return TableFile.csv(table(code, query), "chay-thu-" + code);
  }

  private FlatTable table(String code, Query query) {
    TrialRuns.Run run = run(code, query.text("lan"));
    if (run.state() instanceof TrialRuns.State.Done done) {
      return MovesTable.of(done.comparison(), leading.campaign(code).title() + ": " + done.says());
    }
    throw new NotFound();
  }
}
