package vn.portalaudit.net.tls;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.net.tls.TlsFacts.Version;

/**
 * Writes the first message of a client (RFC 6101, 5246, 8446; extensions RFC 6066, 7685, 8422). A
 * key share for X25519 is 32 random bytes, for every such text is a public key.
 */
final class ClientHello {
  private static final int[] GROUPS = {29, 23, 24, 25, 30, 256, 257};
  private static final int[] SIGNATURES = {
    0x0403, 0x0503, 0x0603, 0x0807, 0x0808, 0x0804, 0x0805, 0x0806, 0x0809, 0x080a, 0x080b, 0x0401,
    0x0501, 0x0601, 0x0402, 0x0203, 0x0201, 0x0202, 0x0101
  };
  private static final int PADDED = 512;

  private ClientHello() {}

  /**
   * A hello of SSLv3 to TLS 1.3 in its record.
   *
   * @param version the only version offered
   * @param serverName name for SNI, null for none
   * @param suites codes offered
   * @param random source of the random parts
   */
  static byte[] of(
      Version version, @Nullable String serverName, List<Integer> suites, RandomGenerator random) {
    Bytes body = new Bytes();
    body.two(Math.min(version.code(), 0x0303));
    body.raw(random(random, 32));
    body.vector8(version == Version.TLS_1_3 ? random(random, 32) : new byte[0]);
    Bytes codes = new Bytes();
    suites.forEach(codes::two);
    body.vector16(codes.bytes());
    body.vector8(new byte[] {0});
    if (version != Version.SSL_3) {
      Bytes extensions = extensions(version, serverName, random);
      pad(extensions, body.size() + 2 + extensions.size() + 4);
      body.vector16(extensions.bytes());
    }
    byte[] message = body.bytes();
    Bytes handshake = new Bytes();
    handshake.one(1);
    handshake.one(message.length >> 16);
    handshake.two(message.length);
    handshake.raw(message);
    Bytes record = new Bytes();
    record.one(22);
    record.two(version == Version.SSL_3 ? 0x0300 : 0x0301);
    record.vector16(handshake.bytes());
    return record.bytes();
  }

  /** A hello of SSLv2. */
  static byte[] ssl2(RandomGenerator random) {
    Bytes body = new Bytes();
    body.one(1);
    body.two(2);
    body.two(Suites.SSL_2.length * 3);
    body.two(0);
    body.two(16);
    for (int suite : Suites.SSL_2) {
      body.one(suite >> 16);
      body.two(suite);
    }
    body.raw(random(random, 16));
    Bytes record = new Bytes();
    record.two(0x8000 | body.size());
    record.raw(body.bytes());
    return record.bytes();
  }

  private static Bytes extensions(
      Version version, @Nullable String serverName, RandomGenerator random) {
    Bytes all = new Bytes();
    if (serverName != null) {
      Bytes name = new Bytes();
      name.one(0);
      name.vector16(serverName.getBytes(StandardCharsets.US_ASCII));
      all.extension(0, Bytes.vector(name.bytes()));
    }
    all.extension(23, new byte[0]);
    all.extension(11, new byte[] {1, 0});
    all.extension(10, Bytes.vector(Bytes.twos(GROUPS)));
    if (version.code() >= Version.TLS_1_2.code()) {
      all.extension(13, Bytes.vector(Bytes.twos(SIGNATURES)));
    }
    if (version == Version.TLS_1_3) {
      all.extension(43, new byte[] {2, 3, 4});
      all.extension(45, new byte[] {1, 1});
      Bytes share = new Bytes();
      share.two(29);
      share.vector16(random(random, 32));
      all.extension(51, Bytes.vector(share.bytes()));
    }
    return all;
  }

  /** Old load balancers hang on hellos of 256 to 511 bytes (RFC 7685). */
  private static void pad(Bytes extensions, int size) {
    if (size >= 256 && size < PADDED) {
      extensions.extension(21, new byte[Math.max(1, PADDED - size - 4)]);
    }
  }

  private static byte[] random(RandomGenerator random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  /** Big-endian bytes. */
  private static final class Bytes {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    void one(int value) {
      out.write(value);
    }

    void two(int value) {
      out.write(value >> 8);
      out.write(value);
    }

    void raw(byte[] bytes) {
      out.writeBytes(bytes);
    }

    void vector8(byte[] bytes) {
      one(bytes.length);
      raw(bytes);
    }

    void vector16(byte[] bytes) {
      two(bytes.length);
      raw(bytes);
    }

    void extension(int type, byte[] data) {
      two(type);
      vector16(data);
    }

    int size() {
      return out.size();
    }

    byte[] bytes() {
      return out.toByteArray();
    }

    static byte[] vector(byte[] bytes) {
      Bytes all = new Bytes();
      all.vector16(bytes);
      return all.bytes();
    }

    static byte[] twos(int... values) {
      Bytes all = new Bytes();
      for (int value : values) {
        all.two(value);
      }
      return all.bytes();
    }
  }
}
