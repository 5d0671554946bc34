package vn.portalaudit.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.portalaudit.domain.Reason;

class GuardTest {
  private static final Resolver NOBODY =
      host -> {
        throw new UnknownHostException(host + ": Name or service not known");
      };

  private final Guard guard = guard(NOBODY);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "0.1.2.3",
        "10.0.0.1",
        "10.255.255.255",
        "100.64.0.1",
        "100.127.255.255",
        "127.0.0.1",
        "127.255.255.254",
        "169.254.0.1",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.1",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.0.1",
        "198.18.0.1",
        "198.19.255.255",
        "198.51.100.1",
        "203.0.113.1",
        "224.0.0.1",
        "239.255.255.255",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::2",
        "::ffff:127.0.0.1",
        "::127.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b::8.8.8.8",
        "64:ff9b:1::1",
        "100::1",
        "2001::1",
        "2001:2::1",
        "2001:10::1",
        "2001:db8::1",
        "2002:7f00:1::",
        "2002:808:808::1",
        "3fff::1",
        "5f00::1",
        "fc00::1",
        "fd00::1",
        "fe80::1",
        "fec0::1",
        "ff02::1"
      })
  void specialAddressIsRefused(String address) {
    assertRefused(guard, address.contains(":") ? "[" + address + "]" : address);
    assertRefused(guard, address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "8.8.8.8",
        "9.255.255.255",
        "11.0.0.0",
        "100.63.255.255",
        "100.128.0.0",
        "126.0.0.1",
        "128.0.0.1",
        "169.253.0.1",
        "172.15.0.1",
        "172.32.0.1",
        "192.0.1.1",
        "192.167.0.1",
        "198.17.0.1",
        "198.20.0.1",
        "223.255.255.255",
        "2400:cb00::1",
        "2001:200::1",
        "2606:4700::1111"
      })
  void publicAddressIsDialled(String address) throws Exception {
    assertThat(guard.dial(address, 443).first().getAddress())
        .isEqualTo(InetAddress.getByName(address));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1/",
        "http://localhost/",
        "http://LOCALHOST./",
        "http://[::1]/",
        "http://0.0.0.0/",
        "http://0/",
        "http://127.1/",
        "http://2130706433/",
        "http://0177.0.0.1/",
        "http://0x7f.1/",
        "http://0x7f000001/",
        "http://0x7F.0.0.0x1/",
        "http://017700000001/",
        "http://１２７.０.０.１/",
        "http://①②⑦.0.0.1/",
        "http://127。0。0。1/",
        "http://127.0.0.1./",
        "http://127%2e0.0.1/",
        "http://%31%32%37.0.0.1/",
        "http://user:pass@127.0.0.1/",
        "http://a.gov.vn@127.0.0.1/",
        "http://127.0.0.1\\@a.gov.vn/",
        "http:\\\\127.0.0.1\\",
        "http:127.0.0.1",
        "http://127.0.0.1#@a.gov.vn/",
        "http://127.0.0.1?@a.gov.vn/",
        "  http://127.0.0.1/ ",
        "http://[::ffff:127.0.0.1]/",
        "http://[::ffff:7f00:1]/",
        "http://[0:0:0:0:0:0:0:1]/",
        "http://[64:ff9b::127.0.0.1]/",
        "http://256.0.0.1/",
        "http://1.2.3.4.5/",
        "http://4294967296/",
        "http://a.0x7g.1/",
        "http://1..2/",
        "http://..1/",
        "http://a.gov.vn%00.b/",
        "http://a.gov.vn%0d%0a.b/",
        "http://a\tb\nc%2f/",
        "http://[fe80::1%25eth0]/",
        "http://[::1/",
        "http:///",
        "http://",
        "",
        "//a.gov.vn/",
        "ht\ntp://127.0.0.1/",
        "http://\n127.0.0.1/",
        "file:///etc/passwd",
        "ftp://a.gov.vn/",
        "gopher://a.gov.vn/",
        "jar:http://a.gov.vn/!/",
        "data:text/html,x",
        "javascript:alert(1)",
        "ldap://a.gov.vn/",
        "dict://a.gov.vn/",
        "blob:http://a.gov.vn/1",
        "view-source:http://a.gov.vn/",
        "chrome://version/",
        "netdoc:/etc/passwd",
        "http://a.gov.vn:22/",
        "http://a.gov.vn:25/",
        "http://a.gov.vn:5432/",
        "http://a.gov.vn:6379/",
        "http://a.gov.vn:8080/",
        "http://a.gov.vn:0/",
        "http://a.gov.vn:65536/",
        "http://xn--a-ecp.ru.xn--zzzzzz9-.vn/"
      })
  void everySpellingOfAForbiddenPlaceIsRefused(String url) {
    Guard loopback = guard(host -> new InetAddress[] {InetAddress.getLoopbackAddress()});
    try (Web web = new Web(Web.Options.standard().rate(null), loopback, Pace.REAL)) {
      Web.Fetched fetched = web.get(url, Web.Rules.GET);

      assertThat(fetched.reason()).isEqualTo(Reason.ADDRESS_REFUSED);
      assertThat(fetched.exchanges()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "A.GOV.VN, a.gov.vn",
    "a.gov.vn., a.gov.vn",
    "a_b.gov.vn, a_b.gov.vn",
    "đà-nẵng.vn, xn---nng-zna70au54p.vn",
    "0x08.010.8.8, 8.8.8.8",
    "[2400:CB00:0::1], 2400:cb00::1",
    "2400:cb00::1, 2400:cb00::1"
  })
  void hostHasOneSpelling(String written, String spelling) throws Exception {
    assertThat(Addresses.host(written)).isEqualTo(spelling);
  }

  @ParameterizedTest
  @CsvSource({
    "http://u:p@a.gov.vn/x?y#z, http://a.gov.vn/x?y",
    "https://A.gov.VN:443, https://a.gov.vn/",
    "http://a.gov.vn\\b, http://a.gov.vn/b",
    "http://a_b.gov.vn/, http://a_b.gov.vn/",
    "http://a.gov.vn/tin tức, http://a.gov.vn/tin%20t%E1%BB%A9c"
  })
  void addressIsNormalised(String written, String normal) throws Exception {
    assertThat(Addresses.url(written, 2_048)).hasToString(normal);
  }

  @Test
  void longAddressIsRefused() {
    assertThatThrownBy(() -> Addresses.url("http://a.gov.vn/" + "x".repeat(2_048), 2_048))
        .isInstanceOf(Guard.Refused.class);
  }

  @Test
  void mappedAddressIsJudgedAsTheAddressItIs() throws Exception {
    assertThat(guard.dial("::ffff:8.8.8.8", 80).first().getAddress())
        .isEqualTo(InetAddress.ofLiteral("8.8.8.8"));
    assertRefused(guard, "::ffff:10.0.0.1");
  }

  @Test
  void onlyPermittedAnswersOfANameAreDialled() throws Exception {
    Guard mixed = guard(host -> addresses("10.0.0.1", "8.8.8.8", "::1", "127.0.0.1"));

    assertThat(mixed.resolve("a.gov.vn")).containsExactly(InetAddress.ofLiteral("8.8.8.8"));
  }

  @Test
  void aThousandAnswersAreCutToAFew() throws Exception {
    String[] many = new String[1_000];
    for (int i = 0; i < many.length; i++) {
      many[i] = "8.8." + i / 250 + "." + i % 250;
    }
    Guard crowded = guard(host -> addresses(many));

    assertThat(crowded.dial("a.gov.vn", 80).addresses()).hasSize(4);
  }

  @Test
  void secondAnswerOfARebindingNameIsRefused() throws Exception {
    AtomicLong clock = new AtomicLong();
    AtomicInteger asked = new AtomicInteger();
    Guard rebound =
        new Guard(
            false,
            List.of(),
            host -> addresses(asked.getAndIncrement() == 0 ? "8.8.8.8" : "127.0.0.1"),
            AddressRanges::of,
            clock::get);

    assertThat(rebound.dial("a.gov.vn", 80).first().getAddress())
        .isEqualTo(InetAddress.ofLiteral("8.8.8.8"));
    clock.addAndGet(Duration.ofSeconds(31).toNanos());
    assertRefused(rebound, "a.gov.vn");
    assertThat(asked).hasValue(2);
  }

  @Test
  void socketRefusesAnAddressThatWasNotJudged() {
    assertThatThrownBy(() -> guard.check(InetAddress.getLoopbackAddress()))
        .isInstanceOf(Guard.Refused.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "::1", "10.0.0.1", "fd00::1", "169.254.1.1"})
  void privateAddressIsDialledWherePermitted(String address) throws Exception {
    assertThat(open().dial(address, 8080).first().getPort()).isEqualTo(8080);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "224.0.0.1", "255.255.255.255", "ff02::1", "2002:e000:1::"})
  void addressOfNoSingleHostIsNeverDialled(String address) {
    assertRefused(open(), address);
  }

  @ParameterizedTest
  @CsvSource({
    "a.gov.vn:443:8.8.8.8:8443, a.gov.vn, 443, 8.8.8.8, 8443",
    "A.GOV.VN:443:8.8.8.8:8443, a.gov.vn., 443, 8.8.8.8, 8443",
    "::8.8.8.8:, a.gov.vn, 80, 8.8.8.8, 80",
    "a.gov.vn::8.8.8.8:, a.gov.vn, 9000, 8.8.8.8, 9000",
    ":80::81, 9.9.9.9, 80, 9.9.9.9, 81",
    "[2400::1]:443:[2400::2]:444, 2400::1, 443, 2400::2, 444"
  })
  void detourIsTaken(String detour, String host, int port, String address, int dialled)
      throws Exception {
    Guard.Dial dial =
        new Guard(false, List.of(detour), NOBODY, AddressRanges::of, System::nanoTime)
            .dial(host, port);

    assertThat(dial.first().getAddress()).isEqualTo(InetAddress.ofLiteral(address));
    assertThat(dial.first().getPort()).isEqualTo(dialled);
  }

  @Test
  void addressOfADetourIsJudged() {
    Guard detoured = new Guard(false, List.of("a.gov.vn:443:127.0.0.1:8443"));

    assertRefused(detoured, "a.gov.vn", 443);
  }

  @Test
  void otherPortOfADetouredHostIsRefused() {
    Guard detoured = new Guard(false, List.of("a.gov.vn:443:8.8.8.8:8443"));

    assertRefused(detoured, "8.8.8.8", 8443);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "a:1:b", "a:1:b:2:3", "a:x:b:1", "a:1:b:70000", "a/b:1:c:2"})
  void malformedDetourIsAMistake(String detour) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Guard(false, List.of(detour)))
        .withMessageContaining("«" + detour + "»");
  }

  @ParameterizedTest
  @CsvSource({
    "a: Name or service not known, DNS_NOT_FOUND",
    "a: No address associated with hostname, DNS_NOT_FOUND",
    "a: nodename nor servname provided, DNS_NOT_FOUND",
    "a: Temporary failure in name resolution, DNS_FAILURE",
    "a: Non-recoverable failure in name resolution, DNS_FAILURE",
    "a, DNS_FAILURE"
  })
  void absentNameDiffersFromAFailingServer(String message, Reason reason) {
    Guard failing =
        guard(host -> {
          throw new UnknownHostException(message);
        });

    assertThat(refusal(failing, "a.gov.vn", 80)).isEqualTo(reason);
    assertThat(refusal(failing, "a.gov.vn", 80)).as("remembered").isEqualTo(reason);
  }

  @Test
  void failureRepeatedWithoutWordsKeepsItsReason() {
    AtomicLong clock = new AtomicLong();
    AtomicInteger asked = new AtomicInteger();
    Guard failing =
        new Guard(
            false,
            List.of(),
            host -> {
              throw new UnknownHostException(
                  asked.getAndIncrement() == 0 ? host + ": Name or service not known" : host);
            },
            AddressRanges::of,
            clock::get);

    assertThat(refusal(failing, "a.gov.vn", 80)).isEqualTo(Reason.DNS_NOT_FOUND);
    clock.addAndGet(Duration.ofSeconds(6).toNanos());
    assertThat(refusal(failing, "a.gov.vn", 80)).isEqualTo(Reason.DNS_NOT_FOUND);
    assertThat(asked).hasValue(2);
  }

  @Test
  void interruptEndsALookUp() {
    Guard slow =
        guard(host -> {
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          throw new UnknownHostException(host);
        });
    Thread.currentThread().interrupt();

    assertThat(refusal(slow, "a.gov.vn", 80)).isEqualTo(Reason.INTERRUPTED);
    assertThat(Thread.interrupted()).isTrue();
  }

  private static InetAddress[] addresses(String... literals) {
    InetAddress[] addresses = new InetAddress[literals.length];
    for (int i = 0; i < literals.length; i++) {
      addresses[i] = InetAddress.ofLiteral(literals[i]);
    }
    return addresses;
  }

  private static Guard guard(Resolver resolver) {
    return new Guard(false, List.of(), resolver, AddressRanges::of, System::nanoTime);
  }

  private static Guard open() {
    return new Guard(true, List.of(), NOBODY, AddressRanges::of, System::nanoTime);
  }

  private static void assertRefused(Guard guard, String host) {
    assertRefused(guard, host, 80);
  }

  private static void assertRefused(Guard guard, String host, int port) {
    assertThat(refusal(guard, host, port)).isEqualTo(Reason.ADDRESS_REFUSED);
  }

  private static Reason refusal(Guard guard, String host, int port) {
    Guard.Refused refused = catchThrowableOfType(Guard.Refused.class, () -> guard.dial(host, port));
    assertThat(refused).as(host).isNotNull();
    return refused.reason();
  }
}
