package vn.portalaudit.registry;

import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Answers about a registry at some day: who owned a portal, what an agency was called, who
 * succeeded it. Looks rows up by code; unchangeable, so safe for several threads.
 */
public final class History {
  private final Map<String, Agency> agencies;
  private final Map<String, Portal> portals;
  private final Map<String, List<AgencyVersion>> versions;
  private final Map<String, List<Succession>> successions;
  private final Map<String, List<PortalOwner>> owners;
  private final Map<String, List<PortalOwner>> owned;
  private final Map<String, List<PortalDomain>> domains;

  History(Registry registry) {
    agencies = new HashMap<>();
    registry.agencies().forEach(agency -> agencies.put(agency.code(), agency));
    portals = new HashMap<>();
    registry.portals().forEach(portal -> portals.put(portal.code(), portal));
    versions = group(registry.versions(), AgencyVersion::agency);
    successions = group(registry.successions(), Succession::predecessor);
    owners = group(registry.owners(), PortalOwner::portal);
    owned = group(registry.owners(), PortalOwner::agency);
    domains = group(registry.domains(), PortalDomain::portal);
  }

  private static <E> Map<String, List<E>> group(List<E> rows, Function<E, String> code) {
    Map<String, List<E>> groups = new HashMap<>();
    rows.forEach(row -> groups.computeIfAbsent(code.apply(row), c -> new ArrayList<>()).add(row));
    return groups;
  }

  /** The agency of a code. */
  public Optional<Agency> agency(String code) {
    return Optional.ofNullable(agencies.get(code));
  }

  /** The portal of a code. */
  public Optional<Portal> portal(String code) {
    return Optional.ofNullable(portals.get(code));
  }

  /** All that an agency was called, earliest first. */
  public List<AgencyVersion> versions(String agency) {
    return versions.getOrDefault(agency, List.of());
  }

  /** What an agency was called and where it stood on a day. */
  public Optional<AgencyVersion> versionAt(String agency, LocalDate day) {
    return versions(agency).stream().filter(v -> v.validity().contains(day)).findFirst();
  }

  /** All who ever owned a portal. */
  public List<PortalOwner> owners(String portal) {
    return owners.getOrDefault(portal, List.of());
  }

  /** Who owned a portal on a day, the main owner first. */
  public List<PortalOwner> ownersAt(String portal, LocalDate day) {
    return owners(portal).stream()
        .filter(owner -> owner.validity().contains(day))
        .sorted(Comparator.comparing(PortalOwner::main).reversed())
        .toList();
  }

  /** The portals that an agency owned on a day. */
  public List<PortalOwner> ownedAt(String agency, LocalDate day) {
    return owned(agency).stream().filter(owner -> owner.validity().contains(day)).toList();
  }

  /** All portals that an agency ever owned. */
  public List<PortalOwner> owned(String agency) {
    return owned.getOrDefault(agency, List.of());
  }

  /** All hosts that a portal ever had. */
  public List<PortalDomain> domains(String portal) {
    return domains.getOrDefault(portal, List.of());
  }

  /** The hosts of a portal on a day, the main one first. */
  public List<PortalDomain> domainsAt(String portal, LocalDate day) {
    return domains(portal).stream()
        .filter(domain -> domain.validity().contains(day))
        .sorted(Comparator.comparing(PortalDomain::role))
        .toList();
  }

  /** Who took over from an agency directly, at any time. */
  public List<Succession> successions(String predecessor) {
    return successions.getOrDefault(predecessor, List.of());
  }

  /**
   * Who on a day does what an agency once did: its successors, and theirs where these are no more.
   *
   * @param agency code of the agency
   * @param day the day
   * @return codes of agencies that live on that day, nearest first; none when nobody took over
   */
  public List<String> heirs(String agency, LocalDate day) {
    Set<String> heirs = new LinkedHashSet<>();
    Set<String> seen = new HashSet<>(Set.of(agency));
    Deque<String> waiting = new ArrayDeque<>(List.of(agency));
    while (!waiting.isEmpty()) {
      for (Succession step : successions(waiting.removeFirst())) {
        if (step.on().isAfter(day) || !seen.add(step.successor())) {
          continue;
        }
        Agency successor = agencies.get(step.successor());
        if (successor != null && successor.validity().contains(day)) {
          heirs.add(step.successor());
        } else {
          waiting.addLast(step.successor());
        }
      }
    }
    return List.copyOf(heirs);
  }
}
