package vn.portalaudit.registry.sheets;

import java.util.List;
import vn.portalaudit.registry.Registry;
import vn.portalaudit.sheet.Problem;

/**
 * What a file brings.
 *
 * @param registry its rows; none at all when there is a problem
 * @param rows how many rows with content the file has
 * @param problems why nothing is taken; empty when all is well
 * @param warnings what to look at all the same
 */
public record Imported(
    Registry registry, int rows, List<Problem> problems, List<Problem> warnings) {
  public Imported {
    problems = List.copyOf(problems);
    warnings = List.copyOf(warnings);
  }
}
