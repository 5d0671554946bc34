package vn.portalaudit.web.paper;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import vn.portalaudit.campaign.Campaign;
import vn.portalaudit.campaign.Decision;
import vn.portalaudit.campaign.Submission;
import vn.portalaudit.document.form.CouncilReport;
import vn.portalaudit.store.campaign.Appraisals;
import vn.portalaudit.store.campaign.DepartmentDesk;

/** How an appraisal went, in figures. */
final class CouncilFigures {
  private CouncilFigures() {}

  /** The figures of a campaign. */
  static CouncilReport.Process process(
      Campaign campaign, List<Submission> submissions, DepartmentDesk desk) {
    List<Decision.Kept> decisions = desk.decisions(campaign.id());
    Set<String> changed = changed(decisions);
    int objections = 0;
    Set<String> upheld = new HashSet<>();
    for (Submission one : submissions) {
      for (Appraisals.Said said : desk.thread(campaign.id(), one.agency())) {
        if (said.voice() == Appraisals.Voice.EXPLANATION
            || said.voice() == Appraisals.Voice.OBJECTION) {
          objections++;
          String key = key(one.agency(), said.indicator());
          if (changed.contains(key)) {
            upheld.add(key);
          }
        }
      }
    }
    return new CouncilReport.Process(
        (int) submissions.stream().filter(one -> inTime(campaign, one)).count(),
        campaign.round(),
        (int)
            decisions.stream()
                .filter(one -> one.decision().kind() == Decision.Kind.ADJUSTED)
                .count(),
        objections,
        upheld.size());
  }

  private static boolean inTime(Campaign campaign, Submission one) {
    return one.submittedAt() != null && one.submittedAt().isBefore(one.due(campaign));
  }

  private static String key(String agency, String indicator) {
    return agency + "\n" + indicator;
  }

  /** Where a later round gave other points than the one before. */
  private static Set<String> changed(List<Decision.Kept> decisions) {
    Map<String, BigDecimal> points = new HashMap<>();
    Set<String> changed = new HashSet<>();
    // decisions come in the order of rounds
    for (Decision.Kept one : decisions) {
      BigDecimal now = one.decision().points();
      if (now != null) {
        String key = key(one.agency(), one.indicator());
        BigDecimal before = points.put(key, now);
        if (before != null && before.compareTo(now) != 0) {
          changed.add(key);
        }
      }
    }
    return changed;
  }
}
