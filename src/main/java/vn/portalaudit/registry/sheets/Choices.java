package vn.portalaudit.registry.sheets;

import vn.portalaudit.domain.PortalKind;
import vn.portalaudit.registry.AgencyVersion;

/** Words of closed lists. */
final class Choices {
  private Choices() {}

  /** The short word for a kind of portal: that of its owner's level. */
  static String label(PortalKind kind) {
    return AgencyVersion.Level.of(kind.id()).map(AgencyVersion.Level::label).orElse(kind.id());
  }
}
