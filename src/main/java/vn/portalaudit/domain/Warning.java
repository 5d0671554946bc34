package vn.portalaudit.domain;

import java.util.List;

/**
 * Something that gives no points but that the portal's owner must know.
 *
 * @param id stable id, e.g. {@code noi-dung-hon-hop}
 * @param severity {@code info}, {@code warning} or {@code critical}
 * @param says Vietnamese sentence
 * @param evidence where it was seen
 */
public record Warning(String id, String severity, String says, List<Evidence> evidence) {
  public Warning {
    evidence = List.copyOf(evidence);
  }
}
