package vn.portalaudit.alert;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A way to reach people.
 *
 * @param id number
 * @param name its name for people
 * @param kind the sort of way
 * @param target mail addresses with commas between; the address of a webhook; a chat of Telegram
 * @param secret key of a webhook's signature, token of a Telegram bot; null without
 */
public record Channel(int id, String name, Kind kind, String target, @Nullable String secret) {
  /** The sort of way. */
  public enum Kind {
    EMAIL,
    /** Also for Zalo, over a bridge. */
    WEBHOOK,
    TELEGRAM;

    /** The word in the database. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The kind of a word. */
    public static Kind of(String code) {
      return valueOf(code.toUpperCase(Locale.ROOT));
    }
  }

  /** Without what must stay secret; the address of a webhook is often a secret itself. */
  @Override
  public String toString() {
    return "Channel[" + id + ", " + name + ", " + kind.code() + "]";
  }
}
