package vn.portalaudit.index;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import vn.portalaudit.checklist.Checklist;

/**
 * A checklist as a scheme: its leaves are the indicators, and this ranks the portals themselves.
 */
public final class ChecklistScheme {
  private ChecklistScheme() {}

  /**
   * The scheme of a checklist.
   *
   * @param checklist the checklist; its codes name the indicators, its grades grade the portals
   */
  public static Scheme of(Checklist checklist) {
    List<Scheme.Item> items = new ArrayList<>();
    List<Scheme.Part> groups = new ArrayList<>();
    for (Checklist.Group group : checklist.groups()) {
      List<Integer> places = new ArrayList<>();
      for (Checklist.Criterion criterion : group.criteria()) {
        places.add(items.size());
        items.add(
            Scheme.Item.of(
                criterion.code(),
                criterion.title(),
                criterion.maxPoints(),
                // what a person has to declare the machine leaves untested, and so to the agency
                List.of(Column.MACHINE)));
      }
      groups.add(
          new Scheme.Part(
              group.id(),
              group.code(),
              group.title(),
              group.maxPoints(),
              group.statedCount(),
              places));
    }
    return new Scheme(
        checklist.id(),
        checklist.version(),
        checklist.title(),
        checklist.maxPoints(),
        items,
        groups,
        List.of(),
        checklist.grades().stream()
            .map(grade -> new Scheme.Grade(grade.name(), grade.from()))
            .collect(Collectors.toList()),
        new Scheme.Conditions(false, false, Set.of()));
  }
}
