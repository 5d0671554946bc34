package vn.portalaudit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import vn.portalaudit.agent.Agent;
import vn.portalaudit.agent.Settings;
import vn.portalaudit.demo.FixtureServer;
import vn.portalaudit.pipeline.RuleFiles;
import vn.portalaudit.schedule.WorkKind;
import vn.portalaudit.store.ChecklistVersions;
import vn.portalaudit.store.Database;
import vn.portalaudit.store.TestDatabase;
import vn.portalaudit.store.WorkStore;
import vn.portalaudit.web.page.Criteria;

/** What judged an audit goes on judging it, whatever becomes of the files of the criteria. */
class FrozenCriteriaTest {
  private static final String ID = "ky-thuat-cong";

  @TempDir private Path temp;

  private static FixtureServer portal() throws IOException {
    return FixtureServer.start(
        Home.folder().resolve("src/test/resources/portals/xa-mau"), LocalDate.of(2026, 11, 20));
  }

  private Path audit() throws IOException {
    Path folder = temp.resolve("luot");
    try (FixtureServer server = portal()) {
      List<String> words =
          new ArrayList<>(
              List.of("audit", "http://" + host(server) + "/", "--kind", "xa", "--rate", "off"));
      words.addAll(List.of("--allow-private", "--browser", "never", "--out", folder.toString()));
      for (String host : server.hosts()) {
        words.addAll(List.of("--connect-to", host + ":80:127.0.0.1:" + server.port()));
        words.addAll(List.of("--connect-to", host + ":443:127.0.0.1:1"));
      }
      assertThat(Cli.run(words.toArray(String[]::new)).status()).isZero();
    }
    return folder;
  }

  private static String host(FixtureServer server) {
    return server.hosts().isEmpty() ? "127.0.0.1:" + server.port() : server.hosts().get(0);
  }

  private static JsonNode document(Path folder) throws IOException {
    ObjectNode root =
        (ObjectNode) JsonMapper.shared().readTree(folder.resolve("result.json").toFile());
    ((ObjectNode) root.get("run")).remove("judgedAt");
    return root;
  }

  private static String title(Path folder) throws IOException {
    for (JsonNode card : document(folder).get("scorecards")) {
      if (card.get("checklist").asString().equals(ID)) {
        return card.get("title").asString();
      }
    }
    throw new AssertionError("no " + ID);
  }

  @Test
  void anAuditIsJudgedAgainByWhatItKept() throws IOException {
    Path folder = audit();
    JsonNode first = document(folder);
    Cli same = Cli.run("judge", folder.toString());
    assertThat(same.status()).isZero();
    assertThat(same.err()).isEmpty();
    assertThat(document(folder)).isEqualTo(first);

    // as if the file at home had been edited since, and kept its version
    RuleFiles now = RuleFiles.read(Home.folder());
    edited(now).keep(folder);
    Cli judged = Cli.run("judge", folder.toString());
    assertThat(title(folder)).startsWith("Đã sửa");
    assertThat(judged.err()).contains("được chấm theo bản đã dùng khi ấy", "--rules THƯ MỤC");
    assertThat(judged.err()).contains("checklists/" + ID + ".yml đã sửa mà vẫn ghi phiên bản");

    Path other = temp.resolve("khac");
    String home = Home.folder().toString();
    assertThat(Cli.run("judge", folder.toString(), "--rules", home).err()).contains("--out");
    assertThat(title(folder)).startsWith("Đã sửa");
    Cli.run("judge", folder.toString(), "--rules", home, "--out", other.toString());
    assertThat(document(other)).isEqualTo(first);
    assertThat(RuleFiles.kept(other).orElseThrow().digest()).isEqualTo(now.digest());
  }

  @Test
  void anAuditWithoutItsRulesSaysThatItIsJudgedByOthers() throws IOException {
    Path folder = audit();
    Files.delete(folder.resolve(RuleFiles.KEPT));
    assertThat(Cli.run("judge", folder.toString()).err()).isEmpty();

    String text = Files.readString(folder.resolve("result.json"));
    Files.writeString(
        folder.resolve("result.json"),
        text.replaceAll(
            "sha256:[0-9a-f]{60}(?=[0-9a-f]{4}\",\\s*\"pages\")", "sha256:" + "0".repeat(60)));
    assertThat(Cli.run("judge", folder.toString()).err()).contains("không giữ bộ quy tắc");
  }

  private static RuleFiles edited(RuleFiles files) {
    String text = files.checklist(ID).orElseThrow();
    return files.with(ID, text.replaceFirst("title: ", "title: Đã sửa "));
  }

  @Test
  void theServiceJudgesAVersionByTheTextThatWasUsedFirst() throws Exception {
    Database database = TestDatabase.fresh();
    Path home = temp.resolve("nha");
    copy("checklists", home);
    copy("probes", home);
    copy("reports", home);
    Path file = home.resolve("checklists/" + ID + ".yml");
    String first = Files.readString(file);
    try (FixtureServer server = portal()) {
      int portal = portal(database, server);
      try (Serving serving = new Serving(home, settings(server), database);
          Agent agent = Agent.start(database, settings(server), serving.means())) {
        audit(database, portal, "lan-1");
        String digest = serving.rulebook().digest();
        assertThat(serving.remark()).isEmpty();

        Files.writeString(file, first.replaceFirst("title: ", "title: Đã sửa "));
        audit(database, portal, "lan-2");
        assertThat(titles(database)).noneMatch(title -> title.startsWith("Đã sửa"));
        assertThat(serving.rulebook().digest()).isEqualTo(digest);
        assertThat(serving.rulebook().unused()).containsOnlyKeys(ID);
        assertThat(agent.health().says()).contains(ID + ".yml đã sửa", "version chưa dùng");

        Files.writeString(
            file,
            first
                .replaceFirst("title: ", "title: Đã sửa ")
                .replaceFirst("version: .*", "version: \"2099.1\"")
                .replaceAll("(?m)^( +)basis: .*", "$1basis: Điều mới"));
        audit(database, portal, "lan-3");
        assertThat(titles(database)).anyMatch(title -> title.startsWith("Đã sửa"));
        assertThat(serving.remark()).isEmpty();

        Criteria criteria = new Criteria(home, serving::rulebook, new ChecklistVersions(database));
        String criterion =
            serving.rulebook().find(ID).orElseThrow().criteria().findFirst().orElseThrow().id();
        assertThat(criteria.clause(ID, "2099.1", criterion)).isEqualTo("Điều mới");
        assertThat(criteria.clause(ID, version(first), criterion))
            .isNotEmpty()
            .isNotEqualTo("Điều mới");
        assertThat(criteria.clause(ID, "1999.1", criterion)).isEmpty();
      }
    }
  }

  private static String version(String text) {
    return text.replaceFirst("(?s).*?version: \"([^\"]*)\".*", "$1");
  }

  private static void copy(String folder, Path home) throws IOException {
    Path from = Home.folder();
    try (Stream<Path> files = Files.walk(from.resolve(folder))) {
      for (Path file : files.toList()) {
        Path to = home.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(to);
        } else {
          Files.copy(file, to);
        }
      }
    }
  }

  private static List<String> titles(Database database) {
    return database
        .jdbc()
        .sql(
            "select c ->> 'title' from audit_run, jsonb_array_elements(result -> 'scorecards') c"
                + " order by 1")
        .query(String.class)
        .list();
  }

  private static int portal(Database database, FixtureServer server) {
    return database
        .jdbc()
        .sql(
            "insert into portal (code, title, kind, root_url) values ('xa-mau', 'Xã mẫu', 'xa',"
                + " ?) returning id")
        .param("http://" + host(server) + "/")
        .query(Integer.class)
        .single();
  }

  private static void audit(Database database, int portal, String request) {
    long work = new WorkStore(database).request(portal, WorkKind.AUDIT, request, "so-khcn");
    until(() ->
        database
                .jdbc()
                .sql("select count(*) from audit_run where work_id = ?")
                .param(work)
                .query(Integer.class)
                .single()
            == 1);
  }

  private static void until(BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("within two minutes").isLessThan(end);
      Thread.yield();
    }
  }

  private Settings settings(FixtureServer server) {
    return ServingTest.settings(server, temp);
  }
}
