package vn.portalaudit.evidence;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The index {@code captures.jsonl}: one JSON object a line, each handed to the operating system
 * before the next ask, so that a kill loses at most the line that was being written. The last
 * property of a line is a sum over it and the sum before it: a changed, missing or inserted line
 * shows.
 */
final class IndexFile implements Closeable {
  static final String NAME = "captures.jsonl";
  private static final String SUM = ",\"sum\":\"";
  private static final int SUM_LENGTH = 32;
  private static final int TAIL = SUM.length() + SUM_LENGTH + 2;
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .changeDefaultPropertyInclusion(
              old -> JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, null))
          .build();

  private final FileChannel channel;
  private String sum;

  private IndexFile(FileChannel channel, String sum) {
    this.channel = channel;
    this.sum = sum;
  }

  /** Opens the index at its end; cuts a torn last line off. */
  static IndexFile append(Path folder) throws IOException {
    Path file = folder.resolve(NAME);
    Content content = read(folder);
    FileChannel channel = OwnerOnly.endOf(file);
    channel.truncate(content.wholeBytes());
    channel.position(content.wholeBytes());
    return new IndexFile(channel, content.sum());
  }

  void write(Entry entry) throws IOException {
    String json = JSON.writeValueAsString(entry);
    String open = json.substring(0, json.length() - 1);
    sum = sumOf(sum, open);
    ByteBuffer line = StandardCharsets.UTF_8.encode(open + SUM + sum + "\"}\n");
    while (line.hasRemaining()) {
      channel.write(line);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  /**
   * What an index holds.
   *
   * @param lines its whole lines
   * @param wholeBytes bytes up to the end of the last whole line
   * @param sum the sum of the last whole line
   */
  record Content(List<Line> lines, long wholeBytes, String sum) {}

  /** One line: what it says, null when it cannot be read; and whether its sum holds. */
  record Line(int number, @Nullable Entry entry, boolean holds) {}

  /** Reads an index; one that is not there is empty. */
  static Content read(Path folder) throws IOException {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(folder.resolve(NAME));
    } catch (NoSuchFileException e) {
      return new Content(List.of(), 0, "");
    }
    List<Line> lines = new ArrayList<>();
    String sum = "";
    int start = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        String text = new String(bytes, start, i - start, StandardCharsets.UTF_8);
        Line line = line(lines.size() + 1, text, sum);
        lines.add(line);
        sum = statedSum(text);
        start = i + 1;
      }
    }
    return new Content(lines, start, sum);
  }

  private static Line line(int number, String text, String before) {
    boolean holds =
        text.length() > TAIL
            && text.startsWith(SUM, text.length() - TAIL)
            && sumOf(before, text.substring(0, text.length() - TAIL)).equals(statedSum(text));
    if (!holds) {
      return new Line(number, null, false);
    }
    try {
      String json = text.substring(0, text.length() - TAIL) + "}";
      return new Line(number, JSON.readValue(json, Entry.class), true);
    } catch (JacksonException e) {
      return new Line(number, null, true);
    }
  }

  private static String statedSum(String text) {
    return text.length() > TAIL
        ? text.substring(text.length() - 2 - SUM_LENGTH, text.length() - 2)
        : "";
  }

  private static String sumOf(String before, String open) {
    return Sha256.of(before + open).substring(0, SUM_LENGTH);
  }
}
