package vn.portalaudit.alert;

/** What a person does about an incident. */
public sealed interface Deed {
  /** Who does it. */
  String by();

  /** Takes it up; reminders stop. */
  record Acknowledge(String by) implements Deed {}

  /** Writes something down. */
  record Note(String by, String text) implements Deed {}

  /** Makes it part of another incident, which must be open. */
  record Merge(String by, long into) implements Deed {}

  /** Closes it, whether or not the matter is over. */
  record Close(String by, String text) implements Deed {}

  /** Opens a closed or merged one again. */
  record Reopen(String by, String text) implements Deed {}
}
