package vn.portalaudit.web.page;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Puts a screen into the menu of those who may open it ({@link Allowed}). */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface MenuItem {
  /** Its words in the menu. */
  String title();

  /** Under which heading. */
  Group group();

  /** Place within the heading; the first item of all that a person may open is the home. */
  int order();

  /** The headings, in their order. */
  enum Group {
    /** What an agency does. */
    AGENCY("Cơ quan"),
    /** What an appraiser does. */
    APPRAISAL("Thẩm định"),
    /** Watching portals. */
    MONITORING("Giám sát"),
    /** Criteria, campaigns, rankings. */
    ASSESSMENT("Đánh giá"),
    /** Accounts, settings, the program itself. */
    ADMINISTRATION("Quản trị"),
    /** For everybody. */
    PUBLIC("Công khai");

    private final String title;

    Group(String title) {
      this.title = title;
    }

    /** Its words. */
    public String title() {
      return title;
    }
  }
}
