package vn.portalaudit.net.tls;

import java.io.IOException;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.DSAKey;
import java.security.interfaces.ECKey;
import java.security.interfaces.EdECKey;
import java.security.interfaces.RSAKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Locale;
import java.util.Set;

/** Sizes of keys and hashes of signatures. */
final class Strength {
  private static final int LEAST_MODULUS = 2_048;
  private static final int LEAST_CURVE = 224;
  private static final Set<String> BROKEN_HASHES = Set.of("MD2", "MD5", "SHA1");

  private Strength() {}

  /** Bits of a key, 0 for an algorithm that is not known. */
  static int bits(PublicKey key) {
    return switch (key) {
      case RSAKey rsa -> rsa.getModulus().bitLength();
      case DSAKey dsa -> dsa.getParams() == null ? 0 : dsa.getParams().getP().bitLength();
      case ECKey ec -> ec.getParams() == null ? 0 : ec.getParams().getOrder().bitLength();
      case EdECKey ed -> ed.getParams().equals(NamedParameterSpec.ED448) ? 456 : 255;
      default -> 0;
    };
  }

  /** Whether a key is shorter than NIST SP 800-57 allows since 2014. */
  static boolean weakKey(PublicKey key) {
    int least = key instanceof RSAKey || key instanceof DSAKey ? LEAST_MODULUS : LEAST_CURVE;
    int bits = bits(key);
    return bits > 0 && bits < least;
  }

  /** Whether a certificate is signed over a hash for which collisions are known. */
  static boolean weakSignature(X509Certificate certificate) {
    String name = certificate.getSigAlgName().toUpperCase(Locale.ROOT);
    String hash = name.contains("PSS") ? pssHash(certificate) : name.split("WITH", 2)[0];
    return BROKEN_HASHES.contains(hash.replace("-", ""));
  }

  /** RSASSA-PSS names its hash in the parameters; without any it is SHA-1 (RFC 4055). */
  private static String pssHash(X509Certificate certificate) {
    byte[] encoded = certificate.getSigAlgParams();
    if (encoded == null) {
      return "SHA1";
    }
    try {
      AlgorithmParameters parameters = AlgorithmParameters.getInstance("RSASSA-PSS");
      parameters.init(encoded);
      return parameters
          .getParameterSpec(PSSParameterSpec.class)
          .getDigestAlgorithm()
          .toUpperCase(Locale.ROOT);
    } catch (GeneralSecurityException | IOException e) {
      return "";
    }
  }
}
