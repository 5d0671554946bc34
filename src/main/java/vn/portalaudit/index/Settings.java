package vn.portalaudit.index;

import org.jspecify.annotations.Nullable;

/**
 * How figures are counted.
 *
 * @param period what they are of, e.g. {@code 2025}; null when nobody says
 * @param normalisation what is done to a column before it is added
 * @param closing whether what has no data counts as 0 (never before closing)
 */
public record Settings(@Nullable String period, Normalisation normalisation, boolean closing) {
  /** Plain points, provisional. */
  public static final Settings PLAIN = new Settings(null, Normalisation.NONE, false);
}
