package vn.portalaudit.registry;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A state agency; it keeps its code for life, while its name, level and parent may change ({@link
 * AgencyVersion}).
 *
 * @param code unaccented words joined by hyphens, at most 80 characters
 * @param validity its life
 * @param tags free words
 * @param note remark, or null
 */
public record Agency(String code, Validity validity, List<String> tags, @Nullable String note)
    implements Entry {
  public Agency {
    tags = List.copyOf(tags);
  }

  @Override
  public Kind kind() {
    return Kind.AGENCY;
  }

  @Override
  public String key() {
    return code;
  }

  @Override
  public Validity holds() {
    return validity;
  }
}
