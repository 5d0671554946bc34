package vn.portalaudit.report;

import java.util.Map;

/**
 * The templates of the web pages: strict, escaped by default, from one folder of the class path.
 * Safe for threads.
 */
public final class PageTemplates {
  private final Templates templates;

  /**
   * The templates of a folder on the class path.
   *
   * @param folder e.g. {@code web}
   * @param macros the file with the macros that all of them share
   */
  public PageTemplates(String folder, String macros) {
    templates = new Templates(ReportsLoader.ofClasspath(folder), macros);
  }

  /**
   * Renders a page.
   *
   * @param name file in the folder
   * @param model what the template may name; values are escaped where they are inserted
   * @throws org.apache.velocity.exception.VelocityException when the template is missing or names
   *     something that is not there
   */
  public String render(String name, Map<String, ?> model) {
    return templates.render(name, Escaping.HTML, model);
  }

  /**
   * Renders a page in another language.
   *
   * @param translation says what the values are in it; what it does not know is marked as
   *     Vietnamese
   */
  public String render(String name, Map<String, ?> model, Translation translation) {
    return templates.render(name, translation, model);
  }
}
