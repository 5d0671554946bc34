package vn.portalaudit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import vn.portalaudit.agent.Agent;
import vn.portalaudit.agent.Auditing;
import vn.portalaudit.agent.Settings;
import vn.portalaudit.alert.Channel;
import vn.portalaudit.alert.Delivery;
import vn.portalaudit.checklist.Checklist;
import vn.portalaudit.checklist.Rulebook;
import vn.portalaudit.domain.AuditRun;
import vn.portalaudit.domain.Datum;
import vn.portalaudit.domain.Observation;
import vn.portalaudit.domain.Result;
import vn.portalaudit.evidence.Entry;
import vn.portalaudit.evidence.EvidenceReader;
import vn.portalaudit.monitor.Engine;
import vn.portalaudit.net.Dialer;
import vn.portalaudit.net.Web;
import vn.portalaudit.net.browser.Browsers;
import vn.portalaudit.net.dns.NameLookups;
import vn.portalaudit.net.tls.Handshakes;
import vn.portalaudit.net.tls.TlsFacts;
import vn.portalaudit.pipeline.Audit;
import vn.portalaudit.pipeline.Order;
import vn.portalaudit.pipeline.RuleFiles;
import vn.portalaudit.pipeline.Rules;
import vn.portalaudit.report.ReportFiles;
import vn.portalaudit.report.ResultDocument;
import vn.portalaudit.schedule.Work;
import vn.portalaudit.schedule.WorkKind;
import vn.portalaudit.store.ChecklistVersions;
import vn.portalaudit.store.ChecklistVersions.Used;
import vn.portalaudit.store.Database;
import vn.portalaudit.store.DatabaseClock;
import vn.portalaudit.store.RunStore;
import vn.portalaudit.web.access.Letters;

/**
 * What the service works with: one polite client for all audits, a browser, the rules as they stand
 * when an audit begins, and where conclusions are kept. Safe for threads.
 */
final class Serving implements Auditing, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Serving.class);

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("dd/MM/yyyy").withZone(ZoneId.of("Asia/Ho_Chi_Minh"));

  /** What changes from day to day though nothing has changed. */
  private static final Set<String> PASSING = Set.of("daysLeft", "availability");

  private final Path home;
  private final Settings settings;
  private final RunStore runs;
  private final ChecklistVersions versions;
  private final Web web;
  private final DatabaseClock clock;
  private final @Nullable Browsers browsers;
  private final Messaging messaging;
  private final Rules first;
  private volatile Rulebook rulebook;

  Serving(Path home, Settings settings, Database database) throws IOException {
    this.home = home;
    this.settings = settings;
    this.runs = new RunStore(database);
    this.versions = new ChecklistVersions(database);
    this.clock = new DatabaseClock(database, Asked.CLOCK);
    this.web =
        new Web(
            Web.Options.standard()
                .allowPrivate(settings.node().allowPrivate())
                .connectTo(settings.node().connectTo())
                .rate(settings.node().rate())
                .clock(clock));
    this.messaging = new Messaging(home, settings);
    this.browsers = settings.node().browser() ? browsers(settings.node(), web) : null;
    // the database may have to be waited for, the files need not
    this.first = Rules.load(home, handshakes(), NameLookups.system(clock));
    this.rulebook = first.rulebook(Map.of());
  }

  /** The clock that all nodes share. */
  DatabaseClock clock() {
    return clock;
  }

  /** The criteria as they were read last. */
  Rulebook rulebook() {
    return rulebook;
  }

  /** Sends a trial message; returns within a minute. */
  Delivery trial(Channel channel) {
    return messaging.carriers().deliver(messaging.herald().trial(channel, clock.instant()));
  }

  /** Sends mail to persons; null without a mail server. */
  @Nullable Letters letters() {
    return messaging.letters();
  }

  /**
   * What the agent works with, once the database is prepared.
   *
   * @throws IOException when the rules cannot be read
   */
  Agent.Means means() throws IOException {
    load();
    return new Agent.Means(
        web.guard(),
        Engine.Options.standard(Web.Options.standard().userAgent()).canaries(settings.canaries()),
        this,
        first.probes()::worksOn,
        messaging.herald(),
        messaging.carriers(),
        () -> browsers == null ? "" : browsers.trouble(),
        clock);
  }

  /** As many of a Grid as there are audits: it has the room for them. */
  private static @Nullable Browsers browsers(Settings.Node node, Web web) throws IOException {
    if (node.grid() == null) {
      return Browsers.available() ? Asked.open(web) : null;
    }
    Browsers.Settings one = Browsers.Settings.standard(Web.Options.standard().userAgent());
    return Browsers.on(
        node.grid(),
        Dialer.guarded(web.guard()),
        new Browsers.Settings(Math.max(1, node.audits()), one.userAgent(), one.pageTime()));
  }

  /** The rules as they stand, each version of a checklist as it was first used. */
  Rules load() throws IOException {
    Handshakes handshakes = handshakes();
    NameLookups lookups = NameLookups.system(clock);
    Rules rules = Rules.load(home, handshakes, lookups);
    RuleFiles files = rules.files();
    Map<String, String> unused = new TreeMap<>();
    for (Checklist checklist : rules.checklists().checklists()) {
      Optional<ChecklistVersions.Used> used = versions.find(checklist.id(), checklist.version());
      if (used.isPresent() && !files.checklist(checklist.id()).equals(used.map(Used::source))) {
        files = files.with(checklist.id(), used.get().source());
        unused.put(checklist.id(), edited(checklist, used.get().usedAt()));
      }
    }
    if (!unused.isEmpty()) {
      rules = Rules.load(files, handshakes, lookups);
    }
    if (!rulebook.unused().equals(unused)) {
      unused.values().forEach(LOG::warn);
    }
    rulebook = rules.rulebook(unused);
    return rules;
  }

  private Handshakes handshakes() throws IOException {
    return Handshakes.live(
        Dialer.patient(web.guard()),
        new Handshakes.Settings(Duration.ofSeconds(5), this::pause, clock, null));
  }

  private static String edited(Checklist checklist, Instant since) {
    return "Tệp checklists/"
        + checklist.id()
        + ".yml đã sửa mà vẫn ghi phiên bản "
        + checklist.version()
        + ", là phiên bản đã dùng để chấm từ ngày "
        + DAY.format(since)
        + ". Các cổng vẫn được chấm theo nội dung đã dùng; muốn áp dụng nội dung mới thì ghi một"
        + " version chưa dùng trong tệp ấy.";
  }

  @Override
  public String remark() {
    return String.join(" ", rulebook().unused().values());
  }

  private void use(Audit.Concluded concluded, Path folder) throws IOException {
    RuleFiles files = RuleFiles.kept(folder).orElseThrow();
    for (Checklist checklist : concluded.checklists()) {
      String source = files.checklist(checklist.id()).orElseThrow();
      AuditRun run = concluded.report().run();
      if (!versions.use(checklist.id(), checklist.version(), source, run.id(), run.finishedAt())) {
        throw new IOException(
            checklist.id()
                + " "
                + checklist.version()
                + " was first used by another node, with another text");
      }
    }
  }

  private void pause() {
    Asked.pause(settings.node().rate());
  }

  @Override
  public Audit audit(BooleanSupplier held) {
    // the address may have been another node's until a moment ago, and was asked by its clock
    pause();
    try {
      return new Audit(load(), new Audit.Means(web, browsers, clock, held));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Override
  public boolean keep(Target target, Path folder, Audit.Concluded concluded) throws IOException {
    return keep(target.work().portal(), target.work(), folder, concluded);
  }

  /** Keeps what an audit concluded that nobody queued. */
  void keep(int portal, Path folder, Audit.Concluded concluded) throws IOException {
    keep(portal, null, folder, concluded);
  }

  /** Whether a run is kept already. */
  boolean keeps(String run) {
    return runs.run(run).isPresent();
  }

  private boolean keep(int portal, @Nullable Work work, Path folder, Audit.Concluded concluded)
      throws IOException {
    use(concluded, folder);
    new ReportFiles(home.resolve("reports"))
        .write(concluded.report(), concluded.checklists(), folder);
    return runs.save(
        portal,
        work,
        concluded.report(),
        ResultDocument.write(concluded.report()),
        concluded.observed(),
        folder);
  }

  @Override
  public Looked look(Target target, BooleanSupplier held) throws IOException {
    Instant now = clock.instant();
    Path folder = Files.createTempDirectory("portal-audit-look");
    try {
      Order order =
          new Order(
              "look",
              target.url(),
              target.kind(),
              List.of(),
              now,
              Asked.yearTo(now),
              1,
              false,
              now,
              null);
      Rules rules = load();
      List<Observation> seen = new ArrayList<>();
      for (String probe : probes(target.work().kind())) {
        // what the first has asked for is not asked again
        seen.addAll(
            new Audit(rules, new Audit.Means(web, null, clock, held)).probe(probe, order, folder));
      }
      return new Looked(
          now,
          json(seen),
          seen.stream().anyMatch(o -> o.result() instanceof Result.Value),
          certificate(folder));
    } finally {
      remove(folder);
    }
  }

  private static List<String> probes(WorkKind kind) {
    return switch (kind) {
      case TLS -> List.of("tls");
      case HEADERS -> List.of("http-observatory", "tieu-de-them");
      case DNS -> List.of("ipv6-dnssec");
      case AUDIT, MONTHLY_REPORT -> throw new IllegalArgumentException(kind + " is no look");
    };
  }

  private static String json(List<Observation> seen) {
    ObjectNode all = JsonMapper.shared().createObjectNode();
    for (Observation one : seen) {
      if (PASSING.contains(one.field())) {
        continue;
      }
      ObjectNode probe = all.withObject("/" + one.probe());
      switch (one.result()) {
        case Result.Value value -> {
          switch (value.datum()) {
            case Datum.Flag flag -> probe.put(one.field(), flag.value());
            case Datum.Quantity quantity -> probe.put(one.field(), quantity.value());
            case Datum.Text text -> probe.put(one.field(), text.value());
            case Datum.Day day -> probe.put(one.field(), day.value().toString());
            case Datum.Words words -> words.values().forEach(probe.putArray(one.field())::add);
          }
        }
        case Result.Unobserved unobserved ->
            probe.putObject(one.field()).put("unobserved", unobserved.reason().name());
      }
    }
    return all.toString();
  }

  private static @Nullable Certificate certificate(Path folder) throws IOException {
    EvidenceReader record = EvidenceReader.open(folder);
    for (Entry entry : record.entries()) {
      if (entry.kind() == Entry.Kind.MEASURE && entry.name().equals("tls")) {
        String json = new String(record.payload(entry), StandardCharsets.UTF_8);
        return TlsFacts.read(json)
            .certificate()
            .map(own -> new Certificate(own.getSerialNumber(), own.getNotAfter().toInstant()))
            .orElse(null);
      }
    }
    return null;
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  @Override
  public String title(String id) {
    return first.probes().entries().stream()
        .filter(entry -> entry.id().equals(id))
        .map(entry -> entry.title())
        .findFirst()
        .or(() -> rulebook.find(id).map(Checklist::title))
        .orElse(id);
  }

  @Override
  public void close() {
    messaging.close();
    if (browsers != null) {
      browsers.close();
    }
    web.close();
  }
}
