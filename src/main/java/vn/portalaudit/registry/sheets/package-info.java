/**
 * The registry as sheets: XLSX workbooks and CSV files, in and out. What comes in is hostile:
 * bounded, typed, cleaned, and every bad cell named. Start reading at {@link
 * vn.portalaudit.registry.sheets.RegistryFile}.
 */
@NullMarked
package vn.portalaudit.registry.sheets;

import org.jspecify.annotations.NullMarked;
