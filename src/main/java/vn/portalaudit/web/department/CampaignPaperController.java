package vn.portalaudit.web.department;

import java.io.IOException;
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
import vn.portalaudit.campaign.Campaign;
import vn.portalaudit.campaign.CampaignState;
import vn.portalaudit.campaign.Ruling;
import vn.portalaudit.store.ActionLog;
import vn.portalaudit.store.campaign.SignedPapers;
import vn.portalaudit.web.page.Allowed;
import vn.portalaudit.web.page.Form;
import vn.portalaudit.web.page.NotFound;
import vn.portalaudit.web.page.Query;
import vn.portalaudit.web.page.Screen;
import vn.portalaudit.web.paper.CampaignPapers;
import vn.portalaudit.web.paper.PaperField;
import vn.portalaudit.web.paper.PaperFiles;
import vn.portalaudit.web.paper.PaperKind;
import vn.portalaudit.web.paper.PaperPreview;
import vn.portalaudit.web.paper.SignedUpload;
import vn.portalaudit.web.paper.Words;

/** The documents of a campaign: written, looked at, downloaded; the signed decision comes back. */
@Controller
final class CampaignPaperController {
  private static final String PATH = Leading.PATH + "/{code}/van-ban";
  private static final String TAB = "van-ban";

  private final Leading leading;
  private final CampaignPapers papers;
  private final PaperFiles files;
  private final SignedUpload upload;

  CampaignPaperController(
      Leading leading, CampaignPapers papers, PaperFiles files, SignedUpload upload) {
    this.leading = leading;
    this.papers = papers;
    this.files = files;
    this.upload = upload;
  }

  /** A document in the list. */
  public record Line(PaperKind kind, String href, CampaignPapers.Written written) {}

  @Allowed({Role.OPERATOR, Role.LEADER})
  @GetMapping(PATH)
  Screen list(@PathVariable String code) {
    Campaign campaign = leading.campaign(code);
    List<Line> lines =
        PaperKind.ofCampaign().stream()
            .map(kind -> new Line(kind, at(code, kind), papers.written(campaign, kind)))
            .toList();
    return leading.screen("campaign-papers", campaign, TAB).with("rows", lines);
  }

  private static String at(String code, PaperKind kind) {
    return Leading.PATH + "/" + code + "/van-ban/" + kind.id();
  }

  private static PaperKind kind(String id) {
    return NotFound.unless(PaperKind.ofCampaign(id));
  }

  @Allowed({Role.OPERATOR, Role.LEADER})
  @GetMapping(PATH + "/{kind}")
  Screen show(@PathVariable String code, @PathVariable String kind, Person me) {
    Campaign campaign = leading.campaign(code);
    PaperKind of = kind(kind);
    CampaignPapers.Written written = papers.written(campaign, of);
    Form form = Form.empty().put("seen", written.kept().version());
    for (PaperField field : of.fields()) {
      form.put(field.name(), written.words().text(field.name()));
    }
    return screen(campaign, of, me).with("form", form);
  }

  private Screen screen(Campaign campaign, PaperKind kind, Person me) {
    List<SignedPapers.Copy> copies = leading.desk().copies(campaign.id());
    return leading
        .screen("campaign-paper", campaign, TAB)
        .with("kindOf", kind)
        .with("at", at(campaign.code(), kind))
        .with("written", papers.written(campaign, kind).kept())
        .with("changes", me.is(Role.OPERATOR))
        .with("signs", me.is(Role.OPERATOR) && campaign.state() != CampaignState.LOCKED)
        .with("preview", PaperPreview.of(papers.form(campaign, kind)))
        .with("copies", SignedUpload.lines(copies, kind));
  }

  @Allowed(Role.OPERATOR)
  @PostMapping(PATH + "/{kind}")
  Screen save(
      @PathVariable String code,
      @PathVariable String kind,
      Form form,
      Person me,
      ActionLog.Actor actor) {
    Campaign campaign = leading.campaign(code);
    PaperKind of = kind(kind);
    Map<String, String> typed = Words.typed(of, form);
    Integer seen = form.whole("seen", "phiên bản", 0, 1_000_000);
    if (!form.bad() && seen != null) {
      Ruling<Integer> ruling =
          leading.does(
              actor,
              "paper.written",
              campaign,
              of.title(),
              () ->
                  papers
                      .save(campaign, of, typed, seen, me.login())
                      .map(kept -> Ruling.allowed(kept.version()))
                      .orElseGet(() -> Ruling.refused(other(campaign, of))));
      if (ruling.granted()) {
        return Screen.to(at(code, of), "Đã lưu văn bản.");
      }
      form.problem("seen", ruling.says());
      form.put("seen", papers.written(campaign, of).kept().version());
    }
    return screen(campaign, of, me).refused(form);
  }

  private String other(Campaign campaign, PaperKind kind) {
    return "«"
        + papers.written(campaign, kind).kept().who()
        + "» vừa lưu văn bản này; bản xem trước bên dưới là bản của họ, chữ bạn gõ còn trong ô. Lưu"
        + " lại nếu chữ của bạn đúng.";
  }

  @Allowed({Role.OPERATOR, Role.LEADER})
  @GetMapping(PATH + "/{kind}/tep/{format}")
  ResponseEntity<byte[]> file(
      @PathVariable String code,
      @PathVariable String kind,
      @PathVariable String format,
      Query query)
      throws IOException, InterruptedException {
    Campaign campaign = leading.campaign(code);
    PaperKind of = kind(kind);
    return files.file(papers.form(campaign, of), of.id() + "-" + code, format, query.text("bang"));
  }

  @Allowed(Role.OPERATOR)
  @PostMapping(PATH + "/{kind}/ban-ky")
  Screen sign(
      @PathVariable String code,
      @PathVariable String kind,
      @RequestParam(SignedUpload.FIELD) MultipartFile file,
      Form form,
      Person me,
      ActionLog.Actor actor)
      throws IOException {
    Campaign campaign = leading.campaign(code);
    PaperKind of = kind(kind);
    SignedPapers.Upload read = upload.read(of, file, form);
    if (!form.bad()) {
      Ruling<SignedPapers.Copy> ruling =
          leading.does(
              actor,
              "paper.signed",
              campaign,
              of.title() + ": " + read.name(),
              () -> leading.desk().sign(campaign.id(), read, Leading.by(me)));
      if (ruling.granted()) {
        return Screen.to(at(code, of) + "#ban-ky", "Đã nhận bản ký.");
      }
      form.problem(SignedUpload.FIELD, ruling.says() + ".");
    }
    CampaignPapers.Written written = papers.written(campaign, of);
    of.fields().forEach(field -> form.put(field.name(), written.words().text(field.name())));
    return screen(campaign, of, me).refused(form.put("seen", written.kept().version()));
  }

  @Allowed({Role.OPERATOR, Role.LEADER})
  @GetMapping(PATH + "/{kind}/ban-ky/{copy}")
  ResponseEntity<Resource> copy(
      @PathVariable String code, @PathVariable String kind, @PathVariable String copy) {
    kind(kind);
    return SignedUpload.file(
        leading.desk().copies(leading.campaign(code).id()), copy, leading.desk()::file);
  }
}
