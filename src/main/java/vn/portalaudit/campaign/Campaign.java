package vn.portalaudit.campaign;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A year's assessment by one frozen version of an index set.
 *
 * @param id its number
 * @param code unaccented words joined by hyphens
 * @param title for people
 * @param year the year that is assessed
 * @param set the set's id and version
 * @param rounds how many rounds of appraisal the set has
 * @param dates its calendar
 * @param state how far it is
 * @param round the current round, 0 before the first
 * @param explaining whether agencies explain between two rounds
 */
public record Campaign(
    int id,
    String code,
    String title,
    int year,
    SetVersion set,
    int rounds,
    Dates dates,
    CampaignState state,
    int round,
    boolean explaining) {
  /**
   * The version of a set that a campaign applies.
   *
   * @param digest of its definition, {@code sha256:…}
   */
  public record SetVersion(String id, String version, String digest) {}

  /**
   * The days of a campaign.
   *
   * @param dataFrom first day that the data tell of
   * @param dataTo last day that the data tell of
   * @param due reports are taken before this moment
   * @param explainUntil end of the explanations between two rounds; null when not set yet
   * @param publishBy the text's day for the publication; null when it has none
   */
  public record Dates(
      LocalDate dataFrom,
      LocalDate dataTo,
      Instant due,
      @Nullable Instant explainUntil,
      @Nullable LocalDate publishBy) {
    public Dates {
      if (dataTo.isBefore(dataFrom)) {
        throw new IllegalArgumentException("data end before they begin");
      }
    }
  }

  /** This campaign in another state. */
  public Campaign in(CampaignState next, int nextRound, boolean explains) {
    return new Campaign(id, code, title, year, set, rounds, dates, next, nextRound, explains);
  }

  /** This campaign with another end of the explanations. */
  public Campaign explainingUntil(@Nullable Instant until) {
    Dates moved = new Dates(dates.dataFrom, dates.dataTo, dates.due, until, dates.publishBy);
    return new Campaign(id, code, title, year, set, rounds, moved, state, round, explaining);
  }
}
