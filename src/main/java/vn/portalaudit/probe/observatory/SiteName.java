package vn.portalaudit.probe.observatory;

import crawlercommons.domains.EffectiveTldFinder;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which hosts belong to one owner: the registrable domain by the Public Suffix List (its ICANN
 * part), or the last two labels under an unknown top-level domain.
 */
final class SiteName {
  private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|.*:.*");
  private static final int MAX_LENGTH = 253;

  private SiteName() {}

  /** The registrable domain; empty for an address, a single label and a public suffix. */
  static Optional<String> of(String host) {
    if (host.isEmpty() || host.length() > MAX_LENGTH || address(host)) {
      return Optional.empty();
    }
    String known = EffectiveTldFinder.getAssignedDomain(host, true, true);
    if (known != null) {
      return Optional.of(known);
    }
    int last = host.lastIndexOf('.');
    if (last <= 0 || EffectiveTldFinder.getEffectiveTLD(host.substring(last + 1)) != null) {
      return Optional.empty();
    }
    int before = host.lastIndexOf('.', last - 1);
    return before == last - 1 ? Optional.empty() : Optional.of(host.substring(before + 1));
  }

  /** Whether a host is an address. */
  static boolean address(String host) {
    return ADDRESS.matcher(host).matches();
  }

  /** Whether two hosts have the same registrable domain, or both have none. */
  static boolean same(String one, String other) {
    return of(one).equals(of(other));
  }
}
