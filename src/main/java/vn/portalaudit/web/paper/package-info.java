/**
 * Documents as screens show and send them: filled with the figures of the database and with what
 * people add, previewed, downloaded as PDF, DOCX, XLSX and CSV. Made of {@code page}; the screens
 * themselves lie with the roles. Start reading at {@link vn.portalaudit.web.paper.CampaignPapers}.
 */
@NullMarked
package vn.portalaudit.web.paper;

import org.jspecify.annotations.NullMarked;
