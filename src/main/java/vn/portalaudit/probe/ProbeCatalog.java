package vn.portalaudit.probe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.portalaudit.config.Problems;
import vn.portalaudit.config.WorkingDays;
import vn.portalaudit.config.YamlFile;
import vn.portalaudit.config.YamlNode;
import vn.portalaudit.crawl.Page;
import vn.portalaudit.crawl.Source;
import vn.portalaudit.crawl.Survey;
import vn.portalaudit.domain.FieldType;
import vn.portalaudit.domain.Observation;
import vn.portalaudit.domain.Period;
import vn.portalaudit.domain.Reason;
import vn.portalaudit.net.dns.NameLookups;
import vn.portalaudit.net.tls.Handshakes;

/**
 * All probes: the files of {@code probes/}. A file that exists is a probe; there is no other list.
 * Immutable after loading, but for the matcher's memory, so one instance serves one thread at a
 * time.
 */
public final class ProbeCatalog {
  private static final Logger LOG = LoggerFactory.getLogger(ProbeCatalog.class);

  private final Map<String, Probe> probes;
  private final SectionMatcher matcher;

  private final WorkingDays calendar;

  private ProbeCatalog(Map<String, Probe> probes, WorkingDays calendar, Headlines headlines) {
    this.probes = probes;
    this.calendar = calendar;
    List<SectionSpec> specs = new ArrayList<>();
    for (Probe probe : probes.values()) {
      if (probe.measurer() instanceof SectionKind.Section section) {
        specs.add(section.spec());
      }
    }
    matcher = new SectionMatcher(specs, headlines);
  }

  /** A probe as a person lists it: its id, title, kind and fields. */
  public record Entry(String id, String title, String kind, Map<String, FieldType> fields) {}

  /**
   * What a page shows of a section.
   *
   * @param present whether a label for it is there, or the page is it
   * @param reachable whether a label of it is a link with a real target
   * @param label the words, null when absent
   * @param href the target as written, null without one
   */
  public record Shown(
      boolean present, boolean reachable, @Nullable String label, @Nullable String href) {}

  /**
   * Reads the probes of a folder.
   *
   * @param folder the folder
   * @param handshakes looks at the TLS of servers
   * @param lookups asks the name service
   * @param problems takes what is wrong in the files
   * @return the probes; not to be used when there are problems
   */
  public static ProbeCatalog load(
      Path folder, Handshakes handshakes, NameLookups lookups, Problems problems) {
    WorkingDays calendar = WorkingDays.read(folder.resolve("lich/ngay-nghi.yml"), problems);
    Map<String, Kind> kinds =
        Kinds.all(handshakes, lookups, calendar).stream()
            .collect(Collectors.toMap(Kind::name, Function.identity()));
    Map<String, Probe> probes = new LinkedHashMap<>();
    for (Path file : files(folder)) {
      YamlFile.read(file, problems)
          .flatMap(root -> read(file, root, kinds))
          .ifPresent(probe -> probes.put(probe.id(), probe));
    }
    return new ProbeCatalog(
        probes, calendar, Headlines.read(folder.resolve("nhan/tua-tin.yml"), problems));
  }

  private static List<Path> files(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(f -> f.toString().endsWith(".yml")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + folder, e);
    }
  }

  private static Optional<Probe> read(Path file, YamlNode root, Map<String, Kind> kinds) {
    String id = root.get("probe").text();
    if (!(id + ".yml").equals(String.valueOf(file.getFileName()))) {
      root.get("probe")
          .problem("«" + id + "» phải trùng tên tệp; đổi tên tệp thành " + id + ".yml");
    }
    Kind kind =
        kinds.get(root.get("kind").oneOf(kinds.keySet().stream().sorted().toArray(String[]::new)));
    if (kind == null) {
      return Optional.empty();
    }
    Set<String> keys = new HashSet<>(List.of("probe", "kind", "title", "examples"));
    keys.addAll(kind.parameters());
    root.only(keys.toArray(String[]::new));
    String title = root.get("title").text();
    List<YamlNode> examples = kind.exampledByPages() ? root.get("examples").items() : List.of();
    if (examples.isEmpty() && kind.exampledByPages()) {
      root.get("examples").problem("phải có ít nhất một ví dụ");
    }
    return Optional.of(new Probe(id, title, kind, kind.compile(id, root), examples));
  }

  /** The probes in the order of their ids. */
  public List<Entry> entries() {
    return probes.values().stream()
        .map(p -> new Entry(p.id(), p.title(), p.kind().name(), p.kind().fields()))
        .toList();
  }

  /** The fields of every probe, for checking conditions. */
  public Map<String, Map<String, FieldType>> fields() {
    Map<String, Map<String, FieldType>> fields = new LinkedHashMap<>();
    probes.forEach((id, probe) -> fields.put(id, probe.kind().fields()));
    return fields;
  }

  /**
   * Measures a portal by every probe, in the order of their ids.
   *
   * @param survey what the crawl saw
   * @param source for what probes ask on their own
   * @param at the moment as of which is measured
   * @param period assessment period
   * @return every field of every probe, exactly once
   */
  public List<Observation> observe(Survey survey, Source source, Instant at, Period period) {
    Subject subject = subject(survey, source, at, period);
    List<Observation> observations = new ArrayList<>();
    probes.values().forEach(probe -> observations.addAll(measure(probe, subject)));
    return observations;
  }

  /**
   * Measures a portal by one probe.
   *
   * @param id id of the probe
   * @throws IllegalArgumentException when there is no such probe
   */
  public List<Observation> observe(
      String id, Survey survey, Source source, Instant at, Period period) {
    return measure(probe(id), subject(survey, source, at, period));
  }

  private static List<Observation> measure(Probe probe, Subject subject) {
    try {
      return probe.measurer().measure(subject);
    } catch (Source.Stopped stopped) {
      return new Sheet(probe.id(), probe.kind().fields(), List.of()).rest(stopped.reason());
    } catch (RuntimeException bug) {
      // a fault of one probe is told in the result and leaves the others their say
      LOG.error("probe {} failed on {}", probe.id(), subject.survey().root(), bug);
      return new Sheet(probe.id(), probe.kind().fields(), List.of()).rest(Reason.OWN_FAULT);
    }
  }

  /** Whether the home page is all of the portal that a probe needs. */
  public boolean homeSuffices(String id) {
    return probe(id).kind().homeSuffices();
  }

  /**
   * Why nothing can be said to be absent from a portal; null when its home page could be read
   * whole.
   */
  public static @Nullable Reason gap(Survey survey) {
    return Gaps.portal(survey);
  }

  /** Whether agencies work on a day, by the calendar of {@code probes/lich}. */
  public boolean worksOn(LocalDate day) {
    return calendar.works(day);
  }

  /** Whether there is a probe of that id. */
  public boolean has(String id) {
    return probes.containsKey(id);
  }

  /** The sections that one page shows by itself, by probe id. */
  public Map<String, Shown> sections(Page page) {
    Map<String, Shown> shown = new LinkedHashMap<>();
    PageSections.of(page, matcher)
        .forEach(
            (id, s) -> shown.put(id, new Shown(s.present(), s.reachable(), s.label(), s.href())));
    return shown;
  }

  /** The first section that a label names, as the crawl asks it; empty when it names none. */
  public Optional<String> section(Page.Label label) {
    return matcher.hits(label).stream()
        .min(java.util.Comparator.comparingInt(SectionMatcher.Hit::extra))
        .map(hit -> hit.spec().id());
  }

  /** Runs every example of every probe; one sentence for each that does not hold. */
  public List<String> failedExamples(Source source) {
    List<String> failed = new ArrayList<>();
    for (Probe probe : probes.values()) {
      for (YamlNode example : probe.examples()) {
        Examples.run(probe, example, this, source).ifPresent(failed::add);
      }
    }
    return failed;
  }

  Subject subject(Survey survey, Source source, Instant at, Period period) {
    Content content = new Content(survey.pages());
    Map<String, Subject.Section> sections = new SectionFinder(survey, matcher, content).find();
    return new Subject(survey, source, at, period, sections, content);
  }

  private Probe probe(String id) {
    Probe probe = probes.get(id);
    if (probe == null) {
      throw new IllegalArgumentException("no probe " + id);
    }
    return probe;
  }
}
