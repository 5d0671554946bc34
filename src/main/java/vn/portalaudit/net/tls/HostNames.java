package vn.portalaudit.net.tls;

import java.net.IDN;
import java.net.InetAddress;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/** Names of servers and of certificates (RFC 6125, 6066). */
final class HostNames {
  private static final int DNS = 2;
  private static final int IP = 7;
  private static final Pattern LITERAL = Pattern.compile("[0-9.]+|.*:.*");

  private HostNames() {}

  /** The name for SNI: none for address literals and for what is no name. */
  static @Nullable String serverName(String host) {
    if (address(host).isPresent()) {
      return null;
    }
    String name = ascii(host);
    return name.isEmpty() || name.length() > 253 ? null : name;
  }

  /**
   * Whether a certificate is made out to a host. Its common name counts only when it has no
   * alternative names at all.
   */
  static boolean matches(X509Certificate certificate, String host) {
    Collection<List<?>> names;
    try {
      names = certificate.getSubjectAlternativeNames();
    } catch (CertificateParsingException e) {
      return false;
    }
    Optional<InetAddress> address = address(host);
    if (names == null || names.isEmpty()) {
      return address.isEmpty()
          && commonName(certificate.getSubjectX500Principal())
              .filter(name -> covers(name, ascii(host)))
              .isPresent();
    }
    return names.stream().anyMatch(name -> matches(name, host, address));
  }

  /** The first common name. */
  static Optional<String> commonName(X500Principal principal) {
    try {
      // Rdns stand in reverse of the order written
      List<Rdn> rdns = new LdapName(principal.getName(X500Principal.RFC2253)).getRdns();
      return rdns.reversed().stream()
          .filter(rdn -> rdn.getType().equalsIgnoreCase("CN"))
          .map(Rdn::getValue)
          .filter(String.class::isInstance)
          .map(String.class::cast)
          .findFirst();
    } catch (InvalidNameException e) {
      return Optional.empty();
    }
  }

  private static boolean matches(List<?> name, String host, Optional<InetAddress> address) {
    if (name.size() < 2 || !(name.get(1) instanceof String value)) {
      return false;
    }
    if (address.isPresent()) {
      return Integer.valueOf(IP).equals(name.get(0)) && address(value).equals(address);
    }
    return Integer.valueOf(DNS).equals(name.get(0)) && covers(value, ascii(host));
  }

  /** A star stands for exactly one whole label, the first, above at least two others. */
  private static boolean covers(String pattern, String host) {
    String plain = ascii(pattern);
    if (!plain.startsWith("*.")) {
      return !plain.isEmpty() && plain.equals(host);
    }
    String[] wanted = plain.split("\\.", -1);
    String[] given = host.split("\\.", -1);
    return wanted.length >= 3
        && wanted.length == given.length
        && !given[0].isEmpty()
        && Arrays.equals(wanted, 1, wanted.length, given, 1, given.length);
  }

  private static Optional<InetAddress> address(String host) {
    if (!LITERAL.matcher(host).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.ofLiteral(host));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String ascii(String name) {
    String bare = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    String star = bare.startsWith("*.") ? "*." : "";
    try {
      return star + IDN.toASCII(bare.substring(star.length())).toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
