package vn.portalaudit.web.department;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import vn.portalaudit.access.Person;
import vn.portalaudit.access.Role;
import vn.portalaudit.campaign.Campaign;
import vn.portalaudit.campaign.sheets.FlatTable;
import vn.portalaudit.campaign.sheets.MovesTable;
import vn.portalaudit.config.ConfigException;
import vn.portalaudit.index.Comparison;
import vn.portalaudit.store.StagedImports;
import vn.portalaudit.store.campaign.DryRun;
import vn.portalaudit.store.campaign.Opening;
import vn.portalaudit.web.page.Allowed;
import vn.portalaudit.web.page.Form;
import vn.portalaudit.web.page.NotFound;
import vn.portalaudit.web.page.Query;
import vn.portalaudit.web.page.Refused;
import vn.portalaudit.web.page.Screen;
import vn.portalaudit.web.page.SetLibrary;
import vn.portalaudit.web.page.StoredEvidence;
import vn.portalaudit.web.page.TableFile;

/**
 * A campaign's figures under another version of its set, and its portals' evidence under the
 * criteria in force: who would move, by how much and why. Nothing is changed by it.
 */
@Controller
final class DryRunController {
  private static final String PATH = Leading.PATH + "/{code}/chay-thu";
  private static final String FOLDER = "thu-muc";
  private static final String FILE = "tep";
  private static final int MOST_BYTES = 2_000_000;

  private final Leading leading;
  private final SetLibrary sets;
  private final StagedImports staged;
  private final InstantSource clock;

  DryRunController(Leading leading, SetLibrary sets, StagedImports staged, InstantSource clock) {
    this.leading = leading;
    this.sets = sets;
    this.staged = staged;
    this.clock = clock;
  }

  /** A version to choose. */
  public record Option(String code, String name) {}

  /** What was run: the outcome, and what to look at all the same. */
  private record Ran(DryRun.Outcome outcome, int judged, List<String> problems) {}

  @Allowed({Role.OPERATOR, Role.LEADER})
  @GetMapping(PATH)
  Screen show(@PathVariable String code, Query query, Person me) {
    Campaign campaign = leading.campaign(code);
    Screen screen = screen(campaign, query);
    if (query.text("ban").isEmpty()) {
      return screen;
    }
    try {
      Ran ran = run(campaign, query, me);
      List<Comparison.Move> moves = ran.outcome().comparison().moves();
      return screen
          .with("says", says(ran))
          .with("ownCode", encoded("v:" + campaign.set().version()))
          .with("otherCode", encoded(compared(query)))
          .with("moves", moves)
          .with("moved", moves.stream().filter(move -> move.places() != 0).count())
          .with("changed", moves.stream().filter(move -> !move.causes().isEmpty()).count())
          .with("kept", ran.outcome().kept())
          .with("judged", ran.judged())
          .with("notes", ran.problems())
          .with("files", query.bare().isEmpty() ? "" : asked(query));
    } catch (ConfigException wrong) {
      return screen.with("wrong", wrong.problems());
    }
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
              one.version() + (own ? " – bản của kỳ này" : " – bản đã dùng")));
    }
    return leading
        .screen("dry-run", campaign, "chay-thu")
        .with("versions", versions)
        .with("chosen", query.text("ban"))
        .with("rejudges", query.text("cham-lai").equals("1"));
  }

  private static String asked(Query query) {
    return "?ban="
        + query.text("ban").replaceAll("[^A-Za-z0-9:.+-]", "").replace("+", "%2B")
        + (query.text("tep").isEmpty()
            ? ""
            : "&tep=" + query.text("tep").replaceAll("[^a-f0-9-]", ""))
        + (query.text("cham-lai").equals("1") ? "&cham-lai=1" : "");
  }

  /** The version that is tried, as the comparison of versions names it. */
  private static String compared(Query query) {
    return switch (query.text("ban")) {
      case FOLDER -> "dang-dung";
      case FILE -> "tep:" + query.text("tep");
      default -> query.text("ban");
    };
  }

  private static String encoded(String code) {
    return URLEncoder.encode(code, StandardCharsets.UTF_8);
  }

  private Ran run(Campaign campaign, Query query, Person me) {
    Opening.Definition other = other(campaign, query, me);
    if (!query.text("cham-lai").equals("1")) {
      return new Ran(
          leading.desk().dryRun(campaign.id(), other, DryRun.Portals.AS_STORED), 0, List.of());
    }
    StoredEvidence evidence = new StoredEvidence(sets.home(), clock);
    DryRun.Outcome outcome = leading.desk().dryRun(campaign.id(), other, evidence);
    return new Ran(outcome, evidence.judged(), evidence.problems());
  }

  private Opening.Definition other(Campaign campaign, Query query, Person me) {
    String chosen = query.text("ban");
    if (chosen.equals(FOLDER)) {
      return leading.desk().whole(sets.definition(NotFound.unless(sets.find(campaign.set().id()))));
    }
    if (chosen.equals(FILE)) {
      StagedImports.Staged file = NotFound.unless(staged.find(query.text("tep"), me.id()));
      return SetLibrary.definition(
          file.name(), new String(file.content(), StandardCharsets.UTF_8), null);
    }
    return NotFound.unless(
        leading.desk().versions(campaign.set().id()).stream()
            .filter(one -> chosen.equals("v:" + one.version()))
            .findFirst());
  }

  private static String says(Ran ran) {
    return version(ran.outcome().before())
        + " so với "
        + version(ran.outcome().after())
        + (ran.judged() > 0 ? "; chấm lại minh chứng của " + ran.judged() + " cổng" : "");
  }

  private static String version(vn.portalaudit.index.Results results) {
    return results.figures().scheme().id() + " " + results.figures().scheme().version();
  }

  @Allowed(Role.OPERATOR)
  @PostMapping(PATH)
  Screen upload(
      @PathVariable String code,
      @RequestParam(name = "file", required = false) @Nullable MultipartFile file,
      Form form,
      Query query,
      Person me)
      throws IOException {
    Campaign campaign = leading.campaign(code);
    if (file == null || file.isEmpty() || file.getSize() > MOST_BYTES) {
      form.problem("file", "Hãy chọn một tệp bộ chỉ số .yml, không quá 2 MB.");
      return screen(campaign, query).refused(form);
    }
    UUID id = staged.keep(me.id(), null, "bo-thu.yml", file.getBytes());
    return Screen.to(
        Leading.PATH
            + "/"
            + code
            + "/chay-thu?ban=tep&tep="
            + id
            + (form.value("cham-lai").equals("1") ? "&cham-lai=1" : ""));
  }

  @Allowed({Role.OPERATOR, Role.LEADER})
  @GetMapping(PATH + "/ket-qua.xlsx")
  ResponseEntity<byte[]> xlsx(@PathVariable String code, Query query, Person me) {
    return TableFile.xlsx(table(code, query, me), "chay-thu-" + code);
  }

  @Allowed({Role.OPERATOR, Role.LEADER})
  @GetMapping(PATH + "/ket-qua.csv")
  ResponseEntity<byte[]> csv(@PathVariable String code, Query query, Person me) {
    return TableFile.csv(table(code, query, me), "chay-thu-" + code);
  }

  private FlatTable table(String code, Query query, Person me) {
    Campaign campaign = leading.campaign(code);
    try {
      Ran ran = run(campaign, query, me);
      return MovesTable.of(ran.outcome().comparison(), campaign.title() + ": " + says(ran));
    } catch (ConfigException wrong) {
      throw new Refused(String.join("\n", wrong.problems()));
    }
  }
}
