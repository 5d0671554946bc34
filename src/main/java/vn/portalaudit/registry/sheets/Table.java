package vn.portalaudit.registry.sheets;

import java.util.List;
import vn.portalaudit.sheet.Row;

/**
 * A sheet as it came.
 *
 * @param sheet which one
 * @param place file and sheet, for messages
 * @param rows those with content, the heading first
 */
record Table(Sheet sheet, String place, List<Row> rows) {}
