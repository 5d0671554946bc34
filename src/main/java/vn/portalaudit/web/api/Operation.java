package vn.portalaudit.web.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Describes an operation of the API, for people who write another system. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface Operation {
  /** Its name among all operations. */
  String id();

  /** What it does, a Vietnamese sentence. */
  String says();

  /** The status of success. */
  int status() default 200;

  /** Name of a schema in {@code web/api/documents.json}, where the answer is such a document. */
  String document() default "";

  /** The media types of a file, where the answer is one. */
  String[] file() default {};
}
