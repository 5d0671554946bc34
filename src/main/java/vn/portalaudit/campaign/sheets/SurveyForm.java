package vn.portalaudit.campaign.sheets;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.campaign.SelfReport;

/**
 * A survey form for one agency: every row that it reports, with what stands there.
 *
 * @param campaign code of the campaign
 * @param title of the campaign
 * @param agency code of the agency
 * @param agencyName its name
 * @param rows general information first, then the indicators
 */
public record SurveyForm(
    String campaign, String title, String agency, String agencyName, List<Row> rows) {
  /** Begins the hidden key of general information, which has no points. */
  private static final String GENERAL = "#";

  public SurveyForm {
    rows = List.copyOf(rows);
  }

  /**
   * A row.
   *
   * @param code of the indicator, or number of the row of general information
   * @param general whether it is general information
   * @param most points that can be had; null when none are given
   * @param guidance what guides the agency; may be empty
   * @param lastYear last year's value and points, for people; may be empty
   * @param now what stands there
   * @param version of what stands there; 0 when nothing does
   */
  public record Row(
      String code,
      boolean general,
      String title,
      @Nullable BigDecimal most,
      String guidance,
      String lastYear,
      SelfReport now,
      int version) {}

  /**
   * A row that came back.
   *
   * @param row the row of the form
   * @param line line in the sheet, from 1
   * @param typed what stands there now
   * @param seen the version that the sheet was made from
   */
  public record Filled(Row row, int line, SelfReport typed, int seen) {}

  /** The hidden word by which a line is known again. */
  String key(Row row) {
    return campaign + "|" + agency + "|" + (row.general() ? GENERAL : "") + row.code();
  }
}
