package vn.portalaudit.web.appraiser;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.campaign.Campaign;
import vn.portalaudit.campaign.Decision;
import vn.portalaudit.campaign.SelfReport;
import vn.portalaudit.campaign.Submission;
import vn.portalaudit.domain.AuditReport;
import vn.portalaudit.domain.Evidence;
import vn.portalaudit.domain.Finding;
import vn.portalaudit.index.Feed;
import vn.portalaudit.store.campaign.Appraisals;
import vn.portalaudit.store.campaign.Columns;
import vn.portalaudit.store.campaign.Definitions;
import vn.portalaudit.store.campaign.EvidencePieces;
import vn.portalaudit.store.campaign.ScoreLog;

/**
 * One indicator of one agency with everything that is known of it.
 *
 * @param own what the agency reported; null when nothing
 * @param machine what the machine proposes; null when nothing
 * @param decided the newest decision; null when none
 * @param seen the version of this round's decision, 0 when none
 */
public record Bench(
    Definitions.Row row,
    SelfReport.@Nullable Kept own,
    List<Attached> pieces,
    Columns.@Nullable Kept machine,
    List<Proof> proofs,
    List<Decision.Kept> decisions,
    Decision.@Nullable Kept decided,
    int seen,
    List<Appraisals.Said> thread,
    List<ScoreLog.Entry> log) {
  private static final int MOST_QUOTE = 600;

  /**
   * A file of the agency.
   *
   * @param intact whether its bytes still have the hash under which they were handed in
   */
  public record Attached(EvidencePieces.Piece piece, boolean intact) {}

  /** A finding of the machine that feeds the indicator. */
  public record Proof(Finding finding, String checklist, List<Quote> quotes) {
    Proof checked(Function<Quote, @Nullable Check> check) {
      return new Proof(
          finding, checklist, quotes.stream().map(q -> q.checked(check.apply(q))).toList());
    }
  }

  /**
   * Where it was seen; the match stands between what comes before and after it.
   *
   * @param check the hash of the stored bytes, recomputed; null where nothing was stored
   */
  public record Quote(
      Evidence evidence, String before, String match, String after, @Nullable Check check) {
    Quote checked(@Nullable Check made) {
      return new Quote(evidence, before, match, after, made);
    }
  }

  /**
   * What recomputing a hash says.
   *
   * @param flaw what does not hold; empty when all of it holds
   */
  public record Check(String flaw) {
    /** Whether it holds. */
    public boolean holds() {
      return flaw.isEmpty();
    }
  }

  /** Lays everything of an indicator upon the bench. */
  static Bench of(
      Desk desk,
      Campaign campaign,
      Submission agency,
      Definitions.Row row,
      Columns.@Nullable Kept machine,
      List<Proof> proofs) {
    int id = campaign.id();
    String indicator = row.indicator();
    List<Decision.Kept> decisions =
        desk.appraiser.decisions(id, agency.agency()).stream()
            .filter(kept -> kept.indicator().equals(indicator))
            .toList();
    Decision.Kept newest = decisions.isEmpty() ? null : decisions.getLast();
    return new Bench(
        row,
        desk.appraiser.reports(id, agency.agency()).stream()
            .filter(kept -> kept.indicator().equals(indicator))
            .findFirst()
            .orElse(null),
        desk.appraiser.evidence(id, agency.agency()).stream()
            .filter(piece -> piece.indicators().contains(indicator))
            .map(piece -> new Attached(piece, desk.campaigns.agency().intact(piece)))
            .toList(),
        machine,
        proofs,
        decisions,
        newest,
        newest != null && newest.round() == campaign.round() ? newest.version() : 0,
        desk.appraiser.thread(id, agency.agency()).stream()
            .filter(said -> said.indicator().equals(indicator))
            .toList(),
        desk.campaigns.department().log(id, agency.agency(), indicator));
  }

  /** The findings of a run from which the machine proposes points. */
  static List<Proof> proofs(AuditReport report, List<Feed> feeds) {
    List<Proof> proofs = new ArrayList<>();
    for (Feed feed : feeds) {
      report.scorecards().stream()
          .filter(card -> card.checklist().equals(feed.checklist()))
          .flatMap(card -> card.findings().stream())
          .filter(f -> feed.criteria().isEmpty() || feed.criteria().contains(f.code()))
          .forEach(f ->
              proofs.add(
                  new Proof(
                      f, feed.checklist(), f.evidence().stream().map(e -> quote(e, f)).toList())));
    }
    return proofs;
  }

  /** Marks within the quote what was observed; all of it where nothing observed stands in it. */
  static Quote quote(Evidence evidence, Finding finding) {
    String text = evidence.quote() == null ? "" : evidence.quote().strip();
    if (text.codePointCount(0, text.length()) > MOST_QUOTE) {
      text = text.substring(0, text.offsetByCodePoints(0, MOST_QUOTE)) + "…";
    }
    String found = "";
    for (String observed : finding.observed()) {
      String value = observed.substring(observed.indexOf('=') + 1).strip();
      int hint = value.indexOf(" (");
      String plain = hint > 0 ? value.substring(0, hint) : value;
      if (plain.length() > Math.max(2, found.length()) && text.contains(plain)) {
        found = plain;
      }
    }
    if (found.isEmpty()) {
      return new Quote(evidence, "", text, "", null);
    }
    int at = text.indexOf(found);
    return new Quote(
        evidence, text.substring(0, at), found, text.substring(at + found.length()), null);
  }

  /** The indicator's rule and what it gives the reported value; empty without a rule. */
  public String scored() {
    return row.scored(own == null ? SelfReport.BLANK : own.report());
  }

  /** Whether the agency's points can be accepted as they are. */
  public boolean acceptable() {
    return points() != null;
  }

  /** The agency's points; null when there are none. */
  public @Nullable BigDecimal points() {
    return own == null ? null : own.claimed();
  }
}
