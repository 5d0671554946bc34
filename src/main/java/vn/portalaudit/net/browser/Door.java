package vn.portalaudit.net.browser;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import org.jspecify.annotations.Nullable;

/** Where the proxy listens, and whom it lets in. Safe for threads. */
interface Door {
  /** The address to listen on. */
  InetAddress address();

  /**
   * Looks at who has come.
   *
   * @return the connection to speak on; null when the comer is not let in
   * @throws IOException when the comer breaks off
   */
  @Nullable Socket admit(Socket comer) throws IOException;

  /** For a browser on this machine: 127.0.0.1, and no other user of the machine. */
  static Door local() {
    return new Door() {
      @Override
      public InetAddress address() {
        try {
          return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        } catch (java.net.UnknownHostException e) {
          throw new AssertionError("four bytes are an address", e);
        }
      }

      @Override
      public @Nullable Socket admit(Socket comer) {
        return LocalUser.isStranger(comer) ? null : comer;
      }
    };
  }
}
