package vn.portalaudit.store.campaign;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vn.portalaudit.campaign.Actor;
import vn.portalaudit.campaign.Campaign;
import vn.portalaudit.campaign.Ruling;
import vn.portalaudit.campaign.SelfReport;
import vn.portalaudit.campaign.Submission;
import vn.portalaudit.campaign.sheets.FormReader;
import vn.portalaudit.campaign.sheets.SurveyForm;
import vn.portalaudit.index.GeneralTable;
import vn.portalaudit.sheet.Problem;

/** Survey forms: made of what stands, taken back whole or not at all. */
public final class Forms {
  private final Campaigns all;

  Forms(Campaigns all) {
    this.all = all;
  }

  /** A file that came. */
  @SuppressWarnings("ArrayRecordComponent")
  record File(String name, byte[] content) {}

  /**
   * What was taken of a form.
   *
   * @param rows how many rows changed; 0 when there is a problem
   * @param problems what is wrong, one sentence each with file, row and column
   */
  public record Taken(int rows, List<String> problems) {
    public Taken {
      problems = List.copyOf(problems);
    }
  }

  SurveyForm form(int id, String agency) {
    Campaign campaign = all.campaigns.campaign(id);
    Submission submission = all.campaigns.submission(id, agency);
    List<SurveyForm.Row> rows = new ArrayList<>();
    all.definitions
        .generalTable(all.database.jdbc(), campaign)
        .ifPresent(table -> rows.addAll(general(table, id, agency)));
    Map<String, SelfReport.Kept> now = byIndicator(all.agency().drafts(id, agency));
    Map<String, SelfReport.Kept> before = byIndicator(all.reports.lastYear(id, agency));
    Map<String, String> guidance = new HashMap<>();
    all.council.guidance(id).forEach(one -> guidance.put(one.indicator(), one.says()));
    for (Definitions.Row row : all.definitions.rows(all.database.jdbc(), campaign, submission)) {
      if (row.reported()) {
        SelfReport.Kept kept = now.get(row.indicator());
        SelfReport.Kept last = before.get(row.indicator());
        rows.add(
            new SurveyForm.Row(
                row.indicator(),
                false,
                row.title(),
                row.most(),
                guidance(guidance.getOrDefault(row.indicator(), ""), row),
                last == null ? "" : last.report().value() + " (" + last.report().points() + ")",
                kept == null ? SelfReport.BLANK : kept.report(),
                kept == null ? 0 : kept.version()));
      }
    }
    return new SurveyForm(campaign.code(), campaign.title(), agency, submission.name(), rows);
  }

  /** What the council says, and how a value becomes points where the set has a rule. */
  private static String guidance(String says, Definitions.Row row) {
    String rule = row.scored(SelfReport.BLANK);
    return rule.isEmpty() ? says : (says + "\nQuy tắc chấm: " + rule).strip();
  }

  private List<SurveyForm.Row> general(GeneralTable table, int campaign, String agency) {
    Map<String, GeneralInfo.Entry> entries = GeneralInfo.all(all.database.jdbc(), campaign, agency);
    return table.rows().stream()
        .map(row -> {
          GeneralInfo.Entry entry = entries.get(row.id());
          String content = entry == null ? "" : entry.content();
          return new SurveyForm.Row(
              row.id(),
              true,
              row.title(),
              null,
              "Bảng thông tin chung" + (row.needed() ? "; phải điền" : ""),
              "",
              new SelfReport(content, row.unit(), "", "", "", false),
              entry == null ? 0 : entry.version());
        })
        .toList();
  }

  private static Map<String, SelfReport.Kept> byIndicator(List<SelfReport.Kept> kept) {
    Map<String, SelfReport.Kept> by = new HashMap<>();
    kept.forEach(one -> by.put(one.indicator(), one));
    return by;
  }

  /** Ends the transaction, so that nothing of a form is kept. */
  private static final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1;

    Stopped(String says) {
      super(says, null, false, false);
    }
  }

  Taken take(int campaign, String agency, File file, Actor by) {
    FormReader.Read read = FormReader.read(file.name(), file.content(), form(campaign, agency));
    if (!read.problems().isEmpty()) {
      return new Taken(0, read.problems().stream().map(Problem::line).toList());
    }
    try {
      return all.database.within(jdbc -> {
        read.filled().forEach(row -> save(campaign, agency, file.name(), row, by));
        return new Taken(read.filled().size(), List.of());
      });
    } catch (Stopped e) {
      return new Taken(0, List.of(String.valueOf(e.getMessage())));
    }
  }

  private void save(int campaign, String agency, String name, SurveyForm.Filled filled, Actor by) {
    String says =
        filled.row().general()
            ? saveGeneral(campaign, agency, filled, by)
            : switch (all.reports.save(
                new Reports.Place(campaign, agency, filled.row().code()),
                filled.typed(),
                filled.seen(),
                by)) {
              case SelfReport.Saved.Done _ -> "";
              case SelfReport.Saved.Conflict conflict -> conflict.says();
              case SelfReport.Saved.Refused(String why) -> why;
            };
    if (!says.isEmpty()) {
      throw new Stopped(name + ":" + filled.line() + ": " + says);
    }
  }

  private String saveGeneral(int campaign, String agency, SurveyForm.Filled filled, Actor by) {
    Ruling<GeneralInfo.Entry> saved =
        all.agency()
            .saveGeneral(
                campaign, agency, filled.row().code(), filled.typed().value(), filled.seen(), by);
    return saved.says();
  }
}
