package vn.portalaudit.pipeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import vn.portalaudit.checklist.ChecklistFolder;
import vn.portalaudit.checklist.Rulebook;
import vn.portalaudit.config.Problems;
import vn.portalaudit.net.dns.NameLookups;
import vn.portalaudit.net.tls.Handshakes;
import vn.portalaudit.probe.ProbeCatalog;

/**
 * What portals are judged by: probes, checklists, and the digest that names them.
 *
 * @param probes the probes
 * @param checklists the checklists
 * @param digest {@code sha256:…} over the names and contents of their files
 */
public record Rules(ProbeCatalog probes, ChecklistFolder checklists, String digest) {

  /**
   * Reads the rules of a home folder.
   *
   * @param home the folder with {@code probes/} and {@code checklists/}
   * @param handshakes looks at the TLS of servers
   * @param lookups asks the name service
   * @return the rules
   * @throws vn.portalaudit.config.ConfigException with everything that is wrong in the files
   */
  public static Rules load(Path home, Handshakes handshakes, NameLookups lookups) {
    Problems problems = new Problems();
    ProbeCatalog probes = ProbeCatalog.load(home.resolve("probes"), handshakes, lookups, problems);
    ChecklistFolder checklists =
        ChecklistFolder.load(home.resolve("checklists"), probes.fields(), problems);
    problems.throwIfAny();
    return new Rules(probes, checklists, digest(home));
  }

  /** What people read of them. */
  public Rulebook rulebook() {
    Map<String, String> titles = new HashMap<>();
    probes.entries().forEach(entry -> titles.put(entry.id(), entry.title()));
    return new Rulebook(checklists.checklists(), digest, titles);
  }

  private static String digest(Path home) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      // what lies in folders below checklists judges no portal
      for (Map.Entry<String, Integer> folder :
          List.of(Map.entry("checklists", 1), Map.entry("probes", 2))) {
        try (Stream<Path> files = Files.walk(home.resolve(folder.getKey()), folder.getValue())) {
          for (Path file : files.filter(f -> f.toString().endsWith(".yml")).sorted().toList()) {
            sha.update(home.relativize(file).toString().getBytes(StandardCharsets.UTF_8));
            sha.update((byte) 0);
            sha.update(Files.readAllBytes(file));
            sha.update((byte) 0);
          }
        }
      }
      return "sha256:" + HexFormat.of().formatHex(sha.digest());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
