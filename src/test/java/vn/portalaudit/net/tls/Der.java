package vn.portalaudit.net.tls;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Writes ASN.1 by the distinguished rules, for certificates that no tool would make. */
final class Der {
  private static final DateTimeFormatter GENERALIZED =
      DateTimeFormatter.ofPattern("uuuuMMddHHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Der() {}

  static byte[] tag(int tag, byte[]... parts) {
    byte[] content = join(parts);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    if (content.length < 128) {
      out.write(content.length);
    } else {
      byte[] length = BigInteger.valueOf(content.length).toByteArray();
      int from = length[0] == 0 ? 1 : 0;
      out.write(0x80 | (length.length - from));
      out.write(length, from, length.length - from);
    }
    out.writeBytes(content);
    return out.toByteArray();
  }

  static byte[] sequence(byte[]... parts) {
    return tag(0x30, parts);
  }

  static byte[] integer(long value) {
    return tag(2, BigInteger.valueOf(value).toByteArray());
  }

  static byte[] octets(byte[] value) {
    return tag(4, value);
  }

  static byte[] bits(byte[] value) {
    return tag(3, new byte[1], value);
  }

  static byte[] truth() {
    return tag(1, new byte[] {-1});
  }

  static byte[] text(int tag, String value) {
    return tag(tag, value.getBytes(StandardCharsets.UTF_8));
  }

  static byte[] time(Instant at) {
    return text(24, GENERALIZED.format(at));
  }

  static byte[] oid(String dotted) {
    String[] arcs = dotted.split("\\.");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(Integer.parseInt(arcs[0]) * 40 + Integer.parseInt(arcs[1]));
    for (int i = 2; i < arcs.length; i++) {
      long arc = Long.parseLong(arcs[i]);
      for (int shift = 28; shift > 0; shift -= 7) {
        if (arc >> shift != 0) {
          out.write((int) (0x80 | (arc >> shift & 0x7f)));
        }
      }
      out.write((int) (arc & 0x7f));
    }
    return tag(6, out.toByteArray());
  }

  static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
