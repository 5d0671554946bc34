package vn.portalaudit.web.page;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import vn.portalaudit.access.Person;
import vn.portalaudit.store.ActionLog.Actor;

/** Gives handlers {@link Person}, {@link Actor}, {@link Form} and {@link Query} as parameters. */
final class Parameters implements HandlerMethodArgumentResolver {
  private static final Set<Class<?>> KINDS =
      Set.of(Person.class, Actor.class, Form.class, Query.class);

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return KINDS.contains(parameter.getParameterType());
  }

  @Override
  public @Nullable Object resolveArgument(
      MethodParameter parameter,
      @Nullable ModelAndViewContainer container,
      NativeWebRequest web,
      @Nullable WebDataBinderFactory binders) {
    HttpServletRequest request =
        java.util.Objects.requireNonNull(web.getNativeRequest(HttpServletRequest.class));
    Class<?> kind = parameter.getParameterType();
    if (kind == Person.class) {
      return Visitor.person(request).orElse(null);
    }
    if (kind == Actor.class) {
      return Visitor.actor(request);
    }
    return kind == Form.class
        ? Form.of(request.getParameterMap())
        : new Query(request.getRequestURI(), request.getParameterMap());
  }
}
