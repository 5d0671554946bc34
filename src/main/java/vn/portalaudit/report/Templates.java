package vn.portalaudit.report;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.velocity.VelocityContext;
import org.apache.velocity.app.VelocityEngine;
import org.apache.velocity.app.event.EventCartridge;
import org.apache.velocity.app.event.ReferenceInsertionEventHandler;
import org.apache.velocity.util.introspection.SecureUberspector;

/**
 * The templates of one folder: strict (an unknown reference ends the rendering), escaped by
 * default, confined to the folder. A template reads view records and calculates nothing. Safe for
 * several threads.
 */
public final class Templates {
  private final ReportsLoader loader;
  private final VelocityEngine engine;

  /**
   * The templates of a folder of files.
   *
   * @param folder the folder {@code reports/} of the program
   */
  public Templates(Path folder) {
    this(ReportsLoader.ofFolder(folder), "");
  }

  /**
   * The templates of a loader.
   *
   * @param macros file with macros that every template may use; empty for none
   */
  Templates(ReportsLoader loader, String macros) {
    this.loader = loader;
    engine = new VelocityEngine();
    engine.setProperty("resource.loaders", "reports");
    engine.setProperty("resource.loader.reports.instance", loader);
    engine.setProperty("resource.loader.reports.cache", "true");
    engine.setProperty("runtime.strict_mode.enable", "true");
    engine.setProperty("velocimacro.arguments.strict", "true");
    engine.setProperty("velocimacro.inline.local_scope", "true");
    engine.setProperty("velocimacro.library.path", macros);
    engine.setProperty("directive.parse.max_depth", "4");
    engine.setProperty("parser.space_gobbling", "lines");
    engine.setProperty("introspector.uberspect.class", SecureUberspector.class.getName());
    engine.init();
  }

  /**
   * Renders a template.
   *
   * @param name file name in the folder
   * @param escaping for what the text is
   * @param model what the template may name
   * @throws org.apache.velocity.exception.VelocityException when the template is missing or names
   *     something that is not there
   */
  public String render(String name, Escaping escaping, Map<String, ?> model) {
    return render(name, (ReferenceInsertionEventHandler) escaping, model);
  }

  /** Renders a page of HTML in another language. */
  String render(String name, Translation translation, Map<String, ?> model) {
    return TwoLanguages.resolve(render(name, new TwoLanguages(translation), model));
  }

  private String render(
      String name, ReferenceInsertionEventHandler insertions, Map<String, ?> model) {
    EventCartridge handlers = new EventCartridge();
    handlers.addReferenceInsertionEventHandler(insertions);
    handlers.addIncludeEventHandler(loader);
    VelocityContext context = new VelocityContext();
    model.forEach(context::put);
    handlers.attachToContext(context);
    StringWriter out = new StringWriter();
    engine.getTemplate(name, "UTF-8").merge(context, out);
    return out.toString();
  }

  /** A file of the folder that goes into a page as it is. */
  public SafeHtml asIs(String name) {
    try {
      String text = loader.text(name);
      if (text.contains("</")) {
        throw new IllegalStateException(name + ": không được chứa «</»");
      }
      return new SafeHtml(text);
    } catch (IOException e) {
      throw new UncheckedIOException("không đọc được «" + name + "» của báo cáo", e);
    }
  }
}
