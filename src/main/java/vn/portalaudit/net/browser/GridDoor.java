package vn.portalaudit.net.browser;

import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/**
 * For a browser of a Grid, which comes from another machine. It is let in by two things: it comes
 * from an address of the Grid, and it names a secret that is made anew for each browser. Chromium
 * cannot present a password to a proxy by itself; but to a proxy that speaks TLS it says which host
 * it wants (RFC 6066 §3), and the secret is that host's name, which a switch of this one browser
 * maps to our address. No portal ever sees it. Safe for threads.
 */
final class GridDoor implements Door {
  private static final Duration HANDSHAKE = Duration.ofSeconds(10);
  private static final SecureRandom RANDOM = new SecureRandom();

  private final InetAddress address;
  private final SSLContext tls;
  private volatile String name = fresh();
  private volatile Set<InetAddress> allowed = Set.of();

  /**
   * A door that nobody passes before {@link #open}.
   *
   * @param address of this machine, as the Grid reaches it
   */
  GridDoor(InetAddress address) throws IOException {
    this.address = address;
    try {
      this.tls = context();
    } catch (GeneralSecurityException | OperatorCreationException e) {
      throw new IOException("no certificate for the proxy", e);
    }
  }

  @Override
  public InetAddress address() {
    return address;
  }

  /** Shuts the door for the browser before, and gives the secret name for the next one. */
  String renew() {
    allowed = Set.of();
    name = fresh();
    return name;
  }

  /** Lets those in who come from these addresses and know the name. */
  void open(Set<InetAddress> from) {
    allowed = Set.copyOf(from);
  }

  private static String fresh() {
    byte[] secret = new byte[20];
    RANDOM.nextBytes(secret);
    return HexFormat.of().formatHex(secret) + ".invalid";
  }

  @Override
  public @Nullable Socket admit(Socket comer) throws IOException {
    if (!allowed.contains(comer.getInetAddress())) {
      return null;
    }
    comer.setSoTimeout((int) HANDSHAKE.toMillis());
    SSLSocket socket =
        (SSLSocket) tls.getSocketFactory().createSocket(comer, null, comer.getPort(), true);
    socket.setUseClientMode(false);
    socket.startHandshake();
    List<SNIServerName> asked =
        ((ExtendedSSLSession) socket.getSession()).getRequestedServerNames();
    boolean known = asked.size() == 1 && same(asked.getFirst().getEncoded());
    return known ? socket : null;
  }

  private boolean same(byte[] asked) {
    return MessageDigest.isEqual(asked, name.getBytes(StandardCharsets.US_ASCII));
  }

  /** A key of this run, under a certificate that nobody needs to trust: it only hides the talk. */
  private static SSLContext context()
      throws GeneralSecurityException, OperatorCreationException, IOException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(256);
    KeyPair keys = generator.generateKeyPair();
    X500Name name = new X500Name("CN=portal-audit");
    Instant now = Instant.now();
    X509Certificate own =
        new JcaX509CertificateConverter()
            .getCertificate(
                new JcaX509v3CertificateBuilder(
                        name,
                        new BigInteger(64, RANDOM),
                        Date.from(now.minus(Duration.ofDays(2))),
                        Date.from(now.plus(Duration.ofDays(3_650))),
                        name,
                        keys.getPublic())
                    .build(
                        new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry("own", keys.getPrivate(), new char[0], new X509Certificate[] {own});
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(store, new char[0]);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, RANDOM);
    return context;
  }
}
