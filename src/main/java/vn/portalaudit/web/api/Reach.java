package vn.portalaudit.web.api;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.portalaudit.access.Person;
import vn.portalaudit.store.PortalStore;
import vn.portalaudit.store.PortalStore.Facts;
import vn.portalaudit.store.RegistryStore;
import vn.portalaudit.web.page.NotFound;

/** The portals that the owner of a key may see; others are not there. */
@Component
final class Reach {
  private final PortalStore portals;
  private final RegistryStore registry;

  Reach(PortalStore portals, RegistryStore registry) {
    this.portals = portals;
    this.registry = registry;
  }

  /** The portal of a code, or 404. */
  Facts portal(String code, Person me) {
    Facts portal = NotFound.unless(portals.find(code));
    NotFound.unless(me.sees(portal.agency()));
    return portal;
  }

  /** 404 unless the portal of a number may be seen; null is what belongs to no portal. */
  void number(@Nullable Integer portal, Person me) {
    if (portal == null) {
      NotFound.unless(me.central());
    } else {
      portal(NotFound.unless(code(portal)), me);
    }
  }

  /** The code of a number. */
  Optional<String> code(int portal) {
    return Optional.ofNullable(registry.codes(List.of(portal)).get(portal));
  }

  /**
   * The portal by which a list is filtered: the key of an agency must name one of its own.
   *
   * @return its number; null for all
   */
  @Nullable Integer filter(@Nullable String code, Person me) {
    if (code == null) {
      return me.central() ? null : Input.present("portal", null);
    }
    return portal(code, me).id();
  }
}
