package vn.portalaudit.monitor;

import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** The portals at one address: so many are looked at at once, and they may fall together. */
final class Lane {
  private static final int FEW = 3;

  final String key;
  final Deque<Post> waiting = new ArrayDeque<>(0);
  private final Set<Integer> members = new HashSet<>(2);
  private final Set<Integer> failing = new HashSet<>(0);
  int busy;

  /** The key of a portal whose address is not known yet: its host. */
  static String ofUrl(String url) {
    try {
      String host = URI.create(url).getHost();
      return host == null ? url : host.toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException e) {
      return url;
    }
  }

  /** The key of an address with its port. */
  static String ofAddress(String address) {
    int colon = address.lastIndexOf(':');
    return colon < 0 ? address : address.substring(0, colon);
  }

  Lane(String key) {
    this.key = key;
  }

  void join(int portal) {
    members.add(portal);
  }

  void leave(int portal) {
    members.remove(portal);
    failing.remove(portal);
  }

  void mark(int portal, boolean fails) {
    if (fails) {
      failing.add(portal);
    } else {
      failing.remove(portal);
    }
  }

  /** Whether several portals, and most of them, fail. */
  boolean falling() {
    return failing.size() >= FEW && failing.size() * 2 >= members.size();
  }

  boolean unused() {
    return members.isEmpty() && busy == 0 && waiting.isEmpty();
  }
}
