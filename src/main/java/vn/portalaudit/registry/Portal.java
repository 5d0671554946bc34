package vn.portalaudit.registry;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.domain.PortalKind;

/**
 * A portal that is watched, or was.
 *
 * @param code unaccented words joined by hyphens, at most 80 characters
 * @param title its name, at most 300 characters
 * @param ownerKind what kind of agency it belongs to; decides the checklists
 * @param rootUrl address of its home page
 * @param watched whether it is probed and audited
 * @param scheduleGroup name of the schedule it follows
 * @param mustContain words that its home page must show, or null
 * @param hosting who runs it, on what
 * @param tags free words
 * @param validity its life
 * @param note remark, or null
 */
public record Portal(
    String code,
    String title,
    PortalKind ownerKind,
    String rootUrl,
    boolean watched,
    String scheduleGroup,
    @Nullable String mustContain,
    Hosting hosting,
    List<String> tags,
    Validity validity,
    @Nullable String note)
    implements Entry {
  /** The schedule of a portal for which none is named. */
  public static final String DEFAULT_SCHEDULE = "mac-dinh";

  public Portal {
    tags = List.copyOf(tags);
  }

  /**
   * Who runs a portal, on what.
   *
   * @param vendor the company, or null
   * @param platform the software, or null
   * @param sharedIpGroup portals of one group share an address, so that requests to them are
   *     counted together; or null
   */
  public record Hosting(
      @Nullable String vendor, @Nullable String platform, @Nullable String sharedIpGroup) {
    /** Nothing is known. */
    public static final Hosting UNKNOWN = new Hosting(null, null, null);
  }

  @Override
  public Kind kind() {
    return Kind.PORTAL;
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
