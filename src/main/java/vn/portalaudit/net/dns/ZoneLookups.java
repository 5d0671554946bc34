package vn.portalaudit.net.dns;

import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.domain.Reason;
import vn.portalaudit.net.dns.NameFacts.Found;

/** Asks what {@link NameFacts} holds; stops asking when the resolver gives no answer. */
final class ZoneLookups implements NameLookups {
  private static final int MOST_ZONES = 5;

  /** The zone of Vietnam, signed in the root zone. */
  private static final String SIGNED = "vn";

  private final Resolver resolver;
  private final InstantSource clock;

  ZoneLookups(Resolver resolver, InstantSource clock) {
    this.resolver = resolver;
    this.clock = clock;
  }

  @Override
  public String look(String host) {
    Instant at = clock.instant();
    Found address6 = find(host, DnsMessage.AAAA);
    if (address6.failure() != null) {
      return new NameFacts(host, at, address6.failure(), null, address6, Map.of(), null).json();
    }
    Found address = find(host, DnsMessage.A);
    Map<String, Found> delegations = new LinkedHashMap<>();
    for (String zone = host; zone != null && delegations.size() < MOST_ZONES; zone = above(zone)) {
      delegations.put(zone, find(zone, DnsMessage.DS));
    }
    Found control = find(SIGNED, DnsMessage.DS);
    return new NameFacts(host, at, null, address, address6, delegations, control).json();
  }

  private Found find(String name, int type) {
    Optional<DnsMessage> answer = resolver.ask(name, type);
    if (answer.isEmpty()) {
      return new Found(0, false, false, Reason.DNS_FAILURE);
    }
    DnsMessage message = answer.get();
    return new Found(
        message.count(type),
        message.signed(type),
        message.authentic(),
        message.code() == DnsMessage.NO_SUCH_NAME ? Reason.DNS_NOT_FOUND : null);
  }

  /** The parent of a zone, null above the registered name. */
  private static @Nullable String above(String zone) {
    HttpUrl url = HttpUrl.parse("http://" + zone + "/");
    String registered = url == null ? null : url.topPrivateDomain();
    int dot = zone.indexOf('.');
    return registered == null || registered.equals(zone) || dot < 0
        ? null
        : zone.substring(dot + 1);
  }
}
