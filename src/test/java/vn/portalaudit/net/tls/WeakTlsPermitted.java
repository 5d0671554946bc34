package vn.portalaudit.net.tls;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import vn.portalaudit.net.WeakTls;

/**
 * Found by JUnit itself, before the first test: the platform reads its limits once, so that a test
 * which happened to use TLS earlier would otherwise decide over the others.
 */
public final class WeakTlsPermitted implements BeforeAllCallback {

  /** Permits. */
  public WeakTlsPermitted() {
    WeakTls.permit();
    // for servers of tests; it is read once, too
    System.setProperty("jdk.tls.server.enableStatusRequestExtension", "true");
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    // the constructor did it
  }
}
