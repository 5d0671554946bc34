package vn.portalaudit.web.agency;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import vn.portalaudit.access.Person;
import vn.portalaudit.access.Role;
import vn.portalaudit.campaign.Ruling;
import vn.portalaudit.campaign.SubmissionState;
import vn.portalaudit.store.ActionLog.Actor;
import vn.portalaudit.store.campaign.Appraisals;
import vn.portalaudit.store.campaign.Forms;
import vn.portalaudit.web.page.Allowed;
import vn.portalaudit.web.page.Form;
import vn.portalaudit.web.page.MenuItem;
import vn.portalaudit.web.page.NotFound;
import vn.portalaudit.web.page.Refused;
import vn.portalaudit.web.page.Screen;

/** An agency's report in a campaign: looking at it, evidence, handing in, taking back. */
@Controller
final class AssessmentController {
  private static final String PATH = Assessing.PATH + "/{id}";
  private static final int LONGEST = 4_000;

  private final Assessing assessing;
  private final AssessmentViews views;
  private final InstantSource clock;

  AssessmentController(Assessing assessing, AssessmentViews views, InstantSource clock) {
    this.assessing = assessing;
    this.views = views;
    this.clock = clock;
  }

  /** A campaign in the list. */
  public record Line(
      int id,
      String title,
      String campaignState,
      String state,
      java.time.Instant due,
      boolean over,
      Assessing.Progress progress) {}

  @Allowed({Role.REPORTER, Role.APPROVER})
  @MenuItem(title = "Tự đánh giá", group = MenuItem.Group.AGENCY, order = 20)
  @GetMapping(Assessing.PATH)
  Screen list(Person me) {
    List<Line> lines =
        assessing.all(me).stream()
            .map(own ->
                new Line(
                    own.campaign().id(),
                    own.campaign().title(),
                    own.campaign().state().label(),
                    own.submission().state().label(),
                    own.submission().due(own.campaign()),
                    !clock.instant().isBefore(own.submission().due(own.campaign())),
                    assessing.progress(own)))
            .toList();
    return Screen.of("agency/assessments", "Tự đánh giá").with("rows", lines);
  }

  @Allowed({Role.REPORTER, Role.APPROVER})
  @GetMapping(PATH)
  Screen form(@PathVariable String id, Person me) {
    return screen(assessing.own(id, me), me);
  }

  private Screen screen(Assessing.Own own, Person me) {
    List<String> problems =
        own.writing()
            ? assessing.desk().problems(own.campaign().id(), own.agency())
            : new ArrayList<>();
    return Screen.of("agency/assessment", own.campaign().title())
        .under("Tự đánh giá", Assessing.PATH)
        .with("path", own.path())
        .with("campaign", own.campaign())
        .with("submission", own.submission())
        .with("due", own.submission().due(own.campaign()))
        .with("writing", own.writing())
        .with("why", own.why())
        .with("explaining", own.explaining())
        .with("approver", me.is(Role.APPROVER))
        .with(
            "takeBack",
            own.submission().state() == SubmissionState.SUBMITTED
                && clock.instant().isBefore(own.submission().due(own.campaign())))
        .with("todo", problems)
        .with("progress", assessing.progress(own))
        .with("general", views.general(own))
        .with("groups", views.groups(own, me));
  }

  @Allowed({Role.REPORTER, Role.APPROVER})
  @PostMapping(PATH + "/chi-so/{indicator}/tep")
  Screen attach(
      @PathVariable String id,
      @PathVariable String indicator,
      @RequestParam("tep") MultipartFile file,
      Form form,
      Person me,
      Actor actor)
      throws IOException {
    Assessing.Own own = assessing.own(id, me);
    String name = file.getOriginalFilename() == null ? "" : file.getOriginalFilename();
    byte[] content = file.getBytes();
    Ruling<?> ruling =
        assessing.does(
            actor,
            "report.attached",
            own,
            indicator + ": " + name,
            () ->
                assessing
                    .desk()
                    .attach(own.campaign().id(), own.agency(), indicator, name, content, own.by()));
    if (!ruling.granted()) {
      form.problem("tep-" + AssessmentViews.anchor(indicator), ruling.says() + ".");
      return screen(own, me).refused(form);
    }
    return Screen.to(place(own, indicator), "Đã đính kèm tệp.");
  }

  private static String place(Assessing.Own own, String indicator) {
    return own.path() + "#i-" + AssessmentViews.anchor(indicator);
  }

  @Allowed({Role.REPORTER, Role.APPROVER})
  @PostMapping(PATH + "/chi-so/{indicator}/bo-tep")
  Screen release(
      @PathVariable String id, @PathVariable String indicator, Form form, Person me, Actor actor) {
    Assessing.Own own = assessing.own(id, me);
    String piece = form.value("piece");
    NotFound.unless(piece.matches("[0-9]{1,18}"));
    must(
        assessing.does(
            actor,
            "report.released",
            own,
            indicator + ": " + piece,
            () ->
                assessing
                    .desk()
                    .release(
                        own.campaign().id(),
                        own.agency(),
                        indicator,
                        Long.parseLong(piece),
                        own.by())));
    return Screen.to(place(own, indicator), "Đã bỏ tệp khỏi chỉ số " + indicator + ".");
  }

  @Allowed({Role.REPORTER, Role.APPROVER})
  @PostMapping(PATH + "/chi-so/{indicator}/y-kien")
  Screen say(
      @PathVariable String id, @PathVariable String indicator, Form form, Person me, Actor actor) {
    Assessing.Own own = assessing.own(id, me);
    String says = form.required("says", "nội dung giải trình", LONGEST);
    Appraisals.Voice voice =
        form.value("voice").equals("objection")
            ? Appraisals.Voice.OBJECTION
            : Appraisals.Voice.EXPLANATION;
    if (form.bad()) {
      return screen(own, me).refused(form);
    }
    must(
        assessing.does(
            actor,
            "report." + voice.id(),
            own,
            indicator + ": " + says,
            () ->
                assessing
                    .desk()
                    .say(own.campaign().id(), own.agency(), indicator, voice, says, own.by())));
    return Screen.to(place(own, indicator), "Đã gửi " + voice.label() + ".");
  }

  @Allowed({Role.REPORTER, Role.APPROVER})
  @PostMapping(PATH + "/phieu")
  Screen take(
      @PathVariable String id,
      @RequestParam("phieu") MultipartFile file,
      Form form,
      Person me,
      Actor actor)
      throws IOException {
    Assessing.Own own = assessing.own(id, me);
    if (!own.writing()) {
      throw new Refused(own.why() + ".");
    }
    byte[] content = file.getBytes();
    String name = file.getOriginalFilename() == null ? "phieu.xlsx" : file.getOriginalFilename();
    // a form is taken whole or not at all: what it begins is not part of another transaction
    Forms.Taken taken =
        assessing.desk().takeForm(own.campaign().id(), own.agency(), name, content, own.by());
    if (!taken.problems().isEmpty()) {
      form.problem("phieu", "Chưa nhận phiếu: " + taken.problems().size() + " chỗ sai.");
      return screen(own, me).with("badCells", taken.problems()).refused(form);
    }
    assessing.note(actor, "report.form-taken", own, name);
    return Screen.to(own.path(), "Đã nhận " + taken.rows() + " dòng từ phiếu.");
  }

  @Allowed(Role.APPROVER)
  @PostMapping(PATH + "/nop")
  Screen submit(@PathVariable String id, Form form, Person me, Actor actor) {
    Assessing.Own own = assessing.own(id, me);
    Ruling<?> ruling =
        assessing.does(
            actor,
            "report.submitted",
            own,
            "",
            () -> assessing.desk().submit(own.campaign().id(), own.agency(), own.by()));
    if (!ruling.granted()) {
      form.problem("nop", ruling.says() + (ruling.says().endsWith(".") ? "" : "."));
      return screen(own, me).refused(form);
    }
    return Screen.to(own.path(), "Đã nộp báo cáo tự đánh giá.");
  }

  @Allowed(Role.APPROVER)
  @PostMapping(PATH + "/rut")
  Screen withdraw(@PathVariable String id, Form form, Person me, Actor actor) {
    Assessing.Own own = assessing.own(id, me);
    String why = form.required("why", "lý do rút báo cáo", LONGEST);
    if (form.bad()) {
      return screen(own, me).refused(form);
    }
    must(
        assessing.does(
            actor,
            "report.withdrawn",
            own,
            why,
            () -> assessing.desk().withdraw(own.campaign().id(), own.agency(), why, own.by())));
    return Screen.to(own.path(), "Đã rút báo cáo về để sửa.");
  }

  private static void must(Ruling<?> ruling) {
    if (!ruling.granted()) {
      throw new Refused(ruling.says() + ".");
    }
  }
}
