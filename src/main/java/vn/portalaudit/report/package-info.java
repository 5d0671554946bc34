/**
 * The result document, the page for people and the lines of the terminal. Escaped by default;
 * templates lie in {@code reports/}. Start reading at {@link vn.portalaudit.report.ReportFiles}.
 */
@NullMarked
package vn.portalaudit.report;

import org.jspecify.annotations.NullMarked;
