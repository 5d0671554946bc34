package vn.portalaudit.web.api;

import java.io.IOException;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import vn.portalaudit.access.Person;
import vn.portalaudit.access.Role;
import vn.portalaudit.access.Scope;
import vn.portalaudit.campaign.Campaign;
import vn.portalaudit.store.campaign.Campaigns;
import vn.portalaudit.web.page.Allowed;
import vn.portalaudit.web.page.NotFound;
import vn.portalaudit.web.paper.CampaignPapers;
import vn.portalaudit.web.paper.MonthPapers;
import vn.portalaudit.web.paper.PaperFiles;
import vn.portalaudit.web.paper.PaperKind;
import vn.portalaudit.web.paper.SelfPapers;

/** Documents as files: those of campaigns, and the monthly reports of availability. */
@RestController
final class DocumentsApi {
  private static final String PDF = "application/pdf";
  private static final String DOCX =
      "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
  private static final String XLSX =
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  private static final String CSV = "text/csv";

  private final ObjectProvider<Campaigns> campaigns;
  private final CampaignPapers papers;
  private final SelfPapers self;
  private final MonthPapers months;
  private final PaperFiles files;
  private final Reach reach;

  DocumentsApi(
      ObjectProvider<Campaigns> campaigns,
      CampaignPapers papers,
      SelfPapers self,
      MonthPapers months,
      PaperFiles files,
      Reach reach) {
    this.campaigns = campaigns;
    this.papers = papers;
    this.self = self;
    this.months = months;
    this.files = files;
    this.reach = reach;
  }

  private Campaign campaign(String code) {
    return NotFound.unless(
        Optional.ofNullable(campaigns.getIfAvailable()).stream()
            .flatMap(all -> all.department().campaigns().stream())
            .filter(one -> one.code().equals(code))
            .findFirst());
  }

  @Operation(
      id = "getCampaignDocument",
      says =
          "Văn bản của kỳ đánh giá với số liệu hiện tại: phieu-khao-sat, bao-cao-hoi-dong,"
              + " bien-ban, du-thao-quyet-dinh; format là pdf, docx, xlsx hoặc csv.",
      file = {PDF, DOCX, XLSX, CSV})
  @Allowed(
      value = {Role.OPERATOR, Role.LEADER},
      scope = Scope.READS)
  @GetMapping("/api/v1/campaigns/{campaign}/documents/{kind}/{format}")
  ResponseEntity<byte[]> document(
      @PathVariable String campaign, @PathVariable String kind, @PathVariable String format)
      throws IOException, InterruptedException {
    PaperKind of = NotFound.unless(PaperKind.ofCampaign(kind));
    return files.file(papers.form(campaign(campaign), of), of.id() + "-" + campaign, format, "");
  }

  @Operation(
      id = "getSelfAssessment",
      says = "Báo cáo tự đánh giá đã nộp của một cơ quan; format là pdf, docx, xlsx hoặc csv.",
      file = {PDF, DOCX, XLSX, CSV})
  @Allowed(
      value = {Role.OPERATOR, Role.LEADER},
      scope = Scope.READS)
  @GetMapping("/api/v1/campaigns/{campaign}/agencies/{agency}/self-assessment/{format}")
  ResponseEntity<byte[]> selfAssessment(
      @PathVariable String campaign, @PathVariable String agency, @PathVariable String format)
      throws IOException, InterruptedException {
    Campaign of = campaign(campaign);
    // what is not handed in is the agency's own affair
    NotFound.unless(
        campaigns.getObject().department().submissions(of.id()).stream()
            .anyMatch(one -> one.agency().equals(agency) && one.submittedAt() != null));
    return files.file(
        self.form(of, agency), PaperKind.SELF.id() + "-" + campaign + "-" + agency, format, "");
  }

  @Operation(
      id = "getAvailabilityReport",
      says = "Báo cáo thời gian hoạt động của mọi cổng trong một tháng, ví dụ 2026-10.",
      file = {PDF, DOCX, XLSX, CSV})
  @Allowed(
      value = {Role.OPERATOR, Role.LEADER},
      scope = Scope.READS)
  @GetMapping("/api/v1/availability/{month}/{format}")
  ResponseEntity<byte[]> month(@PathVariable String month, @PathVariable String format)
      throws IOException, InterruptedException {
    return files.file(
        months.all(NotFound.unless(months.month(month))),
        PaperKind.MONTH.id() + "-" + month,
        format,
        "");
  }

  @Operation(
      id = "getPortalAvailabilityReport",
      says = "Báo cáo thời gian hoạt động của một cổng trong một tháng, ví dụ 2026-10.",
      file = {PDF, DOCX, XLSX, CSV})
  @Allowed(signedIn = true, scope = Scope.READS)
  @GetMapping("/api/v1/portals/{code}/availability/{month}/{format}")
  ResponseEntity<byte[]> month(
      @PathVariable String code, @PathVariable String month, @PathVariable String format, Person me)
      throws IOException, InterruptedException {
    return files.file(
        months.of(reach.portal(code, me), NotFound.unless(months.month(month))),
        PaperKind.MONTH.id() + "-" + code + "-" + month,
        format,
        "");
  }
}
