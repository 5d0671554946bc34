package vn.portalaudit.web.access;

import java.io.Serializable;
import java.time.Instant;

/**
 * What a session keeps of who signed in; everything else is looked up anew at every request.
 *
 * @param account its number
 * @param epoch of the account at that time: a raised one ends the session
 * @param since when
 * @param strong whether a second factor was asked for, here or by the provider
 */
record SignedIn(int account, int epoch, Instant since, boolean strong) implements Serializable {
  private static final long serialVersionUID = 1;

  @Override
  public String toString() {
    return Integer.toString(account);
  }
}
