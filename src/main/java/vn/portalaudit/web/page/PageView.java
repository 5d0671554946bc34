package vn.portalaudit.web.page;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.servlet.View;
import vn.portalaudit.access.Person;
import vn.portalaudit.report.PageTemplates;
import vn.portalaudit.report.Translation;
import vn.portalaudit.store.AccountStore;

/** A template within the layout; for htmx the template alone. */
final class PageView implements View {
  private final String template;
  private final PageTemplates templates;
  private final Menu menu;
  private final Assets assets;
  private final Unseen unseen;
  private final AccountStore accounts;

  PageView(
      String template,
      PageTemplates templates,
      Menu menu,
      Assets assets,
      Unseen unseen,
      AccountStore accounts) {
    this.template = template;
    this.templates = templates;
    this.menu = menu;
    this.assets = assets;
    this.unseen = unseen;
    this.accounts = accounts;
  }

  @Override
  public String getContentType() {
    return "text/html;charset=UTF-8";
  }

  @Override
  public void render(
      @Nullable Map<String, ?> model, HttpServletRequest request, HttpServletResponse response)
      throws Exception {
    Map<String, Object> all = new HashMap<>();
    if (model != null) {
      model.forEach((name, value) -> {
        if (value != null) {
          all.put(name, value);
        }
      });
    }
    Texts texts = Texts.of(request);
    addFrame(all, request, texts);
    String file = template + ".html.vm";
    all.put("content", file);
    String page = Visitor.wantsPart(request) ? file : "layout.html.vm";
    Translation translation = texts.translation();
    String html =
        translation == null
            ? templates.render(page, all)
            : templates.render(page, all, translation);
    byte[] bytes = html.getBytes(StandardCharsets.UTF_8);
    response.setContentType(getContentType());
    response.setContentLength(bytes.length);
    if (!request.getMethod().equals("HEAD")) {
      response.getOutputStream().write(bytes);
    }
  }

  /** What every page may name. */
  private void addFrame(Map<String, Object> model, HttpServletRequest request, Texts texts) {
    @Nullable Person me = Visitor.person(request).orElse(null);
    if (me != null) {
      model.put("me", me);
      model.putIfAbsent("unseen", unseen.of(me));
    }
    model.putIfAbsent("title", "Giám sát Cổng");
    model.putIfAbsent("crumbs", List.of());
    model.putIfAbsent("form", Form.empty());
    model.putIfAbsent(Screen.NOTICE, "");
    model.put("t", texts);
    model.put("f", new Formats());
    model.put("names", new Names(accounts::nameOf));
    model.put("assets", assets);
    model.put("menu", menu.of(me, request.getRequestURI()));
    model.put("csrf", new Csrf(request));
    model.put("here", here(request));
  }

  /** Where the person is, to come back there; the home where loading anew would not show it. */
  private static String here(HttpServletRequest request) {
    String query = request.getQueryString();
    return request.getMethod().equals("GET")
            && request.getDispatcherType() == DispatcherType.REQUEST
        ? URLEncoder.encode(
            request.getRequestURI() + (query == null ? "" : "?" + query), StandardCharsets.UTF_8)
        : "/";
  }

  /** The token of this session, made only where a page asks for it. */
  public static final class Csrf {
    private final HttpServletRequest request;

    Csrf(HttpServletRequest request) {
      this.request = request;
    }

    /** The token; empty where the page has none. */
    @Override
    public String toString() {
      Object token = request.getAttribute(CsrfToken.class.getName());
      return token instanceof CsrfToken csrf ? csrf.getToken() : "";
    }
  }
}
