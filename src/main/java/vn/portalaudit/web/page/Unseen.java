package vn.portalaudit.web.page;

import vn.portalaudit.access.Person;

/** How much of what concerns a person has not been seen by them, for the bell of every page. */
@FunctionalInterface
public interface Unseen {
  /** A number that the bell shows; cheap, as every page asks. */
  int of(Person person);
}
