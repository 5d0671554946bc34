package vn.portalaudit.store;

import java.util.List;

/**
 * A page of rows.
 *
 * @param rows those of the page, in order
 * @param total how many there are on all pages
 */
public record Listing<T>(List<T> rows, int total) {
  public Listing {
    rows = List.copyOf(rows);
  }
}
