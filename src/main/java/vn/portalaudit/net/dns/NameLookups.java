package vn.portalaudit.net.dns;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** Asks the name service. Implementations are safe for several threads. */
@FunctionalInterface
public interface NameLookups {

  /**
   * Looks a host up. Failures are part of the answer; nothing is thrown for them.
   *
   * @param host a name with at least one dot, in ASCII
   * @return {@link NameFacts} as JSON
   */
  String look(String host);

  /**
   * Asks the resolvers that this machine is set up with ({@code /etc/resolv.conf}).
   *
   * @param clock stamps the answers
   * @return look-ups over UDP; without any resolver each fails with {@code DNS_FAILURE}
   */
  static NameLookups system(InstantSource clock) {
    return of(ResolverFile.servers(Path.of("/etc/resolv.conf")), Duration.ofSeconds(2), clock);
  }

  /**
   * Asks certain resolvers.
   *
   * @param servers addresses of recursive resolvers, in the order of trying
   * @param timeout for each answer
   * @param clock stamps the answers
   * @return look-ups over UDP
   */
  static NameLookups of(List<InetSocketAddress> servers, Duration timeout, InstantSource clock) {
    return new ZoneLookups(new Resolver(servers, timeout), clock);
  }
}
