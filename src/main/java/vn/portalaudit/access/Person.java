package vn.portalaudit.access;

import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who is signed in, as the account stands at this request.
 *
 * @param id of the account
 * @param login the name to sign in with
 * @param name the name for people
 * @param roles at least one
 * @param agency the only agency that may be seen; null for those who see all
 */
public record Person(int id, String login, String name, Set<Role> roles, @Nullable Integer agency) {
  public Person {
    roles = Set.copyOf(roles);
  }

  /** Whether one of these roles is held. */
  public boolean is(Role... any) {
    return Arrays.stream(any).anyMatch(roles::contains);
  }

  /**
   * Whether what belongs to an agency may be seen. What may not answers 404, as if it were not
   * there.
   *
   * @param other the agency; null for what belongs to none
   */
  public boolean sees(@Nullable Integer other) {
    return agency == null || agency.equals(other);
  }

  /** Whether the person belongs to the body that monitors, and not to an agency. */
  public boolean central() {
    return agency == null;
  }
}
