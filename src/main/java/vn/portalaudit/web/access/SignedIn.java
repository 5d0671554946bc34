package vn.portalaudit.web.access;

import java.io.Serializable;
import java.time.Instant;

/**
 * What a session keeps of who signed in; everything else is looked up anew at every request.
 *
 * @param account its number
 * @param epoch of the account at that time: a raised one ends the session
 * @param since when
 */
record SignedIn(int account, int epoch, Instant since) implements Serializable {
  private static final long serialVersionUID = 1;

  @Override
  public String toString() {
    return Integer.toString(account);
  }
}
