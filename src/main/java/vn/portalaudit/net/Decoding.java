package vn.portalaudit.net;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.domain.Header;
import vn.portalaudit.domain.Reason;

/**
 * Undoes the content codings of a body (RFC 9110, section 8.4): gzip, x-gzip and deflate, the
 * latter with or without its zlib wrapper, at most two on top of each other. What comes out is
 * bounded, for a gigabyte of zeros is a megabyte of gzip. Pure; safe for several threads.
 */
public final class Decoding {
  /** Most bytes of a decoded HTML page; what is longer is cut there. */
  public static final int HTML_LIMIT = 3_000_000;

  /** Most bytes of any other decoded body. */
  public static final int OTHER_LIMIT = 20_000_000;

  private static final int RATIO = 100;
  private static final int GRACE = 1_000_000;
  private static final int MOST_CODINGS = 2;
  private static final byte[] NOTHING = new byte[0];

  private Decoding() {}

  /**
   * A decoded body.
   *
   * @param body the bytes; empty when nothing could be decoded
   * @param cut whether the end is missing: cut at a limit, or the coding breaks off
   * @param reason why the body cannot be read; null also for a cut body of HTML, of which the
   *     beginning can be read
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Decoded(byte[] body, boolean cut, @Nullable Reason reason) {
    /** Nothing, for want of an answer. */
    public static final Decoded NONE = new Decoded(NOTHING, false, null);
  }

  /**
   * Decodes.
   *
   * @param headers the response's fields; Content-Encoding and Content-Type are read
   * @param wire the body as sent
   * @return the decoded body
   */
  public static Decoded decode(List<Header> headers, byte[] wire) {
    boolean html = html(headers);
    int limit = html ? HTML_LIMIT : OTHER_LIMIT;
    List<String> codings = codings(headers);
    if (codings.size() > MOST_CODINGS) {
      return new Decoded(NOTHING, false, Reason.DECOMPRESSION);
    }
    Out out = new Out(wire, wire.length, false);
    if (wire.length > 0) {
      for (String coding : codings.reversed()) {
        try {
          out = decode(coding, out, limit, (long) wire.length * RATIO);
        } catch (DataFormatException e) {
          return new Decoded(NOTHING, true, Reason.DECOMPRESSION);
        }
      }
    }
    int length = Math.min(out.length, limit);
    boolean tooLarge = out.length > limit;
    byte[] body = length == out.bytes.length ? out.bytes : Arrays.copyOf(out.bytes, length);
    boolean readable = html && length > 0;
    Reason reason = null;
    if (!readable && tooLarge) {
      reason = Reason.TOO_LARGE;
    } else if (!readable && out.cut) {
      reason = Reason.DECOMPRESSION;
    }
    return new Decoded(body, tooLarge || out.cut, reason);
  }

  /** Whether the fields declare HTML, or no type at all. */
  static boolean html(List<Header> headers) {
    for (Header header : headers) {
      if (header.name().equalsIgnoreCase("Content-Type")) {
        String type = header.value().strip().toLowerCase(Locale.ROOT);
        return type.isEmpty()
            || type.startsWith("text/html")
            || type.startsWith("application/xhtml+xml");
      }
    }
    return true;
  }

  private static List<String> codings(List<Header> headers) {
    List<String> codings = new ArrayList<>();
    for (Header header : headers) {
      if (header.name().equalsIgnoreCase("Content-Encoding")) {
        for (String coding : header.value().split(",", -1)) {
          String name = coding.strip().toLowerCase(Locale.ROOT);
          if (!name.isEmpty() && !name.equals("identity") && !name.equals("none")) {
            codings.add(name);
          }
        }
      }
    }
    return codings;
  }

  private static Out decode(String coding, Out in, int limit, long most)
      throws DataFormatException {
    return switch (coding) {
      case "gzip", "x-gzip" -> gzip(in, limit, most);
      case "deflate" -> deflate(in, limit, most);
      default -> throw new DataFormatException("unknown coding");
    };
  }

  private static Out gzip(Out in, int limit, long most) throws DataFormatException {
    Out out = new Out(new byte[room(in, limit)], 0, in.cut);
    Inflater inflater = new Inflater(true);
    try {
      int at = 0;
      while (at < in.length && !out.full(limit)) {
        int data = member(in, at);
        if (data < 0) {
          if (at == 0) {
            throw new DataFormatException("no gzip");
          }
          // bytes after the last member are ignored, as browsers do
          return out;
        }
        inflater.reset();
        at = inflate(inflater, in, data, out, limit, most) + 8;
      }
      return out;
    } finally {
      inflater.end();
    }
  }

  private static Out deflate(Out in, int limit, long most) throws DataFormatException {
    boolean wrapped =
        in.length > 1
            && (in.bytes[0] & 0x0f) == 8
            && (((in.bytes[0] & 0xff) << 8) | (in.bytes[1] & 0xff)) % 31 == 0;
    Out out = new Out(new byte[room(in, limit)], 0, in.cut);
    Inflater inflater = new Inflater(!wrapped);
    try {
      inflate(inflater, in, 0, out, limit, most);
      return out;
    } finally {
      inflater.end();
    }
  }

  /** The size that a gzip body says it has, if that can be; else a guess. */
  private static int room(Out in, int limit) {
    long guess = in.length * 4L;
    if (in.length >= 18) {
      int end = in.length;
      long said =
          (in.bytes[end - 4] & 0xff)
              | ((in.bytes[end - 3] & 0xff) << 8)
              | ((in.bytes[end - 2] & 0xff) << 16)
              | ((in.bytes[end - 1] & 0xffL) << 24);
      if (said > 0 && said <= in.length * 40L) {
        guess = said;
      }
    }
    return (int) Math.clamp(guess, 64, limit + 1L);
  }

  /** Where the compressed data of the gzip member at a place begin; -1 when there is none. */
  private static int member(Out in, int at) {
    byte[] bytes = in.bytes;
    if (in.length - at < 10 || bytes[at] != 0x1f || bytes[at + 1] != (byte) 0x8b) {
      return -1;
    }
    int flags = bytes[at + 3];
    int data = at + 10;
    if ((flags & 4) != 0 && data + 2 <= in.length) {
      data += 2 + (bytes[data] & 0xff) + ((bytes[data + 1] & 0xff) << 8);
    }
    for (int text = ((flags >> 3) & 1) + ((flags >> 4) & 1); text > 0; text--) {
      while (data < in.length && bytes[data] != 0) {
        data++;
      }
      data++;
    }
    data += (flags & 2) != 0 ? 2 : 0;
    return bytes[at + 2] == 8 && data <= in.length ? data : -1;
  }

  /** Inflates one stream; returns the place after it. */
  private static int inflate(Inflater inflater, Out in, int from, Out out, int limit, long most)
      throws DataFormatException {
    inflater.setInput(in.bytes, from, in.length - from);
    int before = out.length;
    while (!inflater.finished() && !out.full(limit)) {
      out.grow(limit);
      int count = inflater.inflate(out.bytes, out.length, out.bytes.length - out.length);
      out.length += count;
      // by what was read so far too, for the limit may come long before the end of a bomb
      long fair = Math.min(most, before + inflater.getBytesRead() * RATIO);
      if (out.length > GRACE && out.length > fair) {
        throw new DataFormatException("swells too much");
      }
      if (count == 0 && !inflater.finished()) {
        out.cut = true;
        return in.length;
      }
    }
    return in.length - inflater.getRemaining();
  }

  /** Bytes on their way through the codings. */
  private static final class Out {
    byte[] bytes;
    int length;
    boolean cut;

    Out(byte[] bytes, int length, boolean cut) {
      this.bytes = bytes;
      this.length = length;
      this.cut = cut;
    }

    /** One byte more than the limit tells a body that is too large from one that just fits. */
    boolean full(int limit) {
      return length > limit;
    }

    void grow(int limit) {
      if (length == bytes.length) {
        bytes = Arrays.copyOf(bytes, (int) Math.min(bytes.length * 2L, limit + 1L));
      }
    }
  }
}
