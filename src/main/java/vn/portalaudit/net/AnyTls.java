package vn.portalaudit.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Shakes hands with every server, however old its versions and suites and whatever its certificate:
 * a portal with weak TLS must be read to be reported. Nothing secret is ever sent.
 */
final class AnyTls extends SSLSocketFactory {
  /** Takes every chain. An extended manager, for a plain one gets checks wrapped around it. */
  static final X509ExtendedTrustManager TRUST_ALL = new TrustAll();

  static {
    WeakTls.permit();
  }

  private final SSLSocketFactory factory;

  private AnyTls(SSLSocketFactory factory) {
    this.factory = factory;
  }

  static AnyTls make() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {TRUST_ALL}, null);
      return new AnyTls(context.getSocketFactory());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("no TLS in this Java", e);
    }
  }

  private static Socket open(Socket socket) {
    if (socket instanceof SSLSocket tls) {
      tls.setEnabledProtocols(only(tls.getSupportedProtocols(), p -> p.startsWith("TLSv")));
      tls.setEnabledCipherSuites(
          only(
              tls.getSupportedCipherSuites(),
              suite -> !suite.contains("_anon_") && !suite.contains("_NULL_")));
    }
    return socket;
  }

  private static String[] only(String[] names, Predicate<String> wanted) {
    return Arrays.stream(names).filter(wanted).toArray(String[]::new);
  }

  @Override
  public Socket createSocket(Socket socket, String host, int port, boolean close)
      throws IOException {
    return open(factory.createSocket(socket, host, port, close));
  }

  @Override
  public String[] getDefaultCipherSuites() {
    return factory.getDefaultCipherSuites();
  }

  @Override
  public String[] getSupportedCipherSuites() {
    return factory.getSupportedCipherSuites();
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    throw layeredOnly();
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress from, int fromPort)
      throws IOException {
    throw layeredOnly();
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    throw layeredOnly();
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort)
      throws IOException {
    throw layeredOnly();
  }

  private static IOException layeredOnly() {
    return new IOException("TLS runs only over a guarded socket");
  }

  private static final class TrustAll extends X509ExtendedTrustManager {
    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
