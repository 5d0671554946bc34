package vn.portalaudit.web.paper;

import java.math.BigDecimal;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.portalaudit.campaign.Campaign;
import vn.portalaudit.campaign.SelfReport;
import vn.portalaudit.document.form.SelfAssessment;
import vn.portalaudit.index.Scheme;
import vn.portalaudit.store.PaperTexts;
import vn.portalaudit.store.campaign.AgencyDesk;
import vn.portalaudit.store.campaign.Appraisals;
import vn.portalaudit.store.campaign.Campaigns;
import vn.portalaudit.store.campaign.Definitions;
import vn.portalaudit.store.campaign.EvidencePieces;

/** What an agency reports of itself, as the document that its head signs. Safe for threads. */
@Component
public final class SelfPapers {
  private final AgencyDesk desk;
  private final PaperTexts texts;
  private final InstantSource clock;

  SelfPapers(Campaigns campaigns, PaperTexts texts, InstantSource clock) {
    this.desk = campaigns.agency();
    this.texts = texts;
    this.clock = clock;
  }

  private static String subject(Campaign campaign, String agency) {
    return CampaignPapers.subject(campaign) + "/" + agency;
  }

  /** What the agency added to its report. */
  public CampaignPapers.Written written(Campaign campaign, String agency) {
    PaperTexts.Kept kept = texts.find(subject(campaign, agency), PaperKind.SELF.id());
    String name = desk.submission(campaign.id(), agency).name();
    return new CampaignPapers.Written(
        Words.of(PaperKind.SELF, Map.of("issuer", name), kept.texts()), kept);
  }

  /** Keeps what the agency added; empty when somebody else was faster. */
  public Optional<PaperTexts.Kept> save(
      Campaign campaign, String agency, Map<String, String> typed, int seen, String who) {
    return texts.save(
        subject(campaign, agency), PaperKind.SELF.id(), typed, seen, who, clock.instant());
  }

  /** The report with its figures as they stand. */
  public SelfAssessment form(Campaign campaign, String agency) {
    Words words = written(campaign, agency).words();
    Scheme scheme = desk.scheme(campaign.id());
    Report report = new Report(desk, campaign.id(), agency);
    List<SelfAssessment.Group> groups = new ArrayList<>();
    for (Scheme.Part part : scheme.groups()) {
      List<SelfAssessment.Line> lines = new ArrayList<>();
      for (int place : part.items()) {
        Definitions.Row row = report.rows.get(scheme.items().get(place).id());
        if (row != null && row.reported()) {
          lines.add(report.line(row));
        }
      }
      if (!lines.isEmpty()) {
        groups.add(new SelfAssessment.Group(part.code(), part.title(), lines));
      }
    }
    return new SelfAssessment(
        words.head(),
        desk.submission(campaign.id(), agency).name(),
        scheme.title(),
        "năm " + campaign.year(),
        groups,
        words.lines("difficulties"),
        words.lines("proposals"),
        words.lines("recipients"),
        words.signer("ThuTruong"),
        words.draft(),
        LocalDate.ofInstant(clock.instant(), CampaignPapers.ZONE));
  }

  /** What stands of an agency, by indicator. */
  private static final class Report {
    private final Map<String, Definitions.Row> rows = new HashMap<>();
    private final Map<String, SelfReport.Kept> drafts = new HashMap<>();
    private final Map<String, BigDecimal> machine = new HashMap<>();
    private final Map<String, List<String>> evidence = new HashMap<>();
    private final Map<String, String> explained = new HashMap<>();

    Report(AgencyDesk desk, int campaign, String agency) {
      desk.rows(campaign, agency).forEach(row -> rows.put(row.indicator(), row));
      desk.drafts(campaign, agency).forEach(kept -> drafts.put(kept.indicator(), kept));
      desk.machine(campaign, agency)
          .forEach(figure -> {
            BigDecimal points = figure.points();
            if (points != null) {
              machine.put(figure.indicator(), points);
            }
          });
      for (EvidencePieces.Piece piece : desk.evidence(campaign, agency)) {
        piece
            .indicators()
            .forEach(id -> evidence.computeIfAbsent(id, i -> new ArrayList<>()).add(piece.name()));
      }
      desk.thread(campaign, agency).stream()
          .filter(said -> said.voice() == Appraisals.Voice.EXPLANATION)
          .forEach(said -> explained.put(said.indicator(), said.says()));
    }

    SelfAssessment.Line line(Definitions.Row row) {
      SelfReport.Kept kept = drafts.get(row.indicator());
      List<String> files = evidence.getOrDefault(row.indicator(), List.of());
      String note = kept == null ? "" : kept.report().note();
      return new SelfAssessment.Line(
          row.indicator(),
          row.title(),
          row.most(),
          points(kept),
          machine.get(row.indicator()),
          files,
          explained.getOrDefault(row.indicator(), files.isEmpty() ? note : ""));
    }

    private static @Nullable BigDecimal points(SelfReport.@Nullable Kept kept) {
      if (kept == null) {
        return null;
      }
      return kept.points() == null && kept.report().nothingArose()
          ? BigDecimal.ZERO
          : kept.points();
    }
  }
}
