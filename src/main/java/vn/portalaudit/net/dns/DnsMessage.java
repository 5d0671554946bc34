package vn.portalaudit.net.dns;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A DNS message (RFC 1035, 4034, 6891), read only as far as types of answers go. Names are skipped
 * and never followed, so compression cannot loop.
 *
 * @param code response code with 0 for no error and 3 for no such name
 * @param truncated whether it was cut
 * @param authentic whether the resolver vouches for it
 * @param answers records of the answer
 */
record DnsMessage(int code, boolean truncated, boolean authentic, List<Answer> answers) {
  static final int A = 1;
  static final int AAAA = 28;
  static final int DS = 43;
  static final int NO_ERROR = 0;
  static final int NO_SUCH_NAME = 3;
  static final int MOST_BYTES = 4_096;
  private static final int RRSIG = 46;
  private static final int OPT = 41;
  private static final int UDP_SIZE = 1_232;
  private static final int HEADER = 12;

  DnsMessage {
    answers = List.copyOf(answers);
  }

  /**
   * A record.
   *
   * @param type its type
   * @param covers for a signature the type that it signs, otherwise 0
   */
  record Answer(int type, int covers) {}

  /** How many records of a type. */
  int count(int type) {
    return (int) answers.stream().filter(answer -> answer.type() == type).count();
  }

  /** Whether a type is signed. */
  boolean signed(int type) {
    return answers.stream().anyMatch(answer -> answer.covers() == type);
  }

  /** Whether something can be concluded from it. */
  boolean usable() {
    return code == NO_SUCH_NAME || (code == NO_ERROR && !truncated);
  }

  /**
   * A question with recursion, EDNS and the wish for signatures.
   *
   * @throws IllegalArgumentException when the name is none
   */
  static byte[] query(int id, String name, int type) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    // RD and AD (RFC 6840, 5.7), one question, one additional record
    twos(out, id, 0x0120, 1, 0, 0, 1);
    for (String label : name.split("\\.")) {
      byte[] bytes = label.getBytes(StandardCharsets.US_ASCII);
      if (bytes.length == 0 || bytes.length > 63 || name.length() > 253) {
        throw new IllegalArgumentException("no name");
      }
      out.write(bytes.length);
      out.writeBytes(bytes);
    }
    out.write(0);
    twos(out, type, 1);
    out.write(0);
    twos(out, OPT, UDP_SIZE, 0, 0x8000, 0);
    return out.toByteArray();
  }

  /** Reads the answer to a question; empty when it answers another or is damaged. */
  static Optional<DnsMessage> read(byte[] message, int id, byte[] query) {
    try {
      ByteBuffer buffer = ByteBuffer.wrap(message);
      int gotId = buffer.getShort() & 0xffff;
      int flags = buffer.getShort() & 0xffff;
      int questions = buffer.getShort() & 0xffff;
      int count = buffer.getShort() & 0xffff;
      buffer.position(HEADER);
      boolean answer = (flags & 0x8000) != 0 && gotId == id && questions == 1;
      if (!answer || !sameQuestion(buffer, query)) {
        return Optional.empty();
      }
      List<Answer> answers = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        answers.add(answer(buffer));
      }
      return Optional.of(
          new DnsMessage(flags & 0xf, (flags & 0x0200) != 0, (flags & 0x0020) != 0, answers));
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Compares letters without regard to case; the lengths of labels are below any letter. */
  private static boolean sameQuestion(ByteBuffer buffer, byte[] query) {
    for (int i = HEADER; ; i++) {
      int asked = query[i];
      if (lower(buffer.get()) != lower(asked)) {
        return false;
      }
      if (asked == 0) {
        byte[] rest = new byte[4];
        buffer.get(rest);
        return rest[0] == query[i + 1] && rest[1] == query[i + 2];
      }
    }
  }

  private static int lower(int letter) {
    return letter >= 'A' && letter <= 'Z' ? letter + 32 : letter;
  }

  private static Answer answer(ByteBuffer buffer) {
    skipName(buffer);
    int type = buffer.getShort() & 0xffff;
    buffer.position(buffer.position() + 6);
    int length = buffer.getShort() & 0xffff;
    int end = buffer.position() + length;
    int covers = type == RRSIG ? buffer.getShort() & 0xffff : 0;
    buffer.position(end);
    return new Answer(type, covers);
  }

  private static void skipName(ByteBuffer buffer) {
    int length = buffer.get() & 0xff;
    while (length > 0 && length < 64) {
      buffer.position(buffer.position() + length);
      length = buffer.get() & 0xff;
    }
    if (length >= 64) {
      buffer.get();
    }
  }

  private static void twos(ByteArrayOutputStream out, int... values) {
    for (int value : values) {
      out.write(value >> 8);
      out.write(value);
    }
  }
}
