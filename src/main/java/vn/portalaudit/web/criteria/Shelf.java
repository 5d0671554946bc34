package vn.portalaudit.web.criteria;

import java.nio.charset.StandardCharsets;
import java.util.List;
import vn.portalaudit.access.Person;
import vn.portalaudit.store.StagedImports;
import vn.portalaudit.web.page.NotFound;

/**
 * The versions of a checklist or an index set, by codes that stand in addresses: the one in force,
 * those that were used ({@code v:}), others of its kind ({@code bo:}), and files that somebody sent
 * to be compared and that are kept for a day ({@code tep:}). Safe for threads.
 */
interface Shelf {
  /** The version in force. */
  String IN_FORCE = "dang-dung";

  String USED = "v:";
  String OTHER = "bo:";
  String FILE = "tep:";

  /** A version to choose. */
  record Version(String code, String name) {}

  /** A trial of a version on what is stored: its campaign's title and where it is. */
  record Trial(String title, String href) {}

  /** The title of what has these versions; 404 when there is no such thing. */
  String title(String id);

  /** The versions to choose, the one in force first, then the newest. */
  List<Version> versions(String id);

  /**
   * A version; 404 when there is none of that code.
   *
   * @throws vn.portalaudit.config.ConfigException when its file cannot be read
   */
  Outline read(String id, String code, Person me);

  /** Where a version can be tried; empty when nowhere. */
  List<Trial> trials(String id, String code);

  /** One of another id, by its title and version. */
  static Version other(String id, String named) {
    return new Version(OTHER + id, "bộ khác: " + named);
  }

  /** A file that this person sent. */
  static String sent(StagedImports staged, String code, Person me) {
    StagedImports.Staged file =
        NotFound.unless(staged.find(code.substring(FILE.length()), me.id()));
    return new String(file.content(), StandardCharsets.UTF_8);
  }
}
