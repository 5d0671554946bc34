package vn.portalaudit.store;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.function.LongSupplier;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The time by the database's clock, which all nodes share: read now and then, and carried on by the
 * clock of this machine that never jumps. A node whose clock of the wall is wrong, or is put right
 * while it runs, names slots and moments as the others do. Before the first reading it is the clock
 * of the wall. Safe for threads.
 */
public final class DatabaseClock implements InstantSource {
  private final Database database;
  private final InstantSource wall;
  private final LongSupplier nanos;
  private volatile Reading last;

  /**
   * What one reading gave.
   *
   * @param at the database's time, at {@code nanos} of the clock that never jumps
   * @param ahead by how much the machine's clock of the wall was ahead; negative when behind
   */
  private record Reading(boolean taken, Instant at, long nanos, Duration ahead) {
    Instant at(long then) {
      return at.plusNanos(then - nanos);
    }

    /** How far this is off at least, when their clock showed a time between two moments. */
    Duration off(long asked, Instant theirs, long answered) {
      if (theirs.isBefore(at(asked))) {
        return Duration.between(at(asked), theirs);
      }
      return theirs.isAfter(at(answered)) ? Duration.between(at(answered), theirs) : Duration.ZERO;
    }
  }

  /**
   * A clock that was not read yet.
   *
   * @param wall the machine's own clock
   */
  public DatabaseClock(Database database, InstantSource wall) {
    this(database, wall, System::nanoTime);
  }

  DatabaseClock(Database database, InstantSource wall, LongSupplier nanos) {
    this.database = database;
    this.wall = wall;
    this.nanos = nanos;
    this.last = new Reading(false, Instant.EPOCH, 0, Duration.ZERO);
  }

  @Override
  public Instant instant() {
    Reading reading = last;
    return reading.taken ? reading.at(nanos.getAsLong()) : wall.instant();
  }

  /**
   * Asks the database for its time. The clock is moved no further than it must be, for the answer
   * took some time too: a slow one does not make it waver.
   *
   * @throws org.springframework.dao.DataAccessException when the database does not answer
   */
  public synchronized void read() {
    last = database.within(this::reading);
  }

  private Reading reading(JdbcClient jdbc) {
    // the connection is there: what passes now is the answer's time alone
    long asked = nanos.getAsLong();
    Instant theirs =
        jdbc.sql("select clock_timestamp()").query(OffsetDateTime.class).single().toInstant();
    long answered = nanos.getAsLong();
    Instant ours = wall.instant();
    long middle = asked + (answered - asked) / 2;
    Instant at = last.taken ? last.at(middle).plus(last.off(asked, theirs, answered)) : theirs;
    return new Reading(true, at, middle, Duration.between(at.plusNanos(answered - middle), ours));
  }

  /** By how much this machine's clock was ahead at the last reading; negative when behind. */
  public Duration ahead() {
    return last.ahead;
  }
}
