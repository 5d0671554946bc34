package vn.portalaudit.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.portalaudit.domain.Reason;

class GuardedDialerTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  @ParameterizedTest
  @CsvSource({"127.0.0.1, 80", "::1, 443", "10.0.0.1, 80", "169.254.169.254, 80", "8.8.8.8, 22"})
  void whatTheGuardForbidsIsRefusedWithItsReason(String host, int port) {
    Guard guard = new Guard(false, List.of());

    for (Dialer dialer : List.of(Dialer.guarded(guard), Dialer.patient(guard))) {
      assertThatExceptionOfType(Guard.Refused.class)
          .isThrownBy(() -> dialer.dial(host, port, TIMEOUT))
          .returns(Reason.ADDRESS_REFUSED, Guard.Refused::reason);
    }
  }

  @Test
  void permittedAddressIsDialledByItsDetour() throws IOException {
    try (ServerSocket portal = listener()) {
      int port = portal.getLocalPort();
      Dialer dialer = Dialer.guarded(new Guard(true, List.of("cong.example:80:127.0.0.1:" + port)));

      try (Socket socket = dialer.dial("cong.example", 80, TIMEOUT)) {
        assertThat(socket.getPort()).isEqualTo(port);
      }
    }
  }

  @Test
  void closedPortIsAFailureToConnect() throws IOException {
    int port;
    try (ServerSocket gone = listener()) {
      port = gone.getLocalPort();
    }
    Guard guard = new Guard(true, List.of());

    for (Dialer dialer : List.of(Dialer.guarded(guard), Dialer.patient(guard))) {
      assertThatExceptionOfType(ConnectException.class)
          .isThrownBy(() -> dialer.dial("127.0.0.1", port, TIMEOUT));
    }
  }

  private static ServerSocket listener() throws IOException {
    return new ServerSocket(0, 5, InetAddress.ofLiteral("127.0.0.1"));
  }
}
