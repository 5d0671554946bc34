package vn.portalaudit.alert;

import java.util.Set;

/**
 * What a message says of a portal, and what rules ask of it.
 *
 * @param id number
 * @param code its word in addresses
 * @param title its name
 * @param url its address
 * @param agency name of its main agency; empty when none is known
 * @param agencies numbers of its agencies and of those above them
 * @param tags its own tags and those of its agencies
 * @param hosting group of portals at one address; empty when alone
 */
public record PortalFacts(
    int id,
    String code,
    String title,
    String url,
    String agency,
    Set<Integer> agencies,
    Set<String> tags,
    String hosting) {
  public PortalFacts {
    agencies = Set.copyOf(agencies);
    tags = Set.copyOf(tags);
  }
}
