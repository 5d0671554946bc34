package vn.portalaudit.web.department;

import java.util.List;
import vn.portalaudit.agent.Settings;
import vn.portalaudit.schedule.Timetable;

/** Something to choose in a form or a filter; public for the templates. */
public record Choice(String code, String name) {
  /** The groups of schedules that portals can follow. */
  static List<Choice> schedules(Settings settings) {
    return settings.timetables().stream()
        .map(Timetable::group)
        .map(group -> new Choice(group, group))
        .toList();
  }
}
