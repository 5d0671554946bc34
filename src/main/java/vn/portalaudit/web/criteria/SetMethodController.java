package vn.portalaudit.web.criteria;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import vn.portalaudit.web.page.Allowed;
import vn.portalaudit.web.page.NotFound;
import vn.portalaudit.web.page.Screen;

/** How a version of an index set is computed, for everybody, at an address that stays. */
@Controller
final class SetMethodController {
  static final String PATH = CriteriaController.PUBLIC + "/chi-so";

  private final PublishedSets published;

  SetMethodController(PublishedSets published) {
    this.published = published;
  }

  @Allowed(anyone = true)
  @GetMapping(PATH + "/{set}/{version}")
  Screen one(@PathVariable String set, @PathVariable String version) {
    SetMethod method = NotFound.unless(published.find(set, version));
    return Screen.of("criteria/set-method", method.title())
        .under(CriteriaController.METHODOLOGY, CriteriaController.PUBLIC)
        .with("method", method)
        .with("results", published.results(set, version));
  }
}
