/**
 * Campaigns as files: the survey form («phiếu khảo sát») that agencies download, fill and send
 * back, and the tables of published results. Text never becomes a formula. It may use {@code
 * campaign} and {@code sheet}. Start reading at {@link vn.portalaudit.campaign.sheets.SurveyForm}.
 */
@NullMarked
package vn.portalaudit.campaign.sheets;

import org.jspecify.annotations.NullMarked;
