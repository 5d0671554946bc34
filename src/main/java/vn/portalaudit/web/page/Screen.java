package vn.portalaudit.web.page;

import java.util.ArrayList;
import java.util.List;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.servlet.ModelAndView;

/**
 * What a handler answers with: a template of {@code src/main/resources/web} and what it may name.
 *
 * <pre>{@code
 * return Screen.of("department/portals", "Danh sách cổng").with("rows", rows);
 * return Screen.to("/cong/" + code, "Đã lưu thay đổi.");
 * }</pre>
 */
public final class Screen extends ModelAndView {
  static final String NOTICE = "notice";
  private final List<Crumb> crumbs = new ArrayList<>();

  /** A step of the way from the home to the screen; public for the templates. */
  public record Crumb(String title, String href) {}

  private Screen(String view) {
    super(view);
  }

  /**
   * A page.
   *
   * @param template its file below {@code web/}, without {@code .html.vm}
   * @param title of the page
   */
  public static Screen of(String template, String title) {
    Screen screen = new Screen(template);
    screen.addObject("title", title);
    screen.addObject("crumbs", screen.crumbs);
    return screen;
  }

  /**
   * Sends the browser on after something was done, so that loading anew does not do it again.
   *
   * @param path on this server, without anything that a person typed
   * @param notice what is said there
   */
  public static Screen to(String path, String notice) {
    Screen screen = new Screen("redirect:" + path);
    screen.addObject(NOTICE, notice);
    return screen;
  }

  /** Sends the browser on. */
  public static Screen to(String path) {
    return new Screen("redirect:" + path);
  }

  /** Lets the template name a value. */
  public Screen with(String name, Object value) {
    addObject(name, value);
    return this;
  }

  /** Puts a screen on the way to this one; the first call is the nearest to the home. */
  public Screen under(String title, String href) {
    crumbs.add(new Crumb(title, href));
    return this;
  }

  /** The status of the answer, where it is not 200. */
  public Screen status(int status) {
    setStatus(HttpStatusCode.valueOf(status));
    return this;
  }

  /** Shows what was typed again, with what is wrong of it: status 422. */
  public Screen refused(Form form) {
    return with("form", form).status(422);
  }
}
