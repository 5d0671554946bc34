package vn.portalaudit.net.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.portalaudit.net.tls.CertificateJudgement.Situation.*;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.portalaudit.net.tls.CertificateJudgement.Judged;
import vn.portalaudit.net.tls.CertificateJudgement.Situation;

class CertificateJudgementTest {
  private static final String HOST = "sokhcn.tinh.gov.vn";
  private static final Instant NOW = TestCertificate.NOW;
  private static final TestCertificate ROOT = TestCertificate.authority("Gốc thử").make();
  private static final TestCertificate MIDDLE =
      TestCertificate.authority("Trung gian thử").by(ROOT).make();

  private final CertificateJudgement judgement =
      new CertificateJudgement(
          30, List.of("Vietnam National Root CA", "RootCA chuyên dùng Chính phủ"));

  private static TestCertificate.Builder leaf() {
    return TestCertificate.of("cổng").dns(HOST).by(MIDDLE);
  }

  private static TlsFacts facts(
      String host,
      List<TestCertificate> anchors,
      byte @Nullable [] staple,
      TestCertificate... chain) {
    return new TlsFacts(
        host,
        443,
        NOW,
        Map.of(),
        Certificates.encode(Arrays.stream(chain).map(TestCertificate::certificate).toList()),
        Certificates.encode(anchors.stream().map(TestCertificate::certificate).toList()),
        null,
        null,
        null,
        staple == null ? null : Base64.getEncoder().encodeToString(staple),
        null);
  }

  private Set<Situation> trusting(TestCertificate anchor, TestCertificate... chain) {
    return judged(facts(HOST, List.of(anchor), null, chain)).situations();
  }

  private Set<Situation> trustingNobody(TestCertificate... chain) {
    return judged(facts(HOST, List.of(), null, chain)).situations();
  }

  private Judged judged(TlsFacts facts) {
    return judgement.judge(facts, NOW).orElseThrow();
  }

  @Test
  void soundChainHasNoSituation() {
    assertThat(trusting(ROOT, leaf().make(), MIDDLE)).isEmpty();
  }

  @Test
  void rootThatIsSentNeedlesslyDoesNoHarm() {
    assertThat(trusting(ROOT, leaf().make(), MIDDLE, ROOT)).isEmpty();
  }

  @Test
  void orderAndSuperfluousCertificatesDoNoHarm() {
    TestCertificate stranger = TestCertificate.authority("Người lạ").days(-900, -1).make();
    assertThat(trusting(ROOT, leaf().make(), stranger, ROOT, MIDDLE)).isEmpty();
  }

  @Test
  void expiredIsToldWithoutHidingTheChain() {
    assertThat(trusting(ROOT, leaf().days(-400, -1).make(), MIDDLE)).containsExactly(EXPIRED);
    assertThat(trustingNobody(leaf().days(-400, -1).make()))
        .containsExactly(EXPIRED, INCOMPLETE_CHAIN);
  }

  @Test
  void expiredIntermediateIsExpired() {
    TestCertificate old = TestCertificate.authority("Cũ").by(ROOT).days(-900, -2).make();
    TestCertificate own = TestCertificate.of("cổng").dns(HOST).by(old).make();
    assertThat(trusting(ROOT, own, old)).containsExactly(EXPIRED);
  }

  @Test
  void renewedIntermediateIsPreferredToTheExpiredOne() {
    TestCertificate old = TestCertificate.authority("Tái cấp").by(ROOT).days(-900, -2).make();
    TestCertificate renewed = TestCertificate.authority("Tái cấp").keys(old.keys()).by(ROOT).make();
    TestCertificate own = TestCertificate.of("cổng").dns(HOST).by(old).make();
    assertThat(trusting(ROOT, own, old, renewed)).isEmpty();
  }

  @Test
  void futureCertificateIsNotYetValid() {
    assertThat(trusting(ROOT, leaf().days(2, 300).make(), MIDDLE)).containsExactly(NOT_YET_VALID);
  }

  @Test
  void expiryIsCountedFromTheMomentJudged() {
    TlsFacts facts = facts(HOST, List.of(ROOT), null, leaf().days(-60, 40).make(), MIDDLE);
    assertThat(judgement.judge(facts, NOW).orElseThrow().situations()).isEmpty();
    assertThat(judgement.judge(facts, NOW.plus(Duration.ofDays(11))).orElseThrow().situations())
        .containsExactly(EXPIRES_SOON);
    assertThat(judgement.judge(facts, NOW.plus(Duration.ofDays(41))).orElseThrow().situations())
        .containsExactly(EXPIRED);
  }

  @ParameterizedTest
  @CsvSource({
    "sokhcn.tinh.gov.vn, SOKHCN.tinh.gov.vn, true",
    "*.tinh.gov.vn, sokhcn.tinh.gov.vn, true",
    "*.tinh.gov.vn, sokhcn.tinh.gov.vn., true",
    "*.tinh.gov.vn, tinh.gov.vn, false",
    "*.tinh.gov.vn, a.b.tinh.gov.vn, false",
    "*.vn, tinh.vn, false",
    "so*.tinh.gov.vn, sokhcn.tinh.gov.vn, false",
    "sokhcn.*.gov.vn, sokhcn.tinh.gov.vn, false",
    "xn--cng-jqa.vn, cổng.vn, false",
    "khac.gov.vn, sokhcn.tinh.gov.vn, false",
    "127.0.0.1, 127.0.0.1, false",
  })
  void namesMatchByWholeLabels(String name, String host, boolean matches) {
    TestCertificate own = TestCertificate.of("x").dns(name).by(MIDDLE).make();
    Set<Situation> found = judged(facts(host, List.of(ROOT), null, own, MIDDLE)).situations();
    assertThat(found.contains(HOSTNAME_MISMATCH)).isEqualTo(!matches);
  }

  @Test
  void addressesMatchAddressesOnly() {
    TestCertificate own = TestCertificate.of("x").ip("127.0.0.1").ip("::1").by(MIDDLE).make();
    assertThat(judged(facts("127.0.0.1", List.of(ROOT), null, own, MIDDLE)).situations()).isEmpty();
    assertThat(judged(facts("::1", List.of(ROOT), null, own, MIDDLE)).situations()).isEmpty();
    assertThat(judged(facts("127.0.0.2", List.of(ROOT), null, own, MIDDLE)).situations())
        .containsExactly(HOSTNAME_MISMATCH);
  }

  @Test
  void commonNameCountsOnlyWithoutAlternativeNames() {
    assertThat(trusting(ROOT, TestCertificate.of(HOST).by(MIDDLE).make(), MIDDLE)).isEmpty();
    assertThat(
            trusting(ROOT, TestCertificate.of(HOST).dns("khac.gov.vn").by(MIDDLE).make(), MIDDLE))
        .containsExactly(HOSTNAME_MISMATCH);
  }

  @Test
  void selfSignedIsNoMissingChain() {
    assertThat(trustingNobody(TestCertificate.of("x").dns(HOST).make()))
        .containsExactly(SELF_SIGNED);
  }

  @Test
  void selfSignedThatIsTrustedIsSound() {
    TestCertificate own = TestCertificate.of("x").dns(HOST).make();
    assertThat(trusting(own, own)).isEmpty();
  }

  @Test
  void leafAloneIsIncompleteThoughTheRootIsTrusted() {
    assertThat(trusting(ROOT, leaf().make())).containsExactly(INCOMPLETE_CHAIN);
  }

  @Test
  void leafAloneIsCompleteBelowATrustedAuthority() {
    assertThat(trusting(MIDDLE, leaf().make())).isEmpty();
  }

  @Test
  void missingSecondIntermediateIsToldByItsNoteOfTheIssuer() {
    TestCertificate low =
        TestCertificate.authority("Thấp").by(MIDDLE).issuerAt("http://ca.vn/m.cer").make();
    TestCertificate own = TestCertificate.of("x").dns(HOST).by(low).make();
    assertThat(trusting(ROOT, own, low)).containsExactly(INCOMPLETE_CHAIN);
    assertThat(trusting(ROOT, own, low, MIDDLE)).isEmpty();
  }

  @Test
  void privateRootIsUntrustedSentOrNot() {
    assertThat(trustingNobody(leaf().make(), MIDDLE, ROOT)).containsExactly(UNTRUSTED_ROOT);
    assertThat(trustingNobody(leaf().make(), MIDDLE)).containsExactly(UNTRUSTED_ROOT);
  }

  @Test
  void authorityOfATrustedNameWithAnotherKeyIsUntrusted() {
    TestCertificate impostor = TestCertificate.authority("Gốc thử").make();
    TestCertificate own = TestCertificate.of("x").dns(HOST).by(impostor).make();
    assertThat(trusting(ROOT, own)).containsExactly(UNTRUSTED_ROOT);
    assertThat(trusting(ROOT, own, impostor)).containsExactly(UNTRUSTED_ROOT);
  }

  @Test
  void issuerThatIsNoAuthorityIsNone() {
    TestCertificate plain = TestCertificate.of("không phải CA").by(ROOT).make();
    TestCertificate own = TestCertificate.of("x").dns(HOST).by(plain).make();
    assertThat(trusting(ROOT, own, plain)).containsExactly(INCOMPLETE_CHAIN);
  }

  @Test
  void nationalRootIsKnownByNameSentOrNot() {
    TestCertificate national = TestCertificate.authority("VIETNAM NATIONAL ROOT CA - G3").make();
    TestCertificate below = TestCertificate.authority("CA công cộng").by(national).make();
    TestCertificate own = TestCertificate.of("x").dns(HOST).by(below).make();
    assertThat(trustingNobody(own, below, national)).containsExactly(NATIONAL_ROOT);
    assertThat(trustingNobody(own, below)).containsExactly(NATIONAL_ROOT);
    assertThat(trustingNobody(own)).containsExactly(INCOMPLETE_CHAIN);
    assertThat(trusting(national, own, below)).isEmpty();
  }

  @Test
  void nationalRootIsKnownWithoutDiacritics() {
    TestCertificate national = TestCertificate.authority("RootCA chuyen dung Chinh phu G2").make();
    assertThat(trustingNobody(TestCertificate.of("x").dns(HOST).by(national).make(), national))
        .containsExactly(NATIONAL_ROOT);
  }

  @Test
  void shortKeysAreWeak() {
    TestCertificate own = leaf().keys(TestCertificate.key("RSA", 1_024)).make();
    Judged judged = judged(facts(HOST, List.of(ROOT), null, own, MIDDLE));
    assertThat(judged.situations()).containsExactly(WEAK_KEY);
    assertThat(judged.keyBits()).isEqualTo(1_024);
    assertThat(judged(facts(HOST, List.of(ROOT), null, leaf().make(), MIDDLE)).keyBits())
        .isEqualTo(256);
  }

  @Test
  void brokenHashesAreWeakBelowTheRootOnly() {
    TestCertificate rsaRoot =
        TestCertificate.authority("RSA")
            .keys(TestCertificate.key("RSA", 2_048))
            .signed("SHA1withRSA")
            .make();
    TestCertificate.Builder own = TestCertificate.of("x").dns(HOST).by(rsaRoot);
    assertThat(trusting(rsaRoot, own.make(), rsaRoot)).isEmpty();
    assertThat(trusting(rsaRoot, own.signed("SHA1withRSA").make(), rsaRoot))
        .containsExactly(WEAK_SIGNATURE);
    assertThat(
            trusting(
                rsaRoot, TestCertificate.of("x").dns(HOST).by(rsaRoot).signed("MD5withRSA").make()))
        .containsExactly(WEAK_SIGNATURE);
    TestCertificate middle =
        TestCertificate.authority("Giữa").by(rsaRoot).signed("SHA1withRSA").make();
    assertThat(trusting(rsaRoot, TestCertificate.of("x").dns(HOST).by(middle).make(), middle))
        .containsExactly(WEAK_SIGNATURE);
  }

  @Test
  void otherPurposesAreNoServer() {
    assertThat(trusting(ROOT, leaf().purpose("1.3.6.1.5.5.7.3.2").make(), MIDDLE))
        .containsExactly(NOT_A_SERVER_CERTIFICATE);
    assertThat(trusting(ROOT, leaf().purpose("1.3.6.1.5.5.7.3.1").make(), MIDDLE)).isEmpty();
    assertThat(trusting(ROOT, leaf().purpose("2.5.29.37.0").make(), MIDDLE)).isEmpty();
  }

  @Test
  void authorityThatMayOnlySignCertificatesIsNoServer() {
    assertThat(trusting(ROOT, leaf().authority().use(0x04).make(), MIDDLE))
        .containsExactly(NOT_A_SERVER_CERTIFICATE);
    assertThat(trusting(ROOT, leaf().authority().use(0x84).make(), MIDDLE)).isEmpty();
  }

  @Test
  void revocationIsReadFromTheStaple() {
    TestCertificate own = leaf().make();
    assertThat(stapled(MIDDLE.status(own, true, NOW), own)).containsExactly(REVOKED);
    assertThat(stapled(MIDDLE.status(own, false, NOW), own)).isEmpty();
  }

  @Test
  void stapleSaysNothingWhenDamagedOldForeignOrForged() {
    TestCertificate own = leaf().make();
    byte[] damaged = MIDDLE.status(own, true, NOW);
    damaged[damaged.length - 5] ^= 1;
    assertThat(stapled(damaged, own)).isEmpty();
    assertThat(stapled(new byte[] {1, 2, 3}, own)).isEmpty();
    assertThat(stapled(MIDDLE.status(own, true, NOW.minus(Duration.ofDays(10))), own)).isEmpty();
    assertThat(stapled(MIDDLE.status(leaf().make(), true, NOW), own)).isEmpty();
    assertThat(stapled(ROOT.status(own, true, NOW), own)).isEmpty();
  }

  private Set<Situation> stapled(byte[] staple, TestCertificate own) {
    return judged(facts(HOST, List.of(ROOT), staple, own, MIDDLE)).situations();
  }

  @Test
  void severalSituationsStandSideBySide() {
    TestCertificate own =
        TestCertificate.of("x")
            .dns("khac.gov.vn")
            .keys(TestCertificate.key("RSA", 1_024))
            .signed("SHA1withRSA")
            .days(-500, -100)
            .make();
    assertThat(trustingNobody(own))
        .containsExactly(EXPIRED, HOSTNAME_MISMATCH, SELF_SIGNED, WEAK_KEY, WEAK_SIGNATURE);
  }

  @Test
  void withoutCertificateThereIsNothingToJudge() {
    assertThat(judgement.judge(facts(HOST, List.of(), null), NOW)).isEmpty();
  }

  @Test
  void judgesTheSameFromTheRecord() {
    TlsFacts facts = facts(HOST, List.of(ROOT), null, leaf().days(-400, -1).make(), MIDDLE);
    assertThat(judgement.judge(TlsFacts.read(facts.json()), NOW))
        .isEqualTo(judgement.judge(facts, NOW));
  }

  @Test
  void damagedRecordIsRefused() {
    for (String json : List.of("", "null", "[]", "{}", "{\"host\":\"x\"}", "{\"versions\":5}")) {
      assertThatThrownBy(() -> TlsFacts.read(json)).isInstanceOf(IllegalArgumentException.class);
    }
    TlsFacts facts =
        new TlsFacts(
            HOST, 443, NOW, Map.of(), List.of("!"), List.of(), null, null, null, null, null);
    assertThatThrownBy(() -> judgement.judge(facts, NOW))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
