package vn.portalaudit.net;

import java.security.Security;
import java.util.List;

/**
 * Lets the platform speak with servers whose TLS is out of date: without it a portal that speaks
 * nothing newer than TLS 1.0 looks dead. It changes the whole process, which must therefore not
 * keep secrets by TLS. What is still left out, whoever connects leaves out himself.
 */
public final class WeakTls {
  private WeakTls() {}

  /**
   * Permits it. The platform reads these properties once, so this must run before any other class
   * of {@code javax.net.ssl} does anything; again it changes nothing.
   */
  public static void permit() {
    for (String property :
        List.of(
            "jdk.tls.disabledAlgorithms",
            "jdk.certpath.disabledAlgorithms",
            "jdk.tls.legacyAlgorithms")) {
      Security.setProperty(property, "");
    }
  }
}
