package vn.portalaudit.net.tls;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/** A server of the platform on loopback that shows any chain. */
public final class TlsServer implements AutoCloseable {
  private final SSLServerSocket server;
  private final AtomicInteger connections = new AtomicInteger();

  /** Starts one with all of the platform's protocols and suites, then changed. */
  public TlsServer(Consumer<SSLServerSocket> set, TestCertificate... chain) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(
          new KeyManager[] {new Shows(chain)}, new TrustManager[] {new RecordingTrust()}, null);
      server =
          (SSLServerSocket)
              context
                  .getServerSocketFactory()
                  .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
      server.setEnabledCipherSuites(server.getSupportedCipherSuites());
      set.accept(server);
    } catch (IOException | GeneralSecurityException e) {
      throw new AssertionError(e);
    }
    Thread.ofVirtual().start(this::serve);
  }

  /** With certain protocols only. */
  public static TlsServer speaking(List<String> protocols, TestCertificate... chain) {
    return new TlsServer(s -> s.setEnabledProtocols(protocols.toArray(String[]::new)), chain);
  }

  /** With certain suites of TLS 1.2 only. */
  public static TlsServer only(List<String> suites, TestCertificate... chain) {
    return new TlsServer(
        s -> {
          s.setEnabledProtocols(new String[] {"TLSv1.2"});
          s.setEnabledCipherSuites(suites.toArray(String[]::new));
        },
        chain);
  }

  static TlsServer choosing(String protocol, TestCertificate... chain) {
    return new TlsServer(
        s -> {
          SSLParameters parameters = s.getSSLParameters();
          parameters.setApplicationProtocols(new String[] {protocol});
          s.setSSLParameters(parameters);
        },
        chain);
  }

  /** Its port. */
  public int port() {
    return server.getLocalPort();
  }

  int connections() {
    return connections.get();
  }

  private void serve() {
    while (!server.isClosed()) {
      try {
        SSLSocket socket = (SSLSocket) server.accept();
        connections.incrementAndGet();
        Thread.ofVirtual().start(() -> shake(socket));
      } catch (IOException e) {
        // closed
      }
    }
  }

  private static void shake(SSLSocket socket) {
    try (socket) {
      socket.setSoTimeout(10_000);
      socket.startHandshake();
      socket.getInputStream().readAllBytes();
    } catch (IOException e) {
      // the client went its way
    }
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static final class Shows extends X509ExtendedKeyManager {
    private final X509Certificate[] chain;
    private final PrivateKey key;

    Shows(TestCertificate... chain) {
      this.chain =
          Arrays.stream(chain).map(TestCertificate::certificate).toArray(X509Certificate[]::new);
      this.key = chain[0].keys().getPrivate();
    }

    @Override
    public @Nullable String chooseServerAlias(
        String keyType, Principal[] issuers, @Nullable Socket socket) {
      return keyType.startsWith(key.getAlgorithm()) ? "own" : null;
    }

    @Override
    public @Nullable String chooseEngineServerAlias(
        String keyType, Principal[] issuers, SSLEngine engine) {
      return chooseServerAlias(keyType, issuers, null);
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
      return chain.clone();
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
      return key;
    }

    @Override
    public String[] getServerAliases(String keyType, Principal[] issuers) {
      return new String[] {"own"};
    }

    @Override
    public String[] getClientAliases(String keyType, Principal[] issuers) {
      return new String[0];
    }

    @Override
    public @Nullable String chooseClientAlias(
        String[] keyType, Principal[] issuers, Socket socket) {
      return null;
    }
  }
}
