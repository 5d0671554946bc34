package vn.portalaudit.net.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.portalaudit.domain.Reason;
import vn.portalaudit.net.Guard;

class GuardedDialerTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  @ParameterizedTest
  @CsvSource({"127.0.0.1, 80", "::1, 443", "10.0.0.1, 80", "169.254.169.254, 80", "8.8.8.8, 22"})
  void whatTheGuardForbidsIsRefusedWithItsReason(String host, int port) {
    Dialer dialer = Dialer.guarded(new Guard(false, List.of()));

    assertThatExceptionOfType(Dialer.RefusedException.class)
        .isThrownBy(() -> dialer.dial(host, port, TIMEOUT))
        .returns(Reason.ADDRESS_REFUSED, Dialer.RefusedException::reason);
  }

  @Test
  void permittedAddressIsDialledByItsDetour() throws IOException {
    try (Loopback net = new Loopback()) {
      int port = net.portal.getAddress().getPort();
      Dialer dialer = Dialer.guarded(new Guard(true, List.of("cong.example:80:127.0.0.1:" + port)));

      try (Socket socket = dialer.dial("cong.example", 80, TIMEOUT)) {
        assertThat(socket.getPort()).isEqualTo(port);
      }
    }
  }

  @Test
  void closedPortIsAFailureToConnect() throws IOException {
    int port;
    try (Loopback gone = new Loopback()) {
      port = gone.canaryPort();
    }
    Dialer dialer = Dialer.guarded(new Guard(true, List.of()));

    assertThatExceptionOfType(ConnectException.class)
        .isThrownBy(() -> dialer.dial("127.0.0.1", port, TIMEOUT));
  }
}
