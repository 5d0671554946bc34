package vn.portalaudit.registry.sheets;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import vn.portalaudit.domain.Folding;
import vn.portalaudit.domain.PortalKind;
import vn.portalaudit.registry.AgencyVersion;

/** Words of closed lists, in any spelling: by their id or by their label. */
final class Choices {
  private Choices() {}

  /** The short word for a kind of portal: that of its owner's level. */
  static String label(PortalKind kind) {
    return AgencyVersion.Level.of(kind.id()).map(AgencyVersion.Level::label).orElse(kind.id());
  }

  /**
   * The value that a word means.
   *
   * @param word what stands in the cell
   * @param values the closed list
   * @param id id of a value
   * @param label label of a value
   */
  static <E> Optional<E> find(
      String word, E[] values, Function<E, String> id, Function<E, String> label) {
    String folded = Folding.fold(word);
    return Arrays.stream(values)
        .filter(value ->
            Folding.fold(id.apply(value)).equals(folded)
                || Folding.fold(label.apply(value)).equals(folded))
        .findFirst();
  }
}
