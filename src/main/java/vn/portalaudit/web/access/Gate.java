package vn.portalaudit.web.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerExecutionChain;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;
import vn.portalaudit.access.Person;
import vn.portalaudit.web.page.Allowed;
import vn.portalaudit.web.page.Visitor;

/** Lets a request through to its handler as {@link Allowed} says there; without it, nobody. */
final class Gate implements AuthorizationManager<RequestAuthorizationContext> {
  private static final AuthorizationDecision OPEN = new AuthorizationDecision(true);
  private static final AuthorizationDecision CLOSED = new AuthorizationDecision(false);
  private final ObjectProvider<RequestMappingHandlerMapping> routes;

  Gate(ObjectProvider<RequestMappingHandlerMapping> routes) {
    this.routes = routes;
  }

  @Override
  public AuthorizationDecision authorize(
      Supplier<? extends @Nullable Authentication> authentication,
      RequestAuthorizationContext context) {
    HttpServletRequest request = context.getRequest();
    Optional<HandlerMethod> handler = handler(request);
    if (handler.isEmpty()) {
      return OPEN; // nothing is there: the answer is 404, or 405
    }
    Allowed allowed = handler.get().getMethodAnnotation(Allowed.class);
    return allowed != null && passes(allowed, request) ? OPEN : CLOSED;
  }

  private static boolean passes(Allowed allowed, HttpServletRequest request) {
    if (allowed.anyone()) {
      return true;
    }
    Optional<Person> person = Visitor.person(request);
    return person.isPresent()
        && (allowed.signedIn() || person.get().is(allowed.value()))
        && ApiKeyFilter.covers(request, allowed.scope());
  }

  /** The handler that will answer; empty where none does. */
  Optional<HandlerMethod> handler(HttpServletRequest request) {
    if (!ServletRequestPathUtils.hasParsedRequestPath(request)) {
      ServletRequestPathUtils.parseAndCache(request);
    }
    try {
      HandlerExecutionChain chain = routes.getObject().getHandler(request);
      return chain != null && chain.getHandler() instanceof HandlerMethod method
          ? Optional.of(method)
          : Optional.empty();
    } catch (Exception e) {
      return Optional.empty(); // the dispatcher meets the same and answers it
    }
  }
}
