package vn.portalaudit.net.dns;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Asks recursive resolvers over UDP. Datagrams from elsewhere, of another query or damaged are
 * passed over. Safe for several threads.
 */
final class Resolver {
  private static final int ROUNDS = 2;
  private static final int STRAYS = 5;

  private final List<InetSocketAddress> servers;
  private final Duration timeout;
  private final SecureRandom random = new SecureRandom();

  Resolver(List<InetSocketAddress> servers, Duration timeout) {
    this.servers = List.copyOf(servers);
    this.timeout = timeout;
  }

  /**
   * Asks one question of the resolvers in turn, twice.
   *
   * @param name a name in ASCII
   * @param type code of the record type
   * @return the first usable answer; empty without one
   */
  Optional<DnsMessage> ask(String name, int type) {
    byte[] query;
    int id = random.nextInt(1 << 16);
    try {
      query = DnsMessage.query(id, name, type);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    for (int round = 0; round < ROUNDS; round++) {
      for (InetSocketAddress server : servers) {
        Optional<DnsMessage> answer = ask(server, id, query);
        if (answer.isPresent()) {
          return answer;
        }
      }
    }
    return Optional.empty();
  }

  private Optional<DnsMessage> ask(InetSocketAddress server, int id, byte[] query) {
    try (DatagramSocket socket = new DatagramSocket()) {
      // connected: the system passes nothing on that comes from elsewhere
      socket.connect(server);
      socket.setSoTimeout((int) timeout.toMillis());
      socket.send(new DatagramPacket(query, query.length));
      byte[] room = new byte[DnsMessage.MOST_BYTES];
      for (int stray = 0; stray < STRAYS; stray++) {
        DatagramPacket packet = new DatagramPacket(room, room.length);
        socket.receive(packet);
        Optional<DnsMessage> answer =
            DnsMessage.read(Arrays.copyOf(packet.getData(), packet.getLength()), id, query)
                .filter(DnsMessage::usable);
        if (answer.isPresent()) {
          return answer;
        }
      }
      return Optional.empty();
    } catch (SocketTimeoutException e) {
      return Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
