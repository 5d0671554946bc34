package vn.portalaudit.net.dns;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import vn.portalaudit.domain.Reason;

/**
 * What the name service said of a host.
 *
 * @param host asked for
 * @param at when
 * @param failure why nothing can be concluded; null when something can
 * @param address look-up of its IPv4 addresses, null when it was not made
 * @param address6 look-up of its IPv6 addresses, null when it was not made
 * @param delegations look-ups of the signed delegation (DS) of the host and of its parents down to
 *     the registered name, by zone
 * @param control look-up of a delegation that is known to be signed: whether the resolver passes on
 *     DNSSEC at all; null when it was not made
 */
public record NameFacts(
    String host,
    Instant at,
    @Nullable Reason failure,
    @Nullable Found address,
    @Nullable Found address6,
    Map<String, Found> delegations,
    @Nullable Found control) {
  private static final ObjectMapper JSON = JsonMapper.builder().build();

  public NameFacts {
    delegations = Collections.unmodifiableMap(new LinkedHashMap<>(delegations));
  }

  /**
   * One answer.
   *
   * @param records how many records of the type asked for
   * @param signed whether signatures over that type came with it
   * @param authentic whether the resolver vouches for it (the AD bit)
   * @param failure {@code DNS_NOT_FOUND} when the name does not exist, {@code DNS_FAILURE} when
   *     there was no usable answer; null when the answer holds
   */
  public record Found(int records, boolean signed, boolean authentic, @Nullable Reason failure) {}

  /** As JSON. */
  public String json() {
    return JSON.writeValueAsString(this);
  }

  /**
   * Reads JSON.
   *
   * @param json what {@link #json} made
   * @return the facts
   * @throws IllegalArgumentException when it is anything else
   */
  public static NameFacts read(String json) {
    try {
      NameFacts facts = JSON.readValue(json, NameFacts.class);
      if (facts == null || facts.host == null || facts.at == null) {
        throw new IllegalArgumentException("no name facts");
      }
      return facts;
    } catch (JacksonException e) {
      throw new IllegalArgumentException("no name facts", e);
    }
  }
}
