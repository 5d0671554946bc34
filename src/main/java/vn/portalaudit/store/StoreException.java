package vn.portalaudit.store;

import org.jspecify.annotations.Nullable;

/** The database cannot be used as asked; the message is one Vietnamese sentence for people. */
public final class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public StoreException(String says, @Nullable Throwable cause) {
    super(says, cause);
  }

  public StoreException(String says) {
    this(says, null);
  }
}
