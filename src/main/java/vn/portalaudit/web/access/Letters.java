package vn.portalaudit.web.access;

/** Sends mail over the server of the settings. Safe for threads. */
@FunctionalInterface
public interface Letters {
  /**
   * Sends a letter and waits until the server has taken it.
   *
   * @param to one address
   * @return why it was not sent, as a Vietnamese clause; empty when it was
   */
  String send(String to, String subject, String text);
}
