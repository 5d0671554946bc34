package vn.portalaudit.net;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * How a body reads as UTF-8.
 *
 * @param multi well-formed sequences of several bytes
 * @param broken bytes that belong to none
 */
record Utf8(int multi, int broken) {
  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
  private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

  boolean ascii() {
    return multi == 0 && broken == 0;
  }

  /** A few broken bytes do not make a long text another character set. */
  boolean plausible() {
    return broken == 0 || multi >= 20 * broken;
  }

  /** Reads a body; a character that the end cuts counts for nothing. */
  static Utf8 scan(byte[] body) {
    int multi = 0;
    int broken = 0;
    int i = 0;
    while (i < body.length) {
      byte first = body[i];
      if (first >= 0) {
        i = afterAscii(body, i + 1);
        continue;
      }
      int length = common(body, i, first);
      if (length == 0) {
        length = sequence(body, i);
      }
      if (length < 0) {
        // the body was cut within a character
        break;
      }
      multi += length > 0 ? 1 : 0;
      broken += length > 0 ? 0 : 1;
      i += Math.max(1, length);
    }
    return new Utf8(multi, broken);
  }

  private static int afterAscii(byte[] body, int from) {
    int i = from;
    while (i + Long.BYTES <= body.length && ((long) EIGHT.get(body, i) & HIGH_BITS) == 0) {
      i += Long.BYTES;
    }
    return i;
  }

  /** Bytes of the sequence at a place where it is one of those that Vietnamese is made of. */
  private static int common(byte[] body, int at, byte first) {
    if (first >= (byte) 0xc2 && first <= (byte) 0xdf) {
      return at + 1 < body.length && body[at + 1] < (byte) 0xc0 ? 2 : 0;
    }
    return first == (byte) 0xe1
            && at + 2 < body.length
            && body[at + 1] < (byte) 0xc0
            && body[at + 2] < (byte) 0xc0
        ? 3
        : 0;
  }

  /** Bytes of the sequence at a place; 0 when there is none, -1 when the body ends within it. */
  private static int sequence(byte[] body, int at) {
    int lead = body[at] & 0xff;
    int length = lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
    for (int i = 1; i < length; i++) {
      if (at + i >= body.length) {
        return at > 0 ? -1 : 0;
      }
      if ((body[at + i] & 0xc0) != 0x80) {
        return 0;
      }
    }
    if (length < 3) {
      return length;
    }
    int second = body[at + 1] & 0xff;
    boolean impossible =
        (lead == 0xe0 && second < 0xa0)
            || (lead == 0xed && second > 0x9f)
            || (lead == 0xf0 && second < 0x90)
            || (lead == 0xf4 && second > 0x8f);
    return impossible ? 0 : length;
  }
}
