package vn.portalaudit.web.criteria;

import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import vn.portalaudit.access.Person;
import vn.portalaudit.access.Role;
import vn.portalaudit.web.page.Allowed;
import vn.portalaudit.web.page.Screen;

/** An index set with its rows. */
@Controller
final class SetController {
  static final String PATH = "/bo-chi-so";
  private static final String GAPS = "Văn bản không nêu";

  private final SetShelf shelf;

  SetController(SetShelf shelf) {
    this.shelf = shelf;
  }

  @Allowed({Role.OPERATOR, Role.LEADER, Role.APPRAISER, Role.ADMINISTRATOR})
  @GetMapping(PATH + "/{id}")
  Screen one(@PathVariable String id, Person me) {
    Outline outline = shelf.read(id, Shelf.IN_FORCE, me);
    List<Outline.Trait> said =
        outline.entries().get(0).traits().stream()
            .filter(trait -> !trait.says().isEmpty())
            .toList();
    return Screen.of("criteria/set", shelf.title(id))
        .under("Bộ tiêu chí", CriteriaController.INSIDE)
        .with("path", PATH + "/" + id)
        .with("facts", said.stream().filter(trait -> !trait.label().equals(GAPS)).toList())
        .with(
            "gaps",
            said.stream()
                .filter(trait -> trait.label().equals(GAPS))
                .map(Outline.Trait::says)
                .collect(Collectors.joining()))
        .with("entries", outline.entries().stream().skip(1).toList())
        .with(
            "trials",
            me.is(Role.OPERATOR, Role.LEADER) ? shelf.trials(id, Shelf.IN_FORCE) : List.of());
  }
}
