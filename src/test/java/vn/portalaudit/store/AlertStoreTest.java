package vn.portalaudit.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.portalaudit.alert.Carrier;
import vn.portalaudit.alert.Channel;
import vn.portalaudit.alert.Courier;
import vn.portalaudit.alert.Deed;
import vn.portalaudit.alert.Delivery;
import vn.portalaudit.alert.Herald;
import vn.portalaudit.alert.Incident;
import vn.portalaudit.alert.Kind;
import vn.portalaudit.alert.Life;
import vn.portalaudit.alert.Parcel;
import vn.portalaudit.alert.Rule;
import vn.portalaudit.alert.Severity;
import vn.portalaudit.alert.Signs;
import vn.portalaudit.alert.Wording;
import vn.portalaudit.domain.Reason;
import vn.portalaudit.monitor.Cause;
import vn.portalaudit.monitor.ProbeResult.State;
import vn.portalaudit.monitor.Transition;

class AlertStoreTest {
  private final Database database = TestDatabase.fresh();
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-03-02T03:00:00Z"));

  private Instant now() {
    return Objects.requireNonNull(now.get());
  }

  private final IncidentStore incidents = new IncidentStore(database, now::get);
  private final AlertStore alerts = new AlertStore(database, now::get);
  private final ConcurrentLinkedQueue<Parcel> delivered = new ConcurrentLinkedQueue<>();
  private Herald herald;
  private int channel;

  @BeforeEach
  void register() throws IOException {
    String home = System.getProperty("portalaudit.home", "");
    herald =
        new Herald(
            Wording.read(Path.of(home).resolve("reports/canh-bao.txt")), "https://giam-sat.vn/");
    database
        .jdbc()
        .sql(
            """
            insert into portal (code, title, kind, root_url, shared_ip_group)
            select 'cong-' || n, 'Cổng số ' || n, 'xa', 'https://x' || n || '.gov.vn/', 'nhom'
            from generate_series(1, 500) n
            """)
        .update();
    channel = alerts.save(new Channel(0, "Trực", Channel.Kind.WEBHOOK, "https://x/", "k"), true);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private void rule(@Nullable LocalTime from, @Nullable LocalTime to, @Nullable Duration remind) {
    alerts.add(new Rule(0, channel, Set.of(), Severity.INFO, null, null, from, to, true, remind));
  }

  private void pass(Duration time) {
    now.updateAndGet(t -> t.plus(time));
  }

  private void see(Transition transition) {
    Signs.of(transition).forEach(incidents::take);
  }

  private Transition down(int portal, Cause cause) {
    return new Transition.WentDown(
        portal, now(), Reason.CONNECT_TIMEOUT, cause, "", List.of(), false, true);
  }

  private Transition up(int portal) {
    return new Transition.CameUp(portal, now(), now(), State.UP, List.of(), false, true);
  }

  private List<Parcel> deliver() {
    delivered.clear();
    run(parcel -> new Delivery.Sent("được"));
    return List.copyOf(delivered);
  }

  private void run(Carrier carrier) {
    Carrier noting =
        parcel -> {
          delivered.add(parcel);
          return carrier.deliver(parcel);
        };
    try (Courier courier = new Courier(alerts, noting, new Random(1))) {
      while (courier.round().join() > 0) {
        // until there is nothing that may go now
      }
    }
  }

  @Test
  void oneFallMakesOneMessageWithLinkAndAnotherWhenItIsOver() {
    rule(null, null, null);
    see(down(1, Cause.NETWORK));
    see(down(1, Cause.NETWORK));
    alerts.tell(herald);
    assertThat(deliver()).isEmpty();

    pass(Duration.ofSeconds(60));
    alerts.tell(herald);
    alerts.tell(herald);
    List<Parcel> first = deliver();
    assertThat(first).hasSize(1);
    assertThat(first.getFirst().subject()).isEqualTo("Cổng «Cổng số 1» không truy cập được");
    assertThat(first.getFirst().body())
        .contains("Từ: 02/03/2026 10:00", "https://giam-sat.vn/cong/cong-1", "Việc cần làm");

    see(up(1));
    pass(Duration.ofSeconds(60));
    alerts.tell(herald);
    assertThat(deliver())
        .extracting(Parcel::subject)
        .containsExactly("Cổng «Cổng số 1» đã truy cập lại được");
  }

  @Test
  void fiveHundredThatFallTogetherMakeOneMessageWithTheList() {
    rule(null, null, null);
    for (int portal = 1; portal <= 500; portal++) {
      see(down(portal, Cause.HOSTING));
      if (portal == 250) {
        pass(Duration.ofSeconds(40));
        alerts.tell(herald);
      }
    }
    pass(Duration.ofSeconds(20));
    alerts.tell(herald);
    pass(Duration.ofSeconds(60));
    alerts.tell(herald);

    List<Parcel> messages = deliver();
    assertThat(messages).hasSize(1);
    assertThat(messages.getFirst().subject()).isEqualTo("500 cổng cùng lúc: không truy cập được");
    assertThat(messages.getFirst().body())
        .contains("Cổng số 1 (", "Cổng số 500 (", "hạ tầng dùng chung");
  }

  @Test
  void oneHostThatFallsMakesOneMessageEvenOfTwoPortals() {
    rule(null, null, null);
    see(down(1, Cause.HOSTING));
    see(down(2, Cause.HOSTING));
    see(down(3, Cause.DNS));
    pass(Duration.ofSeconds(61));
    alerts.tell(herald);

    assertThat(deliver()).hasSize(2);
  }

  @Test
  void whatFallsInQuietHoursIsToldAsOneSummaryInTheMorning() {
    now.set(Instant.parse("2026-03-02T23:50:00+07:00"));
    rule(LocalTime.of(22, 0), LocalTime.of(6, 0), null);
    see(down(1, Cause.NETWORK));
    pass(Duration.ofMinutes(5));
    alerts.tell(herald);
    see(up(1));
    pass(Duration.ofHours(2));
    alerts.tell(herald);
    assertThat(deliver()).isEmpty();

    now.set(Instant.parse("2026-03-03T06:00:00+07:00"));
    alerts.tell(herald);
    List<Parcel> morning = deliver();
    assertThat(morning).hasSize(1);
    assertThat(morning.getFirst().subject()).isEqualTo("2 cảnh báo trong giờ nghỉ");
    assertThat(morning.getFirst().body()).contains("02/03/2026 23:50");
  }

  @Test
  void criticalIsToldInQuietHours() {
    now.set(Instant.parse("2026-03-02T23:50:00+07:00"));
    rule(LocalTime.of(22, 0), LocalTime.of(6, 0), null);
    see(new Transition.OwnOutageBegan(now(), Transition.Sickness.CANARIES));
    alerts.tell(herald);

    assertThat(deliver())
        .extracting(Parcel::subject)
        .containsExactly("Hệ thống giám sát mất kết nối");
  }

  @Test
  void remindersComeUntilSomebodyAcknowledges() {
    rule(null, null, Duration.ofHours(1));
    see(down(1, Cause.NETWORK));
    int messages = 0;
    for (int minute = 0; minute < 125; minute++) {
      pass(Duration.ofMinutes(1));
      alerts.tell(herald);
      messages += deliver().size();
    }
    assertThat(messages).isEqualTo(3);

    Incident open = incidents.list(IncidentStore.Filter.ALL, 0, 10).incidents().getFirst();
    incidents.act(open.id(), new Deed.Acknowledge("An"));
    pass(Duration.ofHours(3));
    alerts.tell(herald);
    assertThat(deliver()).isEmpty();
  }

  @Test
  void twoHoursOfFlappingMakeAtMostOneMessageInHalfAnHour() {
    rule(null, null, null);
    Instant began = now();
    see(down(1, Cause.NETWORK));
    List<String> subjects = new ArrayList<>();
    for (int minute = 1; minute <= 120; minute++) {
      pass(Duration.ofMinutes(1));
      // As the watch tells it: flapping from the second fall, announced each half hour
      boolean announce = minute % 30 == 0;
      if (minute == 2) {
        see(new Transition.FlappingBegan(1, now(), 2, false));
      }
      boolean flapping = minute >= 2;
      see(
          minute % 2 == 1
              ? new Transition.CameUp(1, now(), began, State.UP, List.of(), flapping, false)
              : new Transition.WentDown(
                  1,
                  now(),
                  Reason.CONNECT_TIMEOUT,
                  Cause.NETWORK,
                  "",
                  List.of(),
                  flapping,
                  announce));
      alerts.tell(herald);
      deliver().forEach(parcel -> subjects.add(parcel.body()));
    }
    assertThat(subjects).hasSizeBetween(2, 5);
    assertThat(subjects.getLast()).contains("chập chờn");
    assertThat(incidents.list(IncidentStore.Filter.ALL, 0, 10).total()).isEqualTo(2);
  }

  @Test
  void whatComesAndGoesIsNotToldEachTime() {
    rule(null, null, null);
    int messages = 0;
    for (int i = 0; i < 12; i++) {
      Instant at = now();
      see(new Transition.Degraded(1, at, Reason.TOO_SLOW, Cause.SERVER, List.of()));
      pass(Duration.ofSeconds(150));
      alerts.tell(herald);
      see(new Transition.Recovered(1, now(), at));
      alerts.tell(herald);
      pass(Duration.ofSeconds(150));
      alerts.tell(herald);
      messages += deliver().size();
    }
    assertThat(messages).isLessThanOrEqualTo(4);
  }

  @Test
  void twoCouriersSendNothingTwiceAndAllOfIt() {
    rule(null, null, null);
    for (int portal = 1; portal <= 40; portal++) {
      see(down(portal, Cause.NETWORK));
      pass(Duration.ofSeconds(61));
      alerts.tell(herald);
    }
    Carrier carrier =
        parcel -> {
          delivered.add(parcel);
          return new Delivery.Sent("được");
        };
    try (Courier one = new Courier(alerts, carrier, new Random(1));
        Courier two = new Courier(alerts, carrier, new Random(2))) {
      for (int i = 0; i < 12; i++) {
        CompletableFuture<Integer> first = CompletableFuture.supplyAsync(() -> one.round().join());
        two.round().join();
        first.join();
      }
    }
    assertThat(delivered).hasSize(40);
    assertThat(new HashSet<>(delivered.stream().map(Parcel::id).toList())).hasSize(40);
  }

  @Test
  void messageThatFailsIsTriedAgainLaterAndKeepsItsPlace() {
    rule(null, null, null);
    see(down(1, Cause.NETWORK));
    pass(Duration.ofSeconds(61));
    alerts.tell(herald);
    run(parcel -> new Delivery.Failed("mã HTTP 500", false, null));
    assertThat(delivered).hasSize(1);

    see(up(1));
    see(down(2, Cause.NETWORK));
    now.updateAndGet(t -> t.plusSeconds(1));
    database.jdbc().sql("update incident_event set at = at - interval '2 minutes'").update();
    alerts.tell(herald);
    assertThat(deliver())
        .extracting(Parcel::subject)
        .containsExactly("Cổng «Cổng số 2» không truy cập được");

    pass(Duration.ofSeconds(40));
    List<Parcel> later = deliver();
    assertThat(later)
        .extracting(Parcel::subject)
        .containsExactly(
            "Cổng «Cổng số 1» không truy cập được", "Cổng «Cổng số 1» đã truy cập lại được");
    assertThat(alerts.deliveries(later.getFirst().id()))
        .extracting(AlertStore.Attempt::says)
        .containsExactly("mã HTTP 500", "được");
  }

  @Test
  void channelThatAsksForPeaceGetsItForAllItsMessages() {
    rule(null, null, null);
    see(down(1, Cause.NETWORK));
    see(down(2, Cause.DNS));
    pass(Duration.ofSeconds(61));
    alerts.tell(herald);
    run(parcel -> new Delivery.Failed("mã HTTP 429", false, Duration.ofMinutes(10)));
    assertThat(delivered).hasSize(1);

    pass(Duration.ofMinutes(9));
    assertThat(deliver()).isEmpty();
    pass(Duration.ofMinutes(1));
    assertThat(deliver()).hasSize(2);
  }

  @Test
  void messageIsGivenUpAfterManyTriesWithALog() {
    rule(null, null, null);
    see(down(1, Cause.NETWORK));
    pass(Duration.ofSeconds(61));
    alerts.tell(herald);
    for (int i = 0; i < 40; i++) {
      run(parcel -> new Delivery.Failed("mã HTTP 500", false, null));
      pass(Duration.ofHours(2));
    }
    assertThat(delivered).hasSize(Courier.ATTEMPTS);
    assertThat(alerts.deliveries(delivered.element().id()).getLast().says())
        .contains("thôi không gửi nữa");
  }

  @Test
  void hangingChannelHoldsUpNoOther() {
    int other = alerts.save(new Channel(0, "Khác", Channel.Kind.TELEGRAM, "1", "token"), true);
    rule(null, null, null);
    alerts.add(new Rule(0, other, Set.of(), Severity.INFO, null, null, null, null, true, null));
    see(down(1, Cause.NETWORK));
    pass(Duration.ofSeconds(61));
    alerts.tell(herald);
    CompletableFuture<Delivery> never = new CompletableFuture<>();
    CompletableFuture<Integer> reached = new CompletableFuture<>();
    try (Courier courier =
        new Courier(
            alerts,
            parcel -> {
              if (parcel.channel().id() == channel) {
                return never.join();
              }
              reached.complete(parcel.channel().id());
              return new Delivery.Sent("được");
            },
            new Random(1))) {
      CompletableFuture<Integer> round = courier.round();
      assertThat(reached.join()).isEqualTo(other);
      assertThat(round).isNotDone();
      never.complete(new Delivery.Sent("được"));
      assertThat(round.join()).isEqualTo(2);
    }
  }

  @Test
  void rulesChooseBySeverityKindTagAndAgency() {
    database
        .jdbc()
        .sql(
            """
            with a as (insert into agency (code) values ('so-a'), ('tinh-b') returning id, code),
            v as (insert into agency_version (agency_id, valid_from, name, level, parent_id)
              select id, '2020-01-01', 'Sở A', 'so', (select id from a where code = 'tinh-b')
              from a where code = 'so-a')
            insert into portal_owner (portal_id, agency_id) select 1, id from a
            where code = 'so-a'
            """)
        .update();
    int above =
        database
            .jdbc()
            .sql("select id from agency where code = 'tinh-b'")
            .query(Integer.class)
            .single();
    alerts.add(
        new Rule(
            0, channel, Set.of(Kind.DOWN), Severity.MAJOR, null, above, null, null, true, null));
    see(down(1, Cause.NETWORK));
    see(down(2, Cause.NETWORK));
    see(new Transition.Degraded(1, now(), Reason.TOO_SLOW, Cause.SERVER, List.of()));
    pass(Duration.ofSeconds(61));
    alerts.tell(herald);

    List<Parcel> messages = deliver();
    assertThat(messages).hasSize(1);
    assertThat(messages.getFirst().body()).contains("Cơ quan: Sở A");
  }

  @Test
  void ofTwoWhoAcknowledgeAtOnceOneWins() {
    see(down(1, Cause.NETWORK));
    long id = incidents.list(IncidentStore.Filter.ALL, 0, 1).incidents().getFirst().id();
    CompletableFuture<Life.Outcome> other =
        CompletableFuture.supplyAsync(
            () -> incidents.act(id, new Deed.Acknowledge("Bình")).orElseThrow());
    Life.Outcome mine = incidents.act(id, new Deed.Acknowledge("An")).orElseThrow();

    assertThat(List.of(mine, other.join()))
        .hasAtLeastOneElementOfType(Life.Outcome.Done.class)
        .hasAtLeastOneElementOfType(Life.Outcome.Refused.class);
    assertThat(incidents.log(id))
        .extracting(IncidentStore.Entry::what)
        .containsExactly(Life.Event.OPENED, Life.Event.ACKNOWLEDGED);
  }

  @Test
  void mergeNoteCloseAndReopenAreKept() {
    see(down(1, Cause.NETWORK));
    see(down(2, Cause.NETWORK));
    List<Incident> open = incidents.list(IncidentStore.Filter.ALL, 0, 10).incidents();
    long part = open.getFirst().id();
    long whole = open.getLast().id();

    incidents.act(part, new Deed.Note("An", "đã gọi nhà cung cấp"));
    incidents.act(part, new Deed.Merge("An", whole));
    assertThat(incidents.find(part).orElseThrow().mergedInto()).isEqualTo(whole);
    assertThat(incidents.act(whole, new Deed.Close("An", "xong")).orElseThrow())
        .isInstanceOf(Life.Outcome.Done.class);
    incidents.act(whole, new Deed.Reopen("An", "chưa xong"));

    assertThat(incidents.find(whole).orElseThrow().state()).isEqualTo(Incident.State.OPEN);
    assertThat(incidents.log(part))
        .extracting(IncidentStore.Entry::says)
        .contains("đã gọi nhà cung cấp");
  }

  @Test
  void listIsPagedAndFiltered() {
    for (int portal = 1; portal <= 7; portal++) {
      see(down(portal, portal == 7 ? Cause.HOSTING : Cause.DNS));
    }
    pass(Duration.ofSeconds(1));
    see(up(1));
    var open =
        new IncidentStore.Filter(
            Set.of(Incident.State.OPEN), Set.of(Kind.DOWN), null, null, null, null);
    var worst = new IncidentStore.Filter(Set.of(), Set.of(), Severity.CRITICAL, 7, null, now());
    var none = new IncidentStore.Filter(Set.of(), Set.of(), Severity.CRITICAL, 6, null, null);

    assertThat(incidents.list(open, 4, 4).incidents()).hasSize(2);
    assertThat(incidents.list(open, 4, 4).total()).isEqualTo(6);
    assertThat(incidents.list(worst, 0, 10).total()).isOne();
    assertThat(incidents.list(none, 0, 10).total()).isZero();
  }
}
