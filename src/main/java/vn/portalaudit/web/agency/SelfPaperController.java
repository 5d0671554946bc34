package vn.portalaudit.web.agency;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.springframework.core.io.Resource;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import vn.portalaudit.access.Person;
import vn.portalaudit.access.Role;
import vn.portalaudit.campaign.Ruling;
import vn.portalaudit.campaign.SubmissionLife;
import vn.portalaudit.store.ActionLog.Actor;
import vn.portalaudit.store.campaign.SignedPapers;
import vn.portalaudit.web.page.Allowed;
import vn.portalaudit.web.page.Form;
import vn.portalaudit.web.page.Query;
import vn.portalaudit.web.page.Screen;
import vn.portalaudit.web.paper.CampaignPapers;
import vn.portalaudit.web.paper.PaperFiles;
import vn.portalaudit.web.paper.PaperKind;
import vn.portalaudit.web.paper.PaperPreview;
import vn.portalaudit.web.paper.SelfPapers;
import vn.portalaudit.web.paper.SignedUpload;
import vn.portalaudit.web.paper.Words;

/** The self-assessment as the document that the head of the agency signs and hands in. */
@Controller
final class SelfPaperController {
  private static final String PATH = Assessing.PATH + "/{id}/bao-cao";
  private static final PaperKind KIND = PaperKind.SELF;

  private final Assessing assessing;
  private final SelfPapers papers;
  private final PaperFiles files;
  private final SignedUpload upload;
  private final InstantSource clock;

  SelfPaperController(
      Assessing assessing,
      SelfPapers papers,
      PaperFiles files,
      SignedUpload upload,
      InstantSource clock) {
    this.assessing = assessing;
    this.papers = papers;
    this.files = files;
    this.upload = upload;
    this.clock = clock;
  }

  private static String at(Assessing.Own own) {
    return own.path() + "/bao-cao";
  }

  @Allowed({Role.REPORTER, Role.APPROVER})
  @GetMapping(PATH)
  Screen show(@PathVariable String id, Person me) {
    Assessing.Own own = assessing.own(id, me);
    return screen(own, me).with("form", filled(own, Form.empty()));
  }

  private Form filled(Assessing.Own own, Form form) {
    CampaignPapers.Written written = papers.written(own.campaign(), own.agency());
    KIND.fields().forEach(field -> form.put(field.name(), written.words().text(field.name())));
    return form.put("seen", written.kept().version());
  }

  private Screen screen(Assessing.Own own, Person me) {
    List<SignedUpload.Line> copies =
        SignedUpload.lines(assessing.desk().signed(own.campaign().id(), own.agency()), KIND);
    Ruling<?> sign =
        SubmissionLife.sign(own.campaign(), own.submission(), own.by(), clock.instant());
    boolean stale =
        !copies.isEmpty()
            && assessing.desk().drafts(own.campaign().id(), own.agency()).stream()
                .anyMatch(kept -> kept.at().isAfter(copies.getFirst().copy().at()));
    return Screen.of("agency/assessment-paper", KIND.title())
        .under("Tự đánh giá", Assessing.PATH)
        .under(own.campaign().title(), own.path())
        .with("kindOf", KIND)
        .with("at", at(own))
        .with("written", papers.written(own.campaign(), own.agency()).kept())
        .with("changes", own.writing())
        .with("signs", sign.granted() && me.is(Role.APPROVER))
        .with("signWhy", sign.says())
        .with("stale", stale)
        .with("due", own.submission().due(own.campaign()))
        .with("preview", PaperPreview.of(papers.form(own.campaign(), own.agency())))
        .with("copies", copies);
  }

  @Allowed({Role.REPORTER, Role.APPROVER})
  @PostMapping(PATH)
  Screen save(@PathVariable String id, Form form, Person me, Actor actor) {
    Assessing.Own own = assessing.own(id, me);
    Map<String, String> typed = Words.typed(KIND, form);
    Integer seen = form.whole("seen", "phiên bản", 0, 1_000_000);
    if (!form.bad() && seen != null) {
      Ruling<Integer> ruling =
          assessing.does(
              actor,
              "report.paper-written",
              own,
              "",
              () -> own.writing() ? written(own, typed, seen, me) : Ruling.refused(own.why()));
      if (ruling.granted()) {
        return Screen.to(at(own), "Đã lưu báo cáo.");
      }
      form.problem("seen", ruling.says() + ".");
      form.put("seen", papers.written(own.campaign(), own.agency()).kept().version());
    }
    return screen(own, me).refused(form);
  }

  private Ruling<Integer> written(
      Assessing.Own own, Map<String, String> typed, int seen, Person me) {
    return papers
        .save(own.campaign(), own.agency(), typed, seen, me.login())
        .map(kept -> Ruling.allowed(kept.version()))
        .orElseGet(() ->
            Ruling.refused(
                "«"
                    + papers.written(own.campaign(), own.agency()).kept().who()
                    + "» vừa lưu báo cáo này; bản xem trước là bản của họ, chữ bạn gõ còn trong ô."
                    + " Lưu lại nếu chữ của bạn đúng"));
  }

  @Allowed({Role.REPORTER, Role.APPROVER})
  @GetMapping(PATH + "/tep/{format}")
  ResponseEntity<byte[]> file(
      @PathVariable String id, @PathVariable String format, Query query, Person me)
      throws IOException, InterruptedException {
    Assessing.Own own = assessing.own(id, me);
    return files.file(
        papers.form(own.campaign(), own.agency()),
        KIND.id() + "-" + own.campaign().code() + "-" + own.agency(),
        format,
        query.text("bang"));
  }

  @Allowed(Role.APPROVER)
  @PostMapping(PATH + "/ban-ky")
  Screen sign(
      @PathVariable String id,
      @RequestParam(SignedUpload.FIELD) MultipartFile file,
      Form form,
      Person me,
      Actor actor)
      throws IOException {
    Assessing.Own own = assessing.own(id, me);
    SignedPapers.Upload read = upload.read(KIND, file, form);
    if (!form.bad()) {
      Ruling<?> ruling =
          assessing.does(
              actor,
              "report.signed",
              own,
              read.name(),
              () -> assessing.desk().sign(own.campaign().id(), own.agency(), read, own.by()));
      if (ruling.granted()) {
        return Screen.to(at(own) + "#ban-ky", "Đã nhận bản ký của báo cáo.");
      }
      form.problem(SignedUpload.FIELD, ruling.says() + ".");
    }
    return screen(own, me).refused(filled(own, form));
  }

  @Allowed({Role.REPORTER, Role.APPROVER})
  @GetMapping(PATH + "/ban-ky/{copy}")
  ResponseEntity<Resource> copy(@PathVariable String id, @PathVariable String copy, Person me) {
    Assessing.Own own = assessing.own(id, me);
    return SignedUpload.file(
        assessing.desk().signed(own.campaign().id(), own.agency()), copy, assessing.desk()::file);
  }
}
