package vn.portalaudit.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Set;
import vn.portalaudit.domain.Reason;

/** Finds the addresses of a name. */
@FunctionalInterface
interface Resolver {
  /** The machine's own, with its hosts file. */
  Resolver SYSTEM = InetAddress::getAllByName;

  /**
   * Looks a name up.
   *
   * @throws UnknownHostException when it has no address, or that cannot be known now
   */
  InetAddress[] resolve(String host) throws UnknownHostException;

  /**
   * Whether a name does not exist, or could not be looked up. The run time tells the two apart only
   * by the words of the C library; words that are not known count as a failure, which blames
   * nobody.
   */
  static Reason reason(UnknownHostException e) {
    String words = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    return NOT_FOUND.stream().anyMatch(words::contains) ? Reason.DNS_NOT_FOUND : Reason.DNS_FAILURE;
  }

  /** How glibc, musl, macOS and Windows say that there is no such name. */
  Set<String> NOT_FOUND =
      Set.of(
          "name or service not known",
          "no address associated with",
          "name does not resolve",
          "nodename nor servname",
          "no such host is known",
          "không biết tên hay dịch vụ",
          "không hiểu tên hay dịch vụ");
}
