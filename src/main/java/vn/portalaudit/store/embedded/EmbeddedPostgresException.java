package vn.portalaudit.store.embedded;

import org.jspecify.annotations.Nullable;

/** The private database cannot be used; the message is one Vietnamese sentence for people. */
public final class EmbeddedPostgresException extends RuntimeException {
  private static final long serialVersionUID = 1;

  EmbeddedPostgresException(String says, @Nullable Throwable cause) {
    super(says, cause);
  }

  EmbeddedPostgresException(String says) {
    this(says, null);
  }
}
