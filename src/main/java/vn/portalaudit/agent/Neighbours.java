package vn.portalaudit.agent;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Comparator;
import java.util.Optional;
import vn.portalaudit.net.Guard;

/**
 * At which address a portal answers: portals at one address are worked on one after the other,
 * whatever node does it, so that a shared server is not asked twice as often.
 *
 * @param guard resolves and judges
 * @param polite whether portals are asked politely at all; if not, addresses do not matter
 */
record Neighbours(Guard guard, boolean polite) {
  /** The address; empty when it cannot be told now, or does not matter. */
  Optional<String> address(Auditing.Target target) {
    if (!polite) {
      return Optional.empty();
    }
    try {
      URI url = URI.create(target.url());
      String host = url.getHost();
      if (host == null) {
        return Optional.empty();
      }
      int port = url.getPort() > 0 ? url.getPort() : "http".equals(url.getScheme()) ? 80 : 443;
      // the same whatever the order of the answers is
      return guard.dial(host, port).addresses().stream()
          .map(InetSocketAddress::getAddress)
          .map(address -> "ip:" + address.getHostAddress())
          .min(Comparator.naturalOrder());
    } catch (Guard.Refused | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
