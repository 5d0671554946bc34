package vn.portalaudit.store;

/**
 * How long the watch's results are kept. A month of single results of 10,000 portals every 5
 * minutes would take some 14 GB, a month of hours 0.8 GB; days are kept for good.
 *
 * @param rawDays days of single results, besides today
 * @param hourDays days of hours; whole months are dropped
 */
public record Retention(int rawDays, int hourDays) {
  /** A week of single results; hours for every 90 days that are looked at. */
  public static final Retention STANDARD = new Retention(7, 95);

  public Retention {
    if (rawDays < 1 || hourDays < rawDays) {
      throw new IllegalArgumentException(rawDays + " days raw, " + hourDays + " days of hours");
    }
  }
}
