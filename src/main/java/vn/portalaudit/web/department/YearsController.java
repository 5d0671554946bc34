package vn.portalaudit.web.department;

import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import vn.portalaudit.access.Role;
import vn.portalaudit.campaign.sheets.YearTable;
import vn.portalaudit.index.IndexSet;
import vn.portalaudit.web.page.Allowed;
import vn.portalaudit.web.page.NotFound;
import vn.portalaudit.web.page.Screen;
import vn.portalaudit.web.page.SetLibrary;
import vn.portalaudit.web.page.TableFile;

/** The published years of a set beside each other, in percent, breaks marked. */
@Controller
final class YearsController {
  private static final String PATH = "/cac-nam/{set}";

  private final Leading leading;
  private final SetLibrary sets;

  YearsController(Leading leading, SetLibrary sets) {
    this.leading = leading;
    this.sets = sets;
  }

  @Allowed({Role.LEADER, Role.OPERATOR})
  @GetMapping(PATH)
  Screen show(@PathVariable String set) {
    IndexSet found = NotFound.unless(sets.find(set));
    YearTable table = leading.desk().years(set);
    return Screen.of("department/years", "So các năm: " + found.title())
        .under("Xếp hạng", "/xep-hang")
        .with("set", found)
        .with("years", table.years())
        .with("rows", table.rows());
  }

  @Allowed({Role.LEADER, Role.OPERATOR})
  @GetMapping(PATH + "/so-lieu.xlsx")
  ResponseEntity<byte[]> xlsx(@PathVariable String set) {
    IndexSet found = NotFound.unless(sets.find(set));
    return TableFile.xlsx(leading.desk().years(set).table(found.title()), "cac-nam-" + set);
  }

  @Allowed({Role.LEADER, Role.OPERATOR})
  @GetMapping(PATH + "/so-lieu.csv")
  ResponseEntity<byte[]> csv(@PathVariable String set) {
    IndexSet found = NotFound.unless(sets.find(set));
    return TableFile.csv(leading.desk().years(set).table(found.title()), "cac-nam-" + set);
  }
}
