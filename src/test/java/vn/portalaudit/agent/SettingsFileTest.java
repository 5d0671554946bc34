package vn.portalaudit.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.portalaudit.config.ConfigException;
import vn.portalaudit.net.browser.Browsers;
import vn.portalaudit.schedule.Timetable;
import vn.portalaudit.schedule.WorkKind;

class SettingsFileTest {
  @TempDir Path folder;

  private Settings read(String yaml) throws IOException {
    return read(yaml, Map.of());
  }

  private Settings read(String yaml, Map<String, String> environment) throws IOException {
    Path file = folder.resolve("portal-audit.yml");
    Files.writeString(file, yaml);
    return SettingsFile.read(file, environment);
  }

  @Test
  void withoutAFileTheDefaultsHold() {
    Settings settings = SettingsFile.read(folder.resolve("none.yml"), Map.of());

    assertThat(settings.port()).isEqualTo(8080);
    assertThat(settings.managementAddress()).isEqualTo("127.0.0.1");
    assertThat(settings.database()).isNull();
    Timetable timetable = settings.timetables().getFirst();
    assertThat(timetable.group()).isEqualTo("mac-dinh");
    assertThat(timetable.probeEvery()).isEqualTo(Duration.ofMinutes(5));
    assertThat(timetable.rules()).containsOnlyKeys(WorkKind.values());
  }

  @Test
  void theFileOfTheProjectStatesTheDefaults() {
    Path file = Path.of(System.getProperty("portalaudit.home"), "portal-audit.yml");

    Settings stated = SettingsFile.read(file, Map.of());
    Settings defaults = SettingsFile.read(folder.resolve("none.yml"), Map.of());

    assertThat(stated).isEqualTo(defaults);
  }

  @Test
  void aGridOnOtherMachinesNeedsAnAddressOfThisOne() throws IOException {
    Settings.Node near = read("node: {grid: 'http://127.0.0.1:4444'}").node();
    Settings.Node far =
        read("node: {grid: 'https://10.0.0.9:4444', proxy-address: 10.0.0.5}").node();

    assertThat(near.grid()).hasToString("Grid[127.0.0.1:4444]");
    assertThat(far.grid())
        .isEqualTo(
            new Browsers.Grid(
                URI.create("https://10.0.0.9:4444"),
                InetAddress.getByAddress(new byte[] {10, 0, 0, 5})));
    for (String wrong : List.of("grid: 'http://10.0.0.9:4444'", "grid: may-chu:4444")) {
      ConfigException refused =
          catchThrowableOfType(ConfigException.class, () -> read("node: {" + wrong + "}"));
      assertThat(refused.problems()).singleElement().asString().contains(":1:", "node.grid");
    }
  }

  @Test
  void anIdentityProviderIsNamedWithItsSecretInAFile() throws IOException {
    Path secret = Files.writeString(folder.resolve("bi-mat"), "s3\n");
    String yaml =
        """
        access:
          public-url: https://giamsat.example.gov.vn
          oidc:
            issuer: https://sso.example.gov.vn/realms/tinh
            client-id: giam-sat-cong
            client-secret-file: %s
            second-factor: [mfa]
        """
            .formatted(secret);

    assertThat(read(yaml).access().oidc())
        .isEqualTo(
            new Settings.Oidc(
                "Tài khoản công vụ",
                "https://sso.example.gov.vn/realms/tinh",
                "giam-sat-cong",
                "s3",
                false,
                java.util.Set.of("mfa")));
    ConfigException refused =
        catchThrowableOfType(
            ConfigException.class,
            () ->
                read(
                    yaml.replace("  public-url: https://giamsat.example.gov.vn\n", "")
                        .replace("issuer: https", "issuer: http")
                        .replace("    client-id", "    client")));
    assertThat(refused.problems().toString())
        .contains("access.public-url", "oidc.issuer", "client-id");
  }

  @Test
  void authoritiesThatAreTrustedComeFromFiles() throws IOException {
    X509Certificate one = root("Cơ quan chứng thực một");
    X509Certificate two = root("Cơ quan chứng thực hai");
    Path pem = folder.resolve("goc.pem");
    Files.writeString(pem, pem(one) + "\n" + pem(two));
    Path der = folder.resolve("goc.cer");
    try {
      Files.write(der, two.getEncoded());
    } catch (CertificateEncodingException e) {
      throw new IOException(e);
    }
    String yaml = "signatures: {trusted: ['" + pem + "', '" + der + "']}";

    assertThat(read(yaml).trusted()).containsExactly(one, two, two);
    Path none = Files.writeString(folder.resolve("khac.pem"), "không phải chứng thư");
    for (Path wrong : List.of(none, folder.resolve("khong-co.pem"))) {
      ConfigException refused =
          catchThrowableOfType(
              ConfigException.class, () -> read("signatures: {trusted: ['" + wrong + "']}"));
      assertThat(refused.problems())
          .singleElement()
          .asString()
          .contains("signatures.trusted", String.valueOf(wrong.getFileName()));
    }
  }

  private static X509Certificate root(String name) {
    return new HeldCertificate.Builder()
        .commonName(name)
        .certificateAuthority(0)
        .build()
        .certificate();
  }

  private static String pem(X509Certificate certificate) {
    return okhttp3.tls.Certificates.certificatePem(certificate);
  }

  @Test
  void telegramMayBeReachedOverAServerBetween() throws IOException {
    assertThat(read("telegram: {api: 'https://tin.tinh.gov.vn:8443/telegram'}").telegram())
        .isEqualTo("https://tin.tinh.gov.vn:8443/telegram");
    assertThat(read("telegram: {api: 'http://127.0.0.1:8081'}").telegram())
        .isEqualTo("http://127.0.0.1:8081");
  }

  @Test
  void aGroupMayHaveItsOwnHours() throws IOException {
    Settings settings =
        read(
            """
            schedules:
              trong-diem:
                probe: 1m
                quiet: "07:30-17:00"
                audit: {cron: "0 30 19 ? * FRI", spread: 8h}
                dns: "off"
            """);

    Timetable timetable = settings.timetables().get(1);
    assertThat(timetable.probeEvery()).isEqualTo(Duration.ofMinutes(1));
    assertThat(timetable.rules()).doesNotContainKey(WorkKind.DNS).containsKey(WorkKind.TLS);
    assertThat(timetable.rules())
        .containsEntry(WorkKind.AUDIT, new Timetable.Rule("0 30 19 ? * FRI", Duration.ofHours(8)));
  }

  @Test
  void theEnvironmentNamesTheDatabaseBeforeTheFile() throws IOException {
    Settings settings =
        read(
            "database: {url: \"jdbc:postgresql://a/x\", user: kiem}\n",
            Map.of(
                "PORTAL_AUDIT_DB_URL", "jdbc:postgresql://b/y", "PORTAL_AUDIT_DB_PASSWORD", "p"));

    assertThat(settings.database())
        .isEqualTo(new Settings.DatabaseAddress("jdbc:postgresql://b/y", "kiem", "p"));
    assertThat(settings.toString()).doesNotContain("password=p");
  }

  @Test
  void everythingThatIsWrongIsToldAtOnceWithLineAndKey() {
    ConfigException wrong =
        catchThrowableOfType(
            ConfigException.class,
            () ->
                read(
                    """
                    server: {port: 99999, prot: 1}
                    node:
                      lease: soon
                      audits: -1
                    schedules:
                      mac-dinh:
                        probe: 10s
                        quiet: all night
                        audit: {cron: "every day"}
                    disk: {min-free: much}
                    telegram: {api: "http://api.telegram.org/"}
                    """));

    assertThat(wrong.problems())
        .hasSize(9)
        .anySatisfy(p -> assertThat(p).contains(":1:", "prot"))
        .anySatisfy(p -> assertThat(p).contains(":1:", "server.port", "65535"))
        .anySatisfy(p -> assertThat(p).contains(":3:", "node.lease", "30s"))
        .anySatisfy(p -> assertThat(p).contains(":4:", "node.audits"))
        .anySatisfy(p -> assertThat(p).contains(":7:", "probe"))
        .anySatisfy(p -> assertThat(p).contains(":8:", "quiet"))
        .anySatisfy(p -> assertThat(p).contains(":9:", "every day"))
        .anySatisfy(p -> assertThat(p).contains(":10:", "min-free"))
        .anySatisfy(p -> assertThat(p).contains(":11:", "telegram.api", "https"));
  }
}
