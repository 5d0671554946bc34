package vn.portalaudit.probe;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.crawl.Source;
import vn.portalaudit.domain.Datum;
import vn.portalaudit.domain.Evidence;
import vn.portalaudit.domain.FieldType;
import vn.portalaudit.domain.Observation;
import vn.portalaudit.domain.Reason;
import vn.portalaudit.domain.Result;
import vn.portalaudit.net.dns.NameFacts;
import vn.portalaudit.net.dns.NameFacts.Found;
import vn.portalaudit.net.dns.NameLookups;

/** Observes whether a portal's name has IPv6 addresses and is signed by DNSSEC (RFC 4033). */
final class NameServiceKind {
  private static final Pattern LITERAL = Pattern.compile("[0-9.]+|.*:.*");
  private static final Map<String, FieldType> FIELDS =
      PlainKind.fields("ipv6", FieldType.FLAG, "dnssec", FieldType.FLAG);

  private final NameLookups lookups;

  private NameServiceKind(NameLookups lookups) {
    this.lookups = lookups;
  }

  /** Looks by these when nothing is recorded. */
  static Kind kind(NameLookups lookups) {
    NameServiceKind kind = new NameServiceKind(lookups);
    return new PlainKind(
        "ten-mien-dns", FIELDS, List.of(), (id, file) -> subject -> kind.measure(id, subject));
  }

  private List<Observation> measure(String id, Subject subject) {
    Optional<String> host = SecureEndpoint.host(subject.survey().root());
    if (host.isEmpty()) {
      return nothing(id, Reason.OWN_FAULT);
    }
    if (LITERAL.matcher(host.get()).matches() || !host.get().contains(".")) {
      return nothing(id, Reason.DNS_NOT_FOUND);
    }
    try {
      NameFacts facts =
          NameFacts.read(
              subject.source().measure("dns", host.get(), () -> lookups.look(host.get())));
      List<Evidence> evidence =
          List.of(new Evidence("dns:" + host.get() + "?type=AAAA", facts.at(), null, null));
      return List.of(
          observation(id, "ipv6", ipv6(facts), evidence),
          observation(id, "dnssec", dnssec(facts), evidence));
    } catch (Source.Stopped stopped) {
      return nothing(id, stopped.reason());
    } catch (IllegalArgumentException damagedRecord) {
      return nothing(id, Reason.OWN_FAULT);
    }
  }

  private static List<Observation> nothing(String id, Reason reason) {
    return new Sheet(id, FIELDS, List.of()).rest(reason);
  }

  private static Observation observation(
      String id, String field, Result result, List<Evidence> evidence) {
    return new Observation(id, field, result, evidence);
  }

  private static Result ipv6(NameFacts facts) {
    Reason reason = facts.failure() == null ? failure(facts.address6()) : facts.failure();
    return reason == null && facts.address6() != null
        ? flag(facts.address6().records() > 0)
        : new Result.Unobserved(reason == null ? Reason.DNS_FAILURE : reason);
  }

  /**
   * Signed: the resolver vouches for the addresses, or they carry signatures below a signed
   * delegation. Not signed only when a resolver that passes signatures on shows neither.
   */
  private static Result dnssec(NameFacts facts) {
    if (facts.failure() != null) {
      return new Result.Unobserved(facts.failure());
    }
    List<Found> addresses =
        Stream.of(facts.address6(), facts.address())
            .flatMap(Stream::ofNullable)
            .filter(found -> found.records() > 0)
            .toList();
    if (addresses.stream().anyMatch(Found::authentic)) {
      return flag(true);
    }
    boolean delegated =
        facts.delegations().values().stream().anyMatch(found -> found.records() > 0);
    boolean signed = addresses.stream().anyMatch(Found::signed);
    boolean settled =
        facts.control() != null
            && facts.control().records() > 0
            && !addresses.isEmpty()
            && (delegated
                || facts.delegations().values().stream()
                    .noneMatch(found -> found.failure() == Reason.DNS_FAILURE));
    return settled ? flag(delegated && signed) : new Result.Unobserved(Reason.DNS_FAILURE);
  }

  private static @Nullable Reason failure(@Nullable Found found) {
    return found == null ? Reason.DNS_FAILURE : found.failure();
  }

  private static Result flag(boolean value) {
    return new Result.Value(Datum.of(value));
  }
}
