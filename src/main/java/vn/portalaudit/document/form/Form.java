package vn.portalaudit.document.form;

import vn.portalaudit.document.paper.Paper;

/** A document to be written, as figures. */
public sealed interface Form
    permits AuditSheet,
        PortalMonth,
        ProvinceMonth,
        SurveyLetter,
        SelfAssessment,
        CouncilReport,
        CouncilMinutes,
        DraftDecision {
  /** The document as it is printed. */
  Paper paper();
}
