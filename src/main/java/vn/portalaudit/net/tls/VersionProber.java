package vn.portalaudit.net.tls;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.domain.Reason;
import vn.portalaudit.net.Dialer;
import vn.portalaudit.net.tls.ServerAnswer.Alert;
import vn.portalaudit.net.tls.ServerAnswer.Closed;
import vn.portalaudit.net.tls.ServerAnswer.Endless;
import vn.portalaudit.net.tls.ServerAnswer.Foreign;
import vn.portalaudit.net.tls.ServerAnswer.Hello;
import vn.portalaudit.net.tls.TlsFacts.Acceptance;
import vn.portalaudit.net.tls.TlsFacts.Offer;
import vn.portalaudit.net.tls.TlsFacts.Trial;
import vn.portalaudit.net.tls.TlsFacts.Version;

/**
 * Finds out which versions one server accepts, one connection after another. Silence and resets are
 * tried again and never taken for a refusal, for slow servers and firewalls make both. Not safe for
 * several threads; one for each scan.
 */
final class VersionProber {
  private static final int TRIES = 3;

  /** After so many tries without any answer nothing more is asked. */
  private static final int PATIENCE = 9;

  private static final int PROTOCOL_VERSION = 70;
  private static final byte[] CLOSE_NOTIFY = {21, 3, 1, 0, 2, 1, 0};
  private static final int FAREWELL_MILLIS = 200;
  private static final int MOST_DRAINED = 65_536;

  /** Reasons that stand for every version: there is no connection to ask over. */
  private static final Set<Reason> UNREACHABLE =
      EnumSet.of(
          Reason.DNS_NOT_FOUND,
          Reason.DNS_FAILURE,
          Reason.CONNECT_REFUSED,
          Reason.CONNECT_TIMEOUT,
          Reason.ADDRESS_REFUSED,
          Reason.OWN_FAULT);

  private final Dialer dialer;
  private final Handshakes.Settings settings;
  private final String host;
  private final int port;
  private final @Nullable String serverName;
  private final SecureRandom random = new SecureRandom();

  private boolean answered;
  private int silences;
  private @Nullable Reason lost;
  private List<byte[]> chain = List.of();

  VersionProber(Dialer dialer, Handshakes.Settings settings, String host, int port) {
    this.dialer = dialer;
    this.settings = settings;
    this.host = host;
    this.port = port;
    this.serverName = HostNames.serverName(host);
  }

  private sealed interface Reply {
    record Said(ServerAnswer answer) implements Reply {}

    record Failed(Reason reason) implements Reply {}
  }

  /** Asks for one version. Ask for the newest first. */
  Trial probe(Version version) {
    if (version == Version.SSL_2) {
      return switch (ask(version, ClientHello.ssl2(random))) {
        case Reply.Failed failed -> unknown(failed.reason());
        case Reply.Said said -> verdict(version, said.answer(), null);
      };
    }
    for (Suites.Hand hand : Suites.hands(version)) {
      byte[] hello = ClientHello.of(version, serverName, hand.codes(), random);
      switch (ask(version, hello)) {
        case Reply.Failed failed -> {
          return unknown(failed.reason());
        }
        case Reply.Said said -> {
          if (!wantsOtherSuites(said.answer())) {
            return verdict(version, said.answer(), hand.offer());
          }
        }
      }
    }
    return new Trial(Acceptance.REFUSED, null, null);
  }

  /** Whether the server ever answered a hello. */
  boolean answered() {
    return answered;
  }

  /** The certificates that came in clear with the newest version that shows them. */
  List<byte[]> chain() {
    return chain;
  }

  private Trial verdict(Version version, ServerAnswer answer, @Nullable Offer offer) {
    return switch (answer) {
      case Hello hello -> verdict(version, hello, offer);
      case Alert ignored -> new Trial(Acceptance.REFUSED, null, null);
      case Closed ignored -> new Trial(Acceptance.REFUSED, null, null);
      case Foreign ignored -> new Trial(Acceptance.REFUSED, null, null);
      case Endless ignored -> new Trial(Acceptance.UNKNOWN, Reason.TOO_LARGE, null);
    };
  }

  private Trial verdict(Version version, Hello hello, @Nullable Offer offer) {
    if (hello.version() != version.code()) {
      return new Trial(Acceptance.REFUSED, null, null);
    }
    chain = chain.isEmpty() ? hello.chain() : chain;
    return new Trial(Acceptance.ACCEPTED, null, offer);
  }

  private static boolean wantsOtherSuites(ServerAnswer answer) {
    return switch (answer) {
      case Hello ignored -> false;
      case Alert alert -> alert.description() != PROTOCOL_VERSION;
      case Closed ignored -> true;
      case Foreign ignored -> false;
      case Endless ignored -> false;
    };
  }

  /** Nobody listening is a refusal unless somebody did before: then it is a firewall. */
  private Trial unknown(Reason reason) {
    return reason == Reason.CONNECT_REFUSED && !answered
        ? new Trial(Acceptance.REFUSED, reason, null)
        : new Trial(Acceptance.UNKNOWN, reason, null);
  }

  private Reply ask(Version version, byte[] hello) {
    if (lost != null) {
      return new Reply.Failed(lost);
    }
    int wordless = 0;
    Reason reason = Reason.OWN_FAULT;
    for (int attempt = 0; attempt < TRIES; attempt++) {
      settings.pause().run();
      switch (once(version, hello)) {
        case Reply.Failed failed -> {
          reason = failed.reason();
          silences++;
          if (reason.permanent()) {
            attempt = TRIES;
          }
        }
        case Reply.Said said -> {
          answered = true;
          boolean sure = !(said.answer() instanceof Closed || said.answer() instanceof Foreign);
          if (sure || ++wordless == 2) {
            return said;
          }
        }
      }
    }
    if (!answered && (UNREACHABLE.contains(reason) || silences >= PATIENCE)) {
      lost = reason;
    }
    return new Reply.Failed(reason);
  }

  private Reply once(Version version, byte[] hello) {
    Socket socket;
    try {
      socket = dialer.dial(host, port, settings.timeout());
    } catch (IOException e) {
      return new Reply.Failed(Failures.ofDialling(e));
    }
    Duration whole = settings.timeout().multipliedBy(2);
    try (socket;
        Deadline deadline = new Deadline(socket, whole)) {
      try {
        socket.setSoTimeout((int) settings.timeout().toMillis());
        socket.getOutputStream().write(hello);
        socket.getOutputStream().flush();
        AnswerReader reader = new AnswerReader(socket.getInputStream());
        ServerAnswer answer = version == Version.SSL_2 ? reader.readSsl2() : reader.read();
        farewell(socket);
        return new Reply.Said(answer);
      } catch (IOException e) {
        return new Reply.Failed(deadline.passed() ? Reason.READ_TIMEOUT : Failures.ofTalking(e));
      }
    } catch (IOException e) {
      return new Reply.Failed(Failures.ofTalking(e));
    }
  }

  /** Closes cleanly: a reset hurts servers that serve one connection at a time. */
  private static void farewell(Socket socket) {
    try {
      socket.setSoTimeout(FAREWELL_MILLIS);
      socket.getOutputStream().write(CLOSE_NOTIFY);
      socket.shutdownOutput();
      InputStream in = socket.getInputStream();
      byte[] sink = new byte[4_096];
      int drained = 0;
      int read = in.read(sink);
      while (read >= 0 && drained < MOST_DRAINED) {
        drained += read;
        read = in.read(sink);
      }
    } catch (IOException e) {
      // the answer is there; the server's manners do not matter
    }
  }
}
