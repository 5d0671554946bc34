package vn.portalaudit.alert;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** Where messages wait. What an owner whose lease is over says has no effect. */
public interface Outbox {
  /** Channels with messages that may go now. */
  List<Integer> channels();

  /**
   * Takes messages of a channel that nobody is sending: the oldest, and of a portal none before
   * those that came earlier.
   *
   * @param lease how long they are the owner's
   */
  List<Parcel> claim(int channel, UUID owner, int most, Duration lease);

  /** A message was delivered. */
  void sent(UUID owner, Parcel parcel, String says);

  /**
   * A message is tried again later.
   *
   * @param wholeChannel whether the other messages of the channel wait as long
   */
  void later(UUID owner, Parcel parcel, String says, Duration wait, boolean wholeChannel);

  /** Messages that were not tried go back. */
  void release(UUID owner, List<Parcel> parcels);

  /** A message is not tried again. */
  void giveUp(UUID owner, Parcel parcel, String says);
}
