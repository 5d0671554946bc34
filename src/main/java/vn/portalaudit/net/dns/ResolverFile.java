package vn.portalaudit.net.dns;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads which resolvers a machine is set up with, as resolv.conf(5) has it. */
final class ResolverFile {
  private static final int PORT = 53;
  private static final int MOST = 3;
  private static final Pattern BLANKS = Pattern.compile("\\s+");

  private ResolverFile() {}

  /** The resolvers, none when the file cannot be read. */
  static List<InetSocketAddress> servers(Path file) {
    try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
      return lines
          .limit(1_000)
          .map(line -> BLANKS.split(line.strip()))
          .filter(words -> words.length > 1 && words[0].equals("nameserver"))
          .flatMap(words -> address(words[1]).stream())
          .limit(MOST)
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  private static Optional<InetSocketAddress> address(String literal) {
    try {
      return Optional.of(new InetSocketAddress(InetAddress.ofLiteral(literal), PORT));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
