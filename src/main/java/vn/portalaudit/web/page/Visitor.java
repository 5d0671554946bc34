package vn.portalaudit.web.page;

import jakarta.servlet.http.HttpServletRequest;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.access.Person;
import vn.portalaudit.access.Tokens;
import vn.portalaudit.store.ActionLog.Actor;

/** Who sent a request. Handlers take {@link Person} or {@link Actor} as parameters instead. */
public final class Visitor {
  private static final String PERSON = Visitor.class.getName() + ".person";
  private static final String KEY = Visitor.class.getName() + ".key";
  private static final int HANDLE = 8;

  private Visitor() {}

  /** The person who is signed in. */
  public static Optional<Person> person(HttpServletRequest request) {
    return Optional.ofNullable((Person) request.getAttribute(PERSON));
  }

  /** Keeps who is signed in for this request. */
  public static void is(HttpServletRequest request, @Nullable Person person) {
    request.setAttribute(PERSON, person);
  }

  /** The first characters of the key by which another system asks; empty for people. */
  public static Optional<String> key(HttpServletRequest request) {
    return Optional.ofNullable((String) request.getAttribute(KEY));
  }

  /** Keeps by which key this request came. */
  public static void cameBy(HttpServletRequest request, String prefix) {
    request.setAttribute(KEY, prefix);
  }

  /** Who acts, for the action log; in the place of a session stands the key of another system. */
  public static Actor actor(HttpServletRequest request) {
    var session = request.getSession(false);
    String handle = session == null ? key(request).orElse(null) : handle(session.getId());
    return person(request)
        .map(p -> new Actor(p.id(), p.login(), request.getRemoteAddr(), handle))
        .orElseGet(() -> new Actor(null, "", request.getRemoteAddr(), handle));
  }

  /** A name for a session that opens nothing: the beginning of its hash. */
  public static String handle(String sessionId) {
    return HexFormat.of().formatHex(Tokens.hash(sessionId), 0, HANDLE);
  }

  /** Whether htmx asks for a part of a page. */
  static boolean wantsPart(HttpServletRequest request) {
    return request.getHeader("HX-Request") != null
        && request.getHeader("HX-Boosted") == null
        && request.getHeader("HX-History-Restore-Request") == null;
  }

  /** Whether another system asks, and not a person. */
  static boolean isProgram(HttpServletRequest request) {
    return request.getRequestURI().startsWith("/api/");
  }
}
