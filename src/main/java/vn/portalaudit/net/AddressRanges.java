package vn.portalaudit.net;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Sorts addresses into public, private and never to be dialled, by the IANA special-purpose
 * registries (RFC 6890, RFC 8190, RFC 9637). The tests of {@link InetAddress} miss most of these
 * ranges, so the bits are compared here. An IPv4 address that is carried inside an IPv6 address is
 * taken out and sorted again.
 */
final class AddressRanges {
  /** What may be done with an address. */
  enum Kind {
    /** May be dialled. */
    PUBLIC,
    /** May be dialled only where private addresses are permitted. */
    PRIVATE,
    /** Names no single host. */
    NEVER
  }

  private static final int TEREDO = -2;
  private static final int NOTHING_INSIDE = -1;

  private static final List<Range> IPV4 = ipv4();
  private static final List<Range> IPV6 = ipv6();

  private AddressRanges() {}

  /** The kind of an address. */
  static Kind of(InetAddress address) {
    return of(address.getAddress());
  }

  private static Kind of(byte[] address) {
    for (Range range : address.length == 4 ? IPV4 : IPV6) {
      if (range.covers(address)) {
        return range.judge(address);
      }
    }
    return Kind.PUBLIC;
  }

  private static List<Range> ipv4() {
    List<Range> ranges = new ArrayList<>();
    for (String block : List.of("0.0.0.0/8", "224.0.0.0/4", "240.0.0.0/4")) {
      ranges.add(Range.of(block, Kind.NEVER, NOTHING_INSIDE));
    }
    for (String block :
        List.of(
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24")) {
      ranges.add(Range.of(block, Kind.PRIVATE, NOTHING_INSIDE));
    }
    return List.copyOf(ranges);
  }

  /** In order: the first that covers an address decides. */
  private static List<Range> ipv6() {
    return List.of(
        Range.of("::/128", Kind.NEVER, NOTHING_INSIDE),
        Range.of("::1/128", Kind.PRIVATE, NOTHING_INSIDE),
        Range.of("ff00::/8", Kind.NEVER, NOTHING_INSIDE),
        new Range(mappedPrefix(), 96, Kind.PRIVATE, 12),
        Range.of("::/96", Kind.PRIVATE, 12),
        Range.of("64:ff9b::/96", Kind.PRIVATE, 12),
        Range.of("2002::/16", Kind.PRIVATE, 2),
        Range.of("2001::/32", Kind.PRIVATE, TEREDO),
        Range.of("2001::/23", Kind.PRIVATE, NOTHING_INSIDE),
        Range.of("2001:db8::/32", Kind.PRIVATE, NOTHING_INSIDE),
        Range.of("3fff::/20", Kind.PRIVATE, NOTHING_INSIDE),
        Range.of("2000::/3", Kind.PUBLIC, NOTHING_INSIDE),
        Range.of("::/0", Kind.PRIVATE, NOTHING_INSIDE));
  }

  /** As bits, for Java reads its text as an IPv4 address. */
  private static byte[] mappedPrefix() {
    byte[] prefix = new byte[16];
    prefix[10] = (byte) 0xff;
    prefix[11] = (byte) 0xff;
    return prefix;
  }

  /**
   * A block of addresses.
   *
   * @param inside where an IPv4 address starts within, {@link #TEREDO} or {@link #NOTHING_INSIDE}
   */
  @SuppressWarnings("ArrayRecordComponent")
  private record Range(byte[] prefix, int bits, Kind kind, int inside) {
    static Range of(String block, Kind kind, int inside) {
      int slash = block.indexOf('/');
      return new Range(
          InetAddress.ofLiteral(block.substring(0, slash)).getAddress(),
          Integer.parseInt(block, slash + 1, block.length(), 10),
          kind,
          inside);
    }

    boolean covers(byte[] address) {
      int whole = bits / 8;
      if (Arrays.mismatch(prefix, 0, whole, address, 0, whole) >= 0) {
        return false;
      }
      int rest = bits % 8;
      return rest == 0 || ((prefix[whole] ^ address[whole]) & 0xff) >>> (8 - rest) == 0;
    }

    Kind judge(byte[] address) {
      if (inside == NOTHING_INSIDE) {
        return kind;
      }
      Kind carried =
          inside == TEREDO
              ? worse(carried(address, 4, 0), carried(address, 12, 0xff))
              : carried(address, inside, 0);
      return worse(kind, carried);
    }

    private static Kind carried(byte[] address, int from, int mask) {
      byte[] ipv4 = Arrays.copyOfRange(address, from, from + 4);
      for (int i = 0; i < 4; i++) {
        ipv4[i] ^= (byte) mask;
      }
      return AddressRanges.of(ipv4);
    }

    private static Kind worse(Kind a, Kind b) {
      return a.compareTo(b) > 0 ? a : b;
    }
  }
}
