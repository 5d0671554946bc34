package vn.portalaudit.pipeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import vn.portalaudit.checklist.Checklist;
import vn.portalaudit.checklist.ChecklistFolder;
import vn.portalaudit.checklist.ChecklistReader;
import vn.portalaudit.checklist.Rulebook;
import vn.portalaudit.config.Problems;
import vn.portalaudit.net.dns.NameLookups;
import vn.portalaudit.net.tls.Handshakes;
import vn.portalaudit.probe.ProbeCatalog;

/**
 * What portals are judged by: probes, checklists, and the files that they were read from.
 *
 * @param probes the probes
 * @param checklists the checklists
 * @param files their files
 */
public record Rules(ProbeCatalog probes, ChecklistFolder checklists, RuleFiles files) {

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
    try {
      return new Rules(probes, checklists, RuleFiles.read(home));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads the rules that files hold.
   *
   * @param handshakes looks at the TLS of servers
   * @param lookups asks the name service
   * @throws vn.portalaudit.config.ConfigException with everything that is wrong in the files
   * @throws IOException when there is no room for them on the disk
   */
  public static Rules load(RuleFiles files, Handshakes handshakes, NameLookups lookups)
      throws IOException {
    Path home = Files.createTempDirectory("portal-audit-rules");
    try {
      files.unpack(home);
      return load(home, handshakes, lookups);
    } finally {
      try (Stream<Path> all = Files.walk(home)) {
        for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  /** The rules for judging what was measured before. */
  public static Rules offline(Path home) {
    return load(home, (host, port) -> unmeasured(), host -> unmeasured());
  }

  /** As {@link #load(RuleFiles, Handshakes, NameLookups)}, for judging what was measured before. */
  public static Rules offline(RuleFiles files) throws IOException {
    return load(files, (host, port) -> unmeasured(), host -> unmeasured());
  }

  private static String unmeasured() {
    throw new IllegalStateException("a replay measures nothing anew");
  }

  /** A checklist by its text, over these probes; empty when that cannot be read with them. */
  public Optional<Checklist> checklist(String id, String text) {
    return ChecklistReader.read(id + ".yml", text, probes.fields(), new Problems());
  }

  /** {@code sha256:…} over the names and contents of their files. */
  public String digest() {
    return files.digest();
  }

  /**
   * What people read of them.
   *
   * @param unused why the files of some checklists are not what is applied
   */
  public Rulebook rulebook(Map<String, String> unused) {
    Map<String, String> titles = new HashMap<>();
    probes.entries().forEach(entry -> titles.put(entry.id(), entry.title()));
    return new Rulebook(checklists.checklists(), digest(), titles, probes.fields(), unused);
  }
}
