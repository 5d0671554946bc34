package vn.portalaudit.web.page;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import vn.portalaudit.access.Role;

/**
 * Who may use a route. Stands at every handler method; a route without it is refused, and a test
 * fails. What may be seen of one agency alone is for the handler to ask ({@code
 * Person.sees(agency)}), and answers 404.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Allowed {
  /** One of these roles is needed. */
  Role[] value() default {};

  /** Everybody who is signed in. */
  boolean signedIn() default false;

  /** Everybody, signed in or not. */
  boolean anyone() default false;

  /** Below {@code /api/}: the scope that the key needs besides. */
  String scope() default "";
}
