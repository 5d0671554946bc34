package vn.portalaudit.web.agency;

import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import vn.portalaudit.access.Person;
import vn.portalaudit.access.Role;
import vn.portalaudit.campaign.Ruling;
import vn.portalaudit.campaign.SelfReport;
import vn.portalaudit.report.Vietnamese;
import vn.portalaudit.store.campaign.GeneralInfo;
import vn.portalaudit.web.page.Allowed;
import vn.portalaudit.web.page.Form;
import vn.portalaudit.web.page.Screen;

/**
 * Saves a row while it is typed. What is wrong is kept too; when somebody else saved first, both
 * values are shown and nothing is overwritten.
 */
@Controller
final class AssessmentSavingController {
  private static final String PATH = Assessing.PATH + "/{id}";
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");

  private final Assessing assessing;
  private final InstantSource clock;

  AssessmentSavingController(Assessing assessing, InstantSource clock) {
    this.assessing = assessing;
    this.clock = clock;
  }

  /** A field of which two values stand against each other. */
  public record Differing(String name, String label, String theirs, String yours) {}

  @Allowed({Role.REPORTER, Role.APPROVER})
  @PostMapping(PATH + "/chi-so/{indicator}")
  Screen save(
      @PathVariable String id,
      @PathVariable String indicator,
      Form form,
      Person me,
      HttpServletRequest request) {
    Assessing.Own own = assessing.own(id, me);
    boolean part = request.getHeader("HX-Request") != null;
    int seen = version(form);
    String anchor = AssessmentViews.anchor(indicator);
    SelfReport typed;
    try {
      typed =
          new SelfReport(
              form.value("value"),
              form.value("unit"),
              form.value("formula"),
              form.value("points"),
              form.value("note"),
              form.ticked("nothing"));
    } catch (IllegalArgumentException e) {
      return answer(own, anchor, seen, part)
          .with("kind", "bad")
          .with("says", String.valueOf(e.getMessage()));
    }
    return switch (assessing
        .desk()
        .save(own.campaign().id(), own.agency(), indicator, typed, seen, own.by())) {
      case SelfReport.Saved.Done(SelfReport.Kept kept, List<String> problems) ->
          part
              ? answer(own, anchor, kept.version(), true)
                  .with("kind", problems.isEmpty() ? "ok" : "warn")
                  .with("says", saved())
                  .with("problems", problems)
                  .with("state", problems.isEmpty() ? "Đã đủ" : "Cần sửa")
                  .with("points", kept.points() == null ? "–" : Vietnamese.number(kept.points()))
              : Screen.to(own.path() + "#i-" + anchor, saved());
      case SelfReport.Saved.Conflict conflict ->
          answer(own, anchor, seen, part)
              .with("kind", "bad")
              .with("form", form)
              .with("theirVersion", conflict.theirs().version())
              .with("says", conflict.says() + ".")
              .with("differing", differing(conflict.theirs().report(), typed));
      case SelfReport.Saved.Refused(String says) ->
          answer(own, anchor, seen, part).with("kind", "bad").with("says", says + ".");
    };
  }

  @Allowed({Role.REPORTER, Role.APPROVER})
  @PostMapping(PATH + "/chung/{row}")
  Screen general(
      @PathVariable String id,
      @PathVariable String row,
      Form form,
      Person me,
      HttpServletRequest request) {
    Assessing.Own own = assessing.own(id, me);
    boolean part = request.getHeader("HX-Request") != null;
    int seen = version(form);
    String anchor = "chung-" + AssessmentViews.anchor(row);
    Ruling<GeneralInfo.Entry> ruling =
        assessing
            .desk()
            .saveGeneral(
                own.campaign().id(), own.agency(), row, form.value("content"), seen, own.by());
    if (ruling.granted()) {
      return part
          ? answer(own, anchor, ruling.value().version(), true)
              .with("kind", "ok")
              .with("says", saved())
          : Screen.to(own.path(), saved());
    }
    GeneralInfo.Entry stands = assessing.desk().general(own.campaign().id(), own.agency()).get(row);
    Screen answer =
        answer(own, anchor, seen, part)
            .with("kind", "bad")
            .with("form", form)
            .with("says", ruling.says() + ".");
    return stands == null || stands.version() == seen
        ? answer
        : answer
            .with("theirVersion", stands.version())
            .with(
                "differing",
                List.of(
                    new Differing("content", "Nội dung", stands.content(), form.value("content"))));
  }

  private static int version(Form form) {
    String seen = form.value("seen");
    return seen.matches("[0-9]{1,9}") ? Integer.parseInt(seen) : 0;
  }

  private String saved() {
    return "Đã lưu " + CLOCK.format(clock.instant().atZone(Vietnamese.ZONE));
  }

  /** The status of a row, and the progress of the whole beside it. */
  private Screen answer(Assessing.Own own, String anchor, int version, boolean part) {
    Screen screen =
        Screen.of("agency/saved", own.campaign().title())
            .under("Tự đánh giá", Assessing.PATH)
            .under(own.campaign().title(), own.path())
            .with("anchor", anchor)
            .with("version", version)
            .with("part", part)
            .with("path", own.path())
            .with("problems", List.of())
            .with("differing", List.of())
            .with("progress", assessing.progress(own));
    // a browser without scripts gets a page that says what is the matter
    return part ? screen : screen.status(409);
  }

  private static List<Differing> differing(SelfReport theirs, SelfReport yours) {
    return List.of(
            new Differing("value", "Giá trị", theirs.value(), yours.value()),
            new Differing("unit", "Đơn vị", theirs.unit(), yours.unit()),
            new Differing("formula", "Cách tính", theirs.formula(), yours.formula()),
            new Differing("points", "Điểm tự chấm", theirs.points(), yours.points()),
            new Differing("note", "Ghi chú", theirs.note(), yours.note()),
            new Differing(
                "nothing",
                "Không phát sinh",
                theirs.nothingArose() ? "có" : "không",
                yours.nothingArose() ? "có" : "không"))
        .stream()
        .filter(one -> !one.theirs().equals(one.yours()))
        .toList();
  }
}
