package vn.portalaudit.registry;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A person to turn to at an agency.
 *
 * @param agency code of the agency
 * @param name the person's name, at most 200 characters
 * @param duty what the person is, or null
 * @param reach how to reach the person
 * @param alerts whether alerts about the agency's portals go to this person
 * @param until first day on which the person no longer is a contact, or null
 */
public record Contact(
    String agency,
    String name,
    @Nullable String duty,
    Reach reach,
    boolean alerts,
    @Nullable LocalDate until)
    implements Entry {
  /** How to reach a person; each may be null. */
  public record Reach(@Nullable String email, @Nullable String phone, @Nullable String telegram) {}

  @Override
  public Kind kind() {
    return Kind.CONTACT;
  }

  @Override
  public String key() {
    return agency + "/" + name;
  }

  @Override
  public Validity holds() {
    return until == null || !until.isAfter(Validity.BEGINNING)
        ? Validity.ALWAYS
        : new Validity(Validity.BEGINNING, until);
  }
}
