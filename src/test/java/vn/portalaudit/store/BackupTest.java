package vn.portalaudit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.portalaudit.monitor.NoticeRule;
import vn.portalaudit.monitor.ProbeResult.State;
import vn.portalaudit.monitor.Standing;

class BackupTest {
  private static final Database FULL = TestDatabase.fresh();
  private static final String NOTE = "a\tb\\n\\N\r\n«Đ» 'x' \"y\" 😀";
  private static Map<String, byte[]> good = Map.of();
  @TempDir private static Path shared;

  @TempDir private Path folder;
  private Path file = Path.of("");

  @BeforeAll
  static void fill() throws IOException {
    JdbcClient jdbc = FULL.jdbc();
    SamplePortals.add(FULL, "Cổng Bắc Giang", "Cổng Bắc Ninh");
    jdbc.sql("insert into agency (code, note) values ('so-y-te', ?), ('so-y-te-moi', null)")
        .param(NOTE)
        .update();
    jdbc.sql(
            "insert into agency_version (agency_id, valid_from, name, level, parent_id) values (1,"
                + " '2020-01-01', 'Sở Y tế', 'so', null), (2, '2025-07-01', 'Sở', 'so', 1)")
        .update();
    jdbc.sql("insert into node (id, name) values (gen_random_uuid(), 'nút')").update();
    jdbc.sql(
            "insert into work (portal_id, kind, slot, due_at, owner, checkpoint)"
                + " select 1, 'audit', 's', now(), id, '{\"trang\": [1, null]}' from node")
        .update();
    jdbc.sql(
            "insert into audit_run values ('r1', 1, 1, 'audit', now(), now(), 'd', 1, 2, 3, true,"
                + " true, 'data/audits/r1', '{}')")
        .update();
    jdbc.sql(
            "insert into incident (portal_id, kind, severity, starts_at, says, state, merged_into)"
                + " values (1, 'down', 'major', now(), 'a', 'open', null),"
                + " (1, 'down', 'major', now(), 'b', 'merged', 1)")
        .update();
    Instant now = ProbeStore.now(jdbc).minus(Duration.ofDays(1));
    ProbeStore store = new ProbeStore(FULL, Retention.STANDARD);
    store.write(
        SamplePortals.leases(FULL),
        SamplePortals.results(1, now, 300, "UDX?UUUU"),
        Map.of(1, new Standing(State.UP, now, null, now, 0, 2, false, null, 5)));
    new ProbeUpkeep(FULL, Retention.STANDARD, new NoticeRule(7, day -> true))
        .run(now.plus(Duration.ofDays(2)));
    Path made = shared.resolve("good.zip");
    new Backup(FULL)
        .write(made, () -> Map.of("evidence.jsonl", out -> out.write(new byte[] {'h', 'i'})));
    good = entries(made);
  }

  @AfterAll
  static void close() {
    FULL.close();
  }

  @BeforeEach
  void name() {
    file = folder.resolve("sao-luu.zip");
  }

  /** Every table with its number of rows and a hash of them, and every sequence. */
  private static Map<String, String> contents(Database database) {
    JdbcClient jdbc = database.jdbc();
    Map<String, String> contents = new TreeMap<>();
    for (String table : Tables.inOrder(jdbc).keySet()) {
      contents.put(
          table,
          jdbc.sql(
                  "select count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by"
                      + " t::text)), '') from "
                      + Tables.quoted(table)
                      + " t")
              .query(String.class)
              .single());
    }
    for (String sequence : Tables.sequences(jdbc)) {
      contents.put(
          sequence,
          jdbc.sql("select last_value || ' ' || is_called from " + Tables.quoted(sequence))
              .query(String.class)
              .single());
    }
    return contents;
  }

  @Test
  void restoredDatabaseIsEqualToTheLastRow() throws Exception {
    Backup.Summary written =
        new Backup(FULL).write(file, () -> Map.of("evidence.jsonl", out -> out.write('x')));
    StringBuilder evidence = new StringBuilder();
    try (Database empty = TestDatabase.empty()) {
      Backup.Summary read =
          new Restore(empty)
              .read(
                  file,
                  name ->
                      name.equals("evidence.jsonl")
                          ? in ->
                              evidence.append(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                          : null);

      assertThat(read).isEqualTo(written);
      assertThat(read.rows()).isGreaterThan(80);
      assertThat(contents(empty)).isEqualTo(contents(FULL));
      assertThat(
              empty.jdbc().sql("select note from agency where id = 1").query(String.class).single())
          .isEqualTo(NOTE);
      assertThat(SamplePortals.count(empty, "probe_result")).isEqualTo(8);
      assertThat(evidence).hasToString("x");
    }
  }

  @Test
  void restoredDatabaseGoesOnCounting() throws Exception {
    write(good);
    try (Database empty = TestDatabase.empty()) {
      new Restore(empty).read(file, name -> null);
      int id =
          empty
              .jdbc()
              .sql("insert into agency (code) values ('moi') returning id")
              .query(Integer.class)
              .single();
      assertThat(id).isEqualTo(3);
      assertThat(
              new PortalList(empty)
                  .page(
                      new PortalList.Wanted(java.util.Set.of(), null, null, "bac giang"),
                      PortalList.Order.TITLE,
                      java.time.LocalDate.of(2026, 11, 22),
                      0,
                      10)
                  .total())
          .isEqualTo(1);
    }
  }

  @Test
  void migratedDatabaseWithoutDataIsGoodToo() throws Exception {
    write(good);
    try (Database fresh = TestDatabase.fresh()) {
      new Restore(fresh).read(file, name -> null);
      assertThat(contents(fresh)).isEqualTo(contents(FULL));
    }
  }

  @Test
  void databaseWithDataIsRefusedAndStaysAsItIs() throws Exception {
    write(good);
    try (Database used = TestDatabase.fresh()) {
      used.jdbc().sql("insert into agency (code) values ('so-khac')").update();
      Map<String, String> before = contents(used);

      assertThatThrownBy(() -> new Restore(used).read(file, name -> null))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("Chỉ phục hồi vào cơ sở dữ liệu trống")
          .hasMessageContaining("agency");
      assertThat(contents(used)).isEqualTo(before);
    }
  }

  @Test
  void fileIsTheOwnersAloneAndNeverReplaced() throws Exception {
    new Backup(FULL).write(file, Map::of);
    byte[] first = Files.readAllBytes(file);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThatThrownBy(() -> new Backup(FULL).write(file, Map::of))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("đã có");
    assertThat(file).hasBinaryContent(first);
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void backupThatFailsLeavesNoFile() {
    Backup.Content broken =
        out -> {
          throw new IOException("disk");
        };
    assertThatThrownBy(() -> new Backup(FULL).write(file, () -> Map.of("evidence.jsonl", broken)))
        .isInstanceOf(IOException.class)
        .hasMessage("disk");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void emptyDatabaseHasNothingToBackUp() {
    try (Database empty = TestDatabase.empty()) {
      assertThatThrownBy(() -> new Backup(empty).write(file, Map::of))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("chưa được tạo");
    }
  }

  @Test
  void everyDamageIsFoundAndNothingIsTouched() throws Exception {
    write(good);
    byte[] bytes = Files.readAllBytes(file);
    for (int at = 20; at < bytes.length; at += bytes.length / 40) {
      byte[] flipped = bytes.clone();
      flipped[at] ^= 0x10;
      Files.write(file, flipped);
      assertUntouchedOrEqual();
    }
    for (int length : new int[] {0, 1, bytes.length / 2, bytes.length - 1}) {
      Files.write(file, java.util.Arrays.copyOf(bytes, length));
      assertRefused("hỏng hoặc không phải của portal-audit");
    }
  }

  /** A flipped bit in what ZIP itself does not need, such as a time, may do no harm. */
  private void assertUntouchedOrEqual() throws IOException {
    try (Database empty = TestDatabase.empty()) {
      try {
        new Restore(empty).read(file, name -> null);
        assertThat(contents(empty)).isEqualTo(contents(FULL));
      } catch (StoreException e) {
        assertThat(e).hasMessageContaining("hỏng hoặc không phải của portal-audit");
        assertThat(Tables.inOrder(empty.jdbc())).isEmpty();
      }
    }
  }

  private void assertRefused(String says) {
    try (Database empty = TestDatabase.empty()) {
      assertThatThrownBy(() -> new Restore(empty).read(file, name -> null))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining(says);
      assertThat(Tables.inOrder(empty.jdbc())).isEmpty();
    }
  }

  @Test
  void changedMissingAndAddedEntriesAreRefused() throws Exception {
    write(changed("database/agency.copy", text -> text.replace("so-y-te", "so-gia-o")));
    assertRefused("agency.copy không đúng mã băm");

    Map<String, byte[]> without = new LinkedHashMap<>(good);
    without.remove("database/agency.copy");
    write(without);
    assertRefused("thiếu database/agency.copy");

    Map<String, byte[]> added = new LinkedHashMap<>(good);
    added.put("database/evil.copy", new byte[0]);
    write(added);
    assertRefused("có tệp lạ");

    Map<String, byte[]> bare = new LinkedHashMap<>(good);
    bare.remove("manifest.json");
    write(bare);
    assertRefused("không có manifest.json");
  }

  @Test
  void laterFormatAndLaterSchemaAreRefused() throws Exception {
    write(changed("manifest.json", text -> text.replace("\"format\":1", "\"format\":2")));
    assertRefused("dạng tệp 2");

    write(
        changed(
            "manifest.json",
            text -> text.replaceFirst("\"schema\":\"[0-9]+\"", "\"schema\":\"999\"")));
    assertRefused("mới hơn chương trình này");
  }

  @Test
  void rowsThatTheDatabaseRefusesLeaveItEmpty() throws Exception {
    Map<String, byte[]> wrong =
        changed("database/agency_version.copy", text -> text.replace("1\t2020", "77\t2020"));
    write(withHashes(wrong));
    assertNothingRestored("Không phục hồi được, cơ sở dữ liệu vẫn trống");
  }

  @Test
  void wrongCountOfRowsLeavesItEmpty() throws Exception {
    write(
        changed(
            "manifest.json",
            text ->
                text.replaceFirst(
                    "(\"name\":\"incident\",\"columns\":[^\\]]*\\],\"rows\":)2", "$13")));
    assertNothingRestored("incident có 2 dòng thay vì 3");
  }

  private void assertNothingRestored(String says) {
    try (Database empty = TestDatabase.empty()) {
      assertThatThrownBy(() -> new Restore(empty).read(file, name -> null))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining(says);
      assertThat(Tables.firstWithRows(empty.jdbc())).isEmpty();
      assertThat(Partitions.days(empty.jdbc())).isEmpty();
    }
  }

  @Test
  void partitionIsNotDroppedWhileABackupReads() throws Exception {
    try (Database database = TestDatabase.fresh()) {
      Instant midnight = Partitions.start(Partitions.day(ProbeStore.now(database.jdbc())));
      ProbeStore store = new ProbeStore(database, Retention.STANDARD);
      Map<Integer, Long> leases = SamplePortals.leases(database);
      for (int day = 7; day >= 0; day--) {
        store.write(
            leases,
            SamplePortals.results(1, midnight.minus(Duration.ofDays(day)), 300, "UX"),
            Map.of());
      }
      Instant later = midnight.plus(Duration.ofDays(1)).plusSeconds(600);
      ProbeUpkeep upkeep =
          new ProbeUpkeep(database, Retention.STANDARD, new NoticeRule(7, day -> true));
      upkeep.sumUp(later);

      new Backup(database)
          .write(
              file,
              () ->
                  Map.of(
                      "x",
                      (OutputStream out) ->
                          assertThat(CompletableFuture.supplyAsync(() -> upkeep.drop(later)).join())
                              .isEmpty()));
      assertThat(upkeep.drop(later)).hasSize(1);
    }
  }

  private static Map<String, byte[]> entries(Path zip) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        entries.put(entry.getName(), in.readAllBytes());
      }
    }
    return entries;
  }

  private void write(Map<String, byte[]> entries) throws IOException {
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        out.putNextEntry(new ZipEntry(entry.getKey()));
        out.write(entry.getValue());
      }
      out.setComment(hash(entries.getOrDefault("manifest.json", new byte[0])));
    }
  }

  private static String hash(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private static Map<String, byte[]> changed(
      String entry, java.util.function.UnaryOperator<String> change) {
    Map<String, byte[]> changed = new LinkedHashMap<>(good);
    String before = new String(good.getOrDefault(entry, new byte[0]), StandardCharsets.UTF_8);
    String after = change.apply(before);
    assertThat(after).isNotEqualTo(before);
    changed.put(entry, after.getBytes(StandardCharsets.UTF_8));
    return changed;
  }

  /** The same with the hashes and sizes of what is in it now. */
  private static Map<String, byte[]> withHashes(Map<String, byte[]> entries) {
    Map<String, byte[]> hashed = new LinkedHashMap<>(entries);
    String manifest =
        new String(hashed.getOrDefault("manifest.json", new byte[0]), StandardCharsets.UTF_8);
    for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
      manifest =
          manifest.replaceFirst(
              "(\"entry\":\"" + entry.getKey() + "\",\"bytes\":)[0-9]+(,\"sha256\":\")[0-9a-f]+",
              "$1" + entry.getValue().length + "$2" + hash(entry.getValue()));
    }
    hashed.put("manifest.json", manifest.getBytes(StandardCharsets.UTF_8));
    return hashed;
  }

  @Test
  void whatIsNoBackupIsRefused() throws Exception {
    Files.write(file, List.of("không phải zip"));
    assertRefused("hỏng hoặc không phải của portal-audit");
    Files.delete(file);
    assertRefused("Không đọc được tệp sao lưu");
  }
}
