/**
 * Sheets that people fill: CSV files and XLSX workbooks, row by row. What comes in is hostile:
 * bounded, typed, cleaned, and every bad cell named with file, row, column and what to write. Knows
 * nothing of what the sheets are about. Start reading at {@link vn.portalaudit.sheet.TableReader}.
 */
@NullMarked
package vn.portalaudit.sheet;

import org.jspecify.annotations.NullMarked;
