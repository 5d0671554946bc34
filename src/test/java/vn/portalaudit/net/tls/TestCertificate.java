package vn.portalaudit.net.tls;

import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A certificate made for a test, with its key. */
public record TestCertificate(X509Certificate certificate, KeyPair keys) {
  /** The moment of these tests. */
  public static final Instant NOW = Instant.parse("2026-11-22T03:00:00Z");

  private static final Map<String, String> SIGNATURES =
      Map.of(
          "SHA256withECDSA", "1.2.840.10045.4.3.2",
          "SHA1withECDSA", "1.2.840.10045.4.1",
          "SHA256withRSA", "1.2.840.113549.1.1.11",
          "SHA1withRSA", "1.2.840.113549.1.1.5",
          "MD5withRSA", "1.2.840.113549.1.1.4");
  private static final AtomicLong SERIAL = new AtomicLong(1_000);

  /** A fresh key. */
  public static KeyPair key(String algorithm, int bits) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
      generator.initialize(bits);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /** A usual certificate, to be changed. */
  public static Builder of(String commonName) {
    return new Builder(commonName);
  }

  /** A usual authority, signed by itself unless signed otherwise. */
  public static Builder authority(String commonName) {
    return new Builder(commonName).authority();
  }

  /** As PEM. */
  public String pem() {
    return "-----BEGIN CERTIFICATE-----\n"
        + Base64.getMimeEncoder().encodeToString(der())
        + "\n-----END CERTIFICATE-----\n";
  }

  byte[] der() {
    try {
      return certificate.getEncoded();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /** An OCSP response of this authority over a certificate. */
  byte[] status(TestCertificate of, boolean revoked, Instant at) {
    try {
      byte[] name = certificate.getSubjectX500Principal().getEncoded();
      byte[] point = keys.getPublic().getEncoded();
      // for P-256 the last 65 bytes of the encoded key are the point itself
      byte[] keyHash = sha1(Arrays.copyOfRange(point, point.length - 65, point.length));
      byte[] id =
          Der.sequence(
              Der.sequence(Der.oid("1.3.14.3.2.26"), Der.tag(5)),
              Der.octets(sha1(name)),
              Der.octets(keyHash),
              Der.tag(2, of.certificate.getSerialNumber().toByteArray()));
      byte[] status =
          revoked ? Der.tag(0xa1, Der.time(at.minus(Duration.ofDays(3)))) : Der.tag(0x80);
      byte[] one =
          Der.sequence(
              id,
              status,
              Der.time(at.minus(Duration.ofHours(1))),
              Der.tag(0xa0, Der.time(at.plus(Duration.ofDays(1)))));
      byte[] data =
          Der.sequence(
              Der.tag(0xa1, name), Der.time(at.minus(Duration.ofHours(1))), Der.sequence(one));
      byte[] basic =
          Der.sequence(
              data,
              Der.sequence(signatureOid("SHA256withECDSA")),
              Der.bits(Builder.sign("SHA256withECDSA", keys, data)));
      return Der.sequence(
          Der.tag(10, new byte[1]),
          Der.tag(0xa0, Der.sequence(Der.oid("1.3.6.1.5.5.7.48.1.1"), Der.octets(basic))));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] signatureOid(String algorithm) {
    return Der.oid(Objects.requireNonNull(SIGNATURES.get(algorithm)));
  }

  private static byte[] sha1(byte[] bytes) throws GeneralSecurityException {
    return MessageDigest.getInstance("SHA-1").digest(bytes);
  }

  /** Makes one. */
  public static final class Builder {
    private final String commonName;
    private final List<byte[]> names = new ArrayList<>();
    private final List<byte[]> extensions = new ArrayList<>();
    private KeyPair keys = key("EC", 256);
    private @Nullable TestCertificate issuer;
    private Instant from = NOW.minus(Duration.ofDays(30));
    private Instant to = NOW.plus(Duration.ofDays(180));
    private @Nullable String signature;

    private Builder(String commonName) {
      this.commonName = commonName;
    }

    /** With an alternative name. */
    public Builder dns(String name) {
      names.add(Der.text(0x82, name));
      return this;
    }

    Builder ip(String literal) {
      names.add(Der.tag(0x87, InetAddress.ofLiteral(literal).getAddress()));
      return this;
    }

    /** Signed by an authority. */
    public Builder by(TestCertificate authority) {
      issuer = authority;
      return this;
    }

    /** Valid between days counted from now. */
    public Builder days(int first, int last) {
      from = NOW.plus(Duration.ofDays(first));
      to = NOW.plus(Duration.ofDays(last));
      return this;
    }

    /** Of a certain key. */
    public Builder keys(KeyPair pair) {
      keys = pair;
      return this;
    }

    Builder signed(String algorithm) {
      signature = algorithm;
      return this;
    }

    Builder authority() {
      return extension("2.5.29.19", Der.sequence(Der.truth()));
    }

    Builder use(int bits) {
      return extension("2.5.29.15", Der.tag(3, new byte[] {0, (byte) bits}));
    }

    Builder purpose(String oid) {
      return extension("2.5.29.37", Der.sequence(Der.oid(oid)));
    }

    Builder issuerAt(String url) {
      return access("1.3.6.1.5.5.7.48.2", url);
    }

    Builder statusAt(String url) {
      return access("1.3.6.1.5.5.7.48.1", url);
    }

    private Builder access(String method, String url) {
      return extension(
          "1.3.6.1.5.5.7.1.1", Der.sequence(Der.sequence(Der.oid(method), Der.text(0x86, url))));
    }

    private Builder extension(String oid, byte[] value) {
      extensions.add(Der.sequence(Der.oid(oid), Der.octets(value)));
      return this;
    }

    /** Makes it. */
    public TestCertificate make() {
      List<byte[]> all = new ArrayList<>(extensions);
      if (!names.isEmpty()) {
        byte[] value = Der.sequence(names.toArray(byte[][]::new));
        all.add(Der.sequence(Der.oid("2.5.29.17"), Der.octets(value)));
      }
      KeyPair signer = issuer == null ? keys : issuer.keys;
      String algorithm =
          signature != null
              ? signature
              : signer.getPublic().getAlgorithm().equals("EC")
                  ? "SHA256withECDSA"
                  : "SHA256withRSA";
      byte[] name = name(commonName);
      byte[] by = issuer == null ? name : issuer.certificate.getSubjectX500Principal().getEncoded();
      byte[] algorithmId =
          algorithm.endsWith("RSA")
              ? Der.sequence(signatureOid(algorithm), Der.tag(5))
              : Der.sequence(signatureOid(algorithm));
      byte[] body =
          Der.sequence(
              Der.tag(0xa0, Der.integer(2)),
              Der.integer(SERIAL.incrementAndGet()),
              algorithmId,
              by,
              Der.sequence(Der.time(from), Der.time(to)),
              name,
              keys.getPublic().getEncoded(),
              all.isEmpty()
                  ? new byte[0]
                  : Der.tag(0xa3, Der.sequence(all.toArray(byte[][]::new))));
      try {
        byte[] der = Der.sequence(body, algorithmId, Der.bits(sign(algorithm, signer, body)));
        return new TestCertificate(
            (X509Certificate)
                CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(der)),
            keys);
      } catch (GeneralSecurityException e) {
        throw new AssertionError(e);
      }
    }

    private static byte[] name(String commonName) {
      return Der.sequence(
          Der.tag(0x31, Der.sequence(Der.oid("2.5.4.3"), Der.text(12, commonName))));
    }

    private static byte[] sign(String algorithm, KeyPair keys, byte[] data)
        throws GeneralSecurityException {
      Signature signer = Signature.getInstance(algorithm);
      signer.initSign(keys.getPrivate());
      signer.update(data);
      return signer.sign();
    }
  }
}
