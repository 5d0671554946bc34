package vn.portalaudit.registry;

/**
 * Whose portal it was for some time. A portal may have several owners, one of them the main one; an
 * agency may own several portals.
 *
 * @param portal code of the portal
 * @param agency code of the agency
 * @param validity when
 * @param main whether this agency answers for the portal
 */
public record PortalOwner(String portal, String agency, Validity validity, boolean main)
    implements Entry {
  @Override
  public Kind kind() {
    return Kind.OWNER;
  }

  @Override
  public String key() {
    return portal + "/" + agency + "/" + validity.from();
  }

  @Override
  public Validity holds() {
    return validity;
  }
}
