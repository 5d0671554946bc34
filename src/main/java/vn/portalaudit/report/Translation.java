package vn.portalaudit.report;

import org.jspecify.annotations.Nullable;

/** Says in another language what a page has in Vietnamese. Safe for threads. */
@FunctionalInterface
public interface Translation {
  /**
   * The words for a value that is put into a page.
   *
   * @param vietnamese the value as it is; may be a name, a number or something that a person wrote
   * @return null where the value stays as it is
   */
  @Nullable String of(String vietnamese);
}
