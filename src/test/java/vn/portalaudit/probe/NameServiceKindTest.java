package vn.portalaudit.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.portalaudit.domain.Reason;
import vn.portalaudit.net.dns.NameFacts;
import vn.portalaudit.net.dns.NameFacts.Found;
import vn.portalaudit.net.dns.NameLookups;

class NameServiceKindTest {
  private static final String HOST = "cong.tinh.gov.vn";
  private static final Found NONE = new Found(0, false, false, null);
  private static final Found SOME = new Found(1, false, false, null);
  private static final Found SIGNED = new Found(1, true, false, null);
  private static final Found FAILED = new Found(0, false, false, Reason.DNS_FAILURE);
  private static final NameLookups NEVER =
      host -> {
        throw new AssertionError("asked over the network");
      };

  private static Map<String, Object> measured(MeasuredPortal portal, NameLookups lookups) {
    return MeasuredPortal.fields(
        MeasuredPortal.compiled(NameServiceKind.kind(lookups), "ipv6-dnssec")
            .measure(portal.subject(MeasuredPortal.NOW)));
  }

  private static Map<String, Object> measured(NameFacts facts) {
    return measured(new MeasuredPortal("https://" + HOST + "/"), host -> facts.json());
  }

  private static NameFacts facts(
      Found address, Found address6, Found delegation, @Nullable Found control) {
    return new NameFacts(
        HOST,
        MeasuredPortal.NOW,
        null,
        address,
        address6,
        Map.of(HOST, NONE, "tinh.gov.vn", delegation),
        control);
  }

  @Test
  void addressesOfBothKindsAndSignatures() {
    assertThat(measured(facts(SIGNED, SIGNED, SOME, SOME)))
        .containsEntry("ipv6", true)
        .containsEntry("dnssec", true);
    assertThat(measured(facts(SOME, NONE, NONE, SOME)))
        .containsEntry("ipv6", false)
        .containsEntry("dnssec", false);
  }

  @Test
  void resolverThatVouchesIsEnough() {
    assertThat(measured(facts(new Found(1, false, true, null), NONE, FAILED, null)))
        .containsEntry("dnssec", true);
  }

  @Test
  void signaturesWithoutADelegationOrTheOtherWayAreNotSigned() {
    assertThat(measured(facts(SIGNED, NONE, NONE, SOME))).containsEntry("dnssec", false);
    assertThat(measured(facts(SOME, NONE, SOME, SOME))).containsEntry("dnssec", false);
  }

  @Test
  void resolverThatDropsSignaturesProvesNothing() {
    assertThat(measured(facts(SOME, SOME, NONE, NONE)))
        .containsEntry("ipv6", true)
        .containsEntry("dnssec", Reason.DNS_FAILURE);
    assertThat(measured(facts(SOME, SOME, NONE, FAILED)))
        .containsEntry("dnssec", Reason.DNS_FAILURE);
  }

  @Test
  void delegationThatCouldNotBeAskedForProvesNothing() {
    assertThat(measured(facts(SOME, SOME, FAILED, SOME)))
        .containsEntry("dnssec", Reason.DNS_FAILURE);
  }

  @Test
  void failureIsUnobserved() {
    for (Reason reason : new Reason[] {Reason.DNS_FAILURE, Reason.DNS_NOT_FOUND}) {
      NameFacts facts = new NameFacts(HOST, MeasuredPortal.NOW, reason, null, null, Map.of(), null);
      assertThat(measured(facts).values()).containsOnly(reason);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://127.0.0.1:8443/", "http://localhost:8080/", "http://[::1]/"})
  void whatHasNoNameIsNotLookedUp(String root) {
    assertThat(measured(new MeasuredPortal(root), NEVER).values())
        .containsOnly(Reason.DNS_NOT_FOUND);
  }

  @Test
  void recordAloneSuffices() {
    MeasuredPortal portal =
        new MeasuredPortal("https://" + HOST + "/")
            .recorded("dns", HOST, facts(SIGNED, NONE, SOME, SOME).json());
    assertThat(measured(portal, NEVER)).containsEntry("ipv6", false).containsEntry("dnssec", true);
    assertThat(portal.live()).isZero();
  }

  @Test
  void damagedRecordIsOurFaultAndAnInterruptionIsItself() {
    MeasuredPortal damaged =
        new MeasuredPortal("https://" + HOST + "/").recorded("dns", HOST, "{]");
    assertThat(measured(damaged, NEVER).values()).containsOnly(Reason.OWN_FAULT);
    MeasuredPortal stopped =
        new MeasuredPortal("https://" + HOST + "/").stopped(Reason.BUDGET_EXHAUSTED);
    assertThat(measured(stopped, NEVER).values()).containsOnly(Reason.BUDGET_EXHAUSTED);
  }
}
