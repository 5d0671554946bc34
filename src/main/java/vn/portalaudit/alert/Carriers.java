package vn.portalaudit.alert;

import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.net.Poster;
import vn.portalaudit.net.mail.Mailer;

/** Sends by whatever kind a channel is of. Safe for threads. */
public final class Carriers implements Carrier {
  /** Where Telegram's robots are. */
  public static final String TELEGRAM = "https://api.telegram.org";

  private final @Nullable Carrier mail;
  private final Carrier webhook;
  private final Carrier telegram;

  /**
   * Carriers.
   *
   * @param mailer for e-mail; null when no server is set
   * @param poster for webhooks and Telegram
   * @param telegram address of Telegram's robots, {@link #TELEGRAM} unless a server of its own
   *     stands before it
   * @param clock for the time in signatures
   */
  public Carriers(@Nullable Mailer mailer, Poster poster, String telegram, InstantSource clock) {
    this.mail = mailer == null ? null : new MailCarrier(mailer);
    this.webhook = new WebhookCarrier(poster, clock);
    this.telegram = new TelegramCarrier(poster, telegram);
  }

  @Override
  public Delivery deliver(Parcel parcel) {
    return switch (parcel.channel().kind()) {
      case EMAIL ->
          mail == null
              ? new Delivery.Failed("chưa khai máy chủ thư (mail.host)", false, null)
              : mail.deliver(parcel);
      case WEBHOOK -> webhook.deliver(parcel);
      case TELEGRAM -> telegram.deliver(parcel);
    };
  }
}
