package vn.portalaudit.index;

import java.util.Set;

/**
 * Who is assessed.
 *
 * @param id its code, by which every file names it
 * @param name its name for people
 * @param group the agencies that it is ranked with
 * @param flags what the set's exceptions ask for, e.g. {@code kinh-te-so}
 */
public record Agency(String id, String name, String group, Set<String> flags) {
  public Agency {
    flags = Set.copyOf(flags);
  }
}
