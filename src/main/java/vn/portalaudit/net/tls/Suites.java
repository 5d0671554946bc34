package vn.portalaudit.net.tls;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import vn.portalaudit.net.tls.TlsFacts.Offer;
import vn.portalaudit.net.tls.TlsFacts.Version;

/**
 * Cipher suites by their IANA codes («TLS Cipher Suites» registry), in the order in which they are
 * offered. Pre-shared keys, Kerberos and SRP are left out: no public web server can accept them
 * from a stranger. A full inventory of suites would offer these lists by elimination.
 */
final class Suites {
  /** A hello of more suites than 128 is refused by some old servers; with 96 it stays small. */
  private static final int MOST = 96;

  private static final int RENEGOTIATION_SIGNAL = 0x00FF;

  private static final List<Integer> TLS_1_3 = List.of(0x1301, 0x1302, 0x1303, 0x1304, 0x1305);

  /** ECDHE with AES or ChaCha20. */
  private static final List<Integer> CURRENT =
      List.of(
          0xC02B, 0xC02F, 0xC02C, 0xC030, 0xCCA9, 0xCCA8, 0xC023, 0xC027, 0xC024, 0xC028, 0xC009,
          0xC013, 0xC00A, 0xC014);

  private static final List<int[]> LEGACY_RANGES =
      List.of(
          span(0x002F, 0x003A), // AES: RSA, DH, DHE
          span(0x0001, 0x001B), // NULL, EXPORT, RC4, IDEA, DES, 3DES, anonymous
          span(0xC001, 0xC008), // ECDH, ECDHE: NULL, RC4, 3DES
          span(0xC00B, 0xC012),
          span(0xC015, 0xC019), // ECDH anonymous
          span(0x003B, 0x0046), // SHA-256, Camellia
          span(0x0060, 0x006D), // EXPORT1024, DHE with SHA-256
          span(0x0084, 0x0089), // Camellia-256
          span(0x009C, 0x00A7), // GCM: RSA, DHE, DH, anonymous
          span(0xCCAA, 0xCCAA), // DHE with ChaCha20
          span(0xCC13, 0xCC15), // ChaCha20 before RFC 7905
          span(0xC025, 0xC026), // ECDH with SHA-256
          span(0xC029, 0xC02A),
          span(0xC02D, 0xC02E),
          span(0xC031, 0xC032),
          span(0x0096, 0x009B), // SEED
          span(0xC09C, 0xC0A3), // CCM
          span(0xC0AC, 0xC0AF),
          span(0x00BA, 0x00C5), // Camellia with SHA-256
          span(0xC072, 0xC08D), // Camellia with ECDHE, GCM
          span(0xC03C, 0xC063), // ARIA
          span(0xFEFE, 0xFEFF)); // FIPS before the standard

  /** SSLv2's seven, three bytes each. */
  static final int[] SSL_2 = {0x010080, 0x020080, 0x030080, 0x040080, 0x050080, 0x060040, 0x0700C0};

  private Suites() {}

  /** One hello's worth of suites. */
  record Hand(Offer offer, List<Integer> codes) {
    Hand {
      codes = List.copyOf(codes);
    }
  }

  /** The hands to offer one after another for a version other than SSLv2. */
  static List<Hand> hands(Version version) {
    if (version == Version.TLS_1_3) {
      return List.of(new Hand(Offer.CURRENT, TLS_1_3));
    }
    List<Integer> legacy =
        LEGACY_RANGES.stream()
            .flatMapToInt(r -> IntStream.rangeClosed(r[0], r[1]))
            .boxed()
            .toList();
    List<Hand> hands = new ArrayList<>();
    hands.add(new Hand(Offer.CURRENT, signalled(CURRENT)));
    for (int from = 0; from < legacy.size(); from += MOST - 1) {
      List<Integer> part = legacy.subList(from, Math.min(legacy.size(), from + MOST - 1));
      hands.add(new Hand(Offer.LEGACY, signalled(part)));
    }
    return hands;
  }

  private static List<Integer> signalled(List<Integer> codes) {
    List<Integer> all = new ArrayList<>(codes);
    all.add(RENEGOTIATION_SIGNAL);
    return all;
  }

  private static int[] span(int first, int last) {
    return new int[] {first, last};
  }
}
