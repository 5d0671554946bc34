package vn.portalaudit.campaign;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one agency hands in to a campaign.
 *
 * @param agency its code
 * @param name its name when the campaign was opened
 * @param group with whom it is ranked
 * @param flags what rows of the set ask for, as {@code kinh-te-so}
 * @param state how far it is
 * @param round in which round of appraisal, 0 before the first
 * @param extendedTo an extension for this agency alone, or null
 * @param submittedAt when what stands was handed in; null while nothing is
 * @param closedAt when the deadline closed it; null while it has not
 */
public record Submission(
    String agency,
    String name,
    String group,
    Set<String> flags,
    SubmissionState state,
    int round,
    @Nullable Instant extendedTo,
    @Nullable Instant submittedAt,
    @Nullable Instant closedAt) {
  public Submission {
    flags = Set.copyOf(flags);
  }

  /** Until when this agency may write and hand in. */
  public Instant due(Campaign campaign) {
    return extendedTo == null ? campaign.dates().due() : extendedTo;
  }

  /** This submission in another state. */
  Submission in(SubmissionState next, int nextRound, @Nullable Instant submitted) {
    return new Submission(
        agency, name, group, flags, next, nextRound, extendedTo, submitted, closedAt);
  }

  /** This submission, closed by the deadline. */
  Submission closed(Instant at) {
    return new Submission(agency, name, group, flags, state, round, extendedTo, submittedAt, at);
  }

  /** This submission with more time. */
  Submission extended(Instant to) {
    return new Submission(agency, name, group, flags, state, round, to, submittedAt, null);
  }
}
