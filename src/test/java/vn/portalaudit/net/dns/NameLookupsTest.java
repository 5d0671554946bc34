package vn.portalaudit.net.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.portalaudit.domain.Reason;
import vn.portalaudit.net.dns.NameFacts.Found;

class NameLookupsTest {
  private static final Instant NOW = Instant.parse("2026-11-22T03:00:00Z");
  private static final String HOST = "sokhcn.bacgiang.gov.vn";

  private static NameFacts look(String host, Duration timeout, InetSocketAddress... servers) {
    return NameFacts.read(NameLookups.of(List.of(servers), timeout, () -> NOW).look(host));
  }

  private static NameFacts look(NameServer server) {
    return look(HOST, Duration.ofSeconds(10), server.address());
  }

  @Test
  void signedNameWithIpv6IsSeenWhole() {
    try (NameServer server =
        new NameServer(
            question ->
                switch (question.name() + " " + question.type()) {
                  case HOST + " 28" -> question.answer().record(28, 16).signature(28);
                  case HOST + " 1" -> question.answer().record(1, 4).record(1, 4).signature(1);
                  case "bacgiang.gov.vn 43", "vn 43" -> question.answer().record(43, 36);
                  default -> question.answer();
                })) {
      NameFacts facts = look(server);
      assertThat(facts.failure()).isNull();
      assertThat(facts.address6()).isEqualTo(new Found(1, true, false, null));
      assertThat(facts.address()).isEqualTo(new Found(2, true, false, null));
      assertThat(facts.delegations().keySet()).containsExactly(HOST, "bacgiang.gov.vn");
      assertThat(facts.delegations().get("bacgiang.gov.vn"))
          .isEqualTo(new Found(1, false, false, null));
      assertThat(facts.control()).isEqualTo(new Found(1, false, false, null));
      assertThat(facts.at()).isEqualTo(NOW);
    }
  }

  @Test
  void vouchingOfTheResolverIsSeen() {
    try (NameServer server = new NameServer(q -> q.answer().record(q.type(), 16).authentic())) {
      assertThat(look(server).address6()).isEqualTo(new Found(1, false, true, null));
    }
  }

  @Test
  void unknownNameIsNotAskedFurther() {
    try (NameServer server = new NameServer(q -> q.answer().code(3))) {
      assertThat(look(server).failure()).isEqualTo(Reason.DNS_NOT_FOUND);
      assertThat(server.questions()).isEqualTo(1);
    }
  }

  @Test
  void failingServerIsFailure() {
    try (NameServer server = new NameServer(q -> q.answer().code(2))) {
      assertThat(look(HOST, Duration.ofMillis(50), server.address()).failure())
          .isEqualTo(Reason.DNS_FAILURE);
    }
  }

  @Test
  void cutAnswerSaysNothing() {
    try (NameServer server = new NameServer(q -> q.answer().record(28, 16).truncated())) {
      assertThat(look(HOST, Duration.ofMillis(50), server.address()).failure())
          .isEqualTo(Reason.DNS_FAILURE);
    }
  }

  @Test
  void silentServerIsPassedOverForTheNext() {
    try (NameServer silent = new NameServer(q -> null);
        NameServer server = new NameServer(q -> q.answer().record(q.type(), 16))) {
      assertThat(look(HOST, Duration.ofMillis(100), silent.address(), server.address()).address6())
          .isEqualTo(new Found(1, false, false, null));
    }
  }

  @Test
  void silenceAndNoServerAreFailure() {
    try (NameServer silent = new NameServer(q -> null)) {
      assertThat(look(HOST, Duration.ofMillis(30), silent.address()).failure())
          .isEqualTo(Reason.DNS_FAILURE);
      assertThat(silent.questions()).isEqualTo(2);
    }
    assertThat(look(HOST, Duration.ofMillis(30)).failure()).isEqualTo(Reason.DNS_FAILURE);
  }

  @Test
  void answersToOtherQuestionsAndDamagedOnesArePassedOver() {
    try (NameServer server =
        new NameServer(
            q ->
                q.answer()
                    .before(q.answer().record(28, 16).id(q.id() ^ 1))
                    .before(q.answer().record(28, 16).asked("khac.gov.vn"))
                    .before(q.answer().raw(new byte[] {1, 2, 3}))
                    .before(q.answer().claims(60_000)))) {
      assertThat(look(server).address6()).isEqualTo(new Found(0, false, false, null));
    }
  }

  @Test
  void nameThatIsNoneIsFailureWithoutAsking() {
    try (NameServer server = new NameServer(q -> q.answer().record(28, 16))) {
      NameFacts facts = look("x".repeat(64) + ".gov.vn", Duration.ofMillis(50), server.address());
      assertThat(facts.failure()).isEqualTo(Reason.DNS_FAILURE);
      assertThat(server.questions()).isZero();
    }
  }

  @Test
  void parentsAreAskedDownToTheRegisteredName() {
    try (NameServer server = new NameServer(q -> q.answer().record(q.type(), 16))) {
      assertThat(
              look("a.b.c.d.e.f.tinh.gov.vn", Duration.ofSeconds(10), server.address())
                  .delegations())
          .hasSize(5)
          .doesNotContainKey("gov.vn");
      assertThat(
              look("tinh.gov.vn", Duration.ofSeconds(10), server.address()).delegations().keySet())
          .containsExactly("tinh.gov.vn");
    }
  }

  @Test
  void serversAreReadFromTheMachinesFile(@TempDir Path folder) throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("resolv.conf"),
            """
            # nameserver 9.9.9.9
            search tinh.gov.vn
            nameserver 10.0.0.53
            nameserver  2001:db8::1
            nameserver tên-miền
            options edns0
            """);
    assertThat(ResolverFile.servers(file))
        .containsExactly(
            new InetSocketAddress(InetAddress.ofLiteral("10.0.0.53"), 53),
            new InetSocketAddress(InetAddress.ofLiteral("2001:db8::1"), 53));
    assertThat(ResolverFile.servers(folder.resolve("không có"))).isEmpty();
  }

  @Test
  void damagedRecordIsRefused() {
    for (String json : List.of("", "null", "{}", "[1]")) {
      assertThatThrownBy(() -> NameFacts.read(json)).isInstanceOf(IllegalArgumentException.class);
    }
  }
}
