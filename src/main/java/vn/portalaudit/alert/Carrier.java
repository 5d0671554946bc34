package vn.portalaudit.alert;

/** Takes messages to people by the way of one kind of channel. Safe for threads. */
@FunctionalInterface
public interface Carrier {
  /** Sends a message and says how that went; returns within a minute. */
  Delivery deliver(Parcel parcel);
}
