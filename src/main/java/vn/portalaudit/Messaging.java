package vn.portalaudit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.agent.Settings;
import vn.portalaudit.alert.Carriers;
import vn.portalaudit.alert.Herald;
import vn.portalaudit.alert.Wording;
import vn.portalaudit.net.Poster;
import vn.portalaudit.net.Web;
import vn.portalaudit.net.mail.Mailer;
import vn.portalaudit.web.access.Letters;

/** Writes messages and takes them to people, as the settings say. Safe for threads. */
final class Messaging implements AutoCloseable {
  private final Poster poster;
  private final @Nullable Mailer mailer;
  private final Herald herald;
  private final Carriers carriers;

  /**
   * @param home the folder of the program
   * @throws IOException when the texts of messages cannot be read
   */
  Messaging(Path home, Settings settings) throws IOException {
    this.herald =
        new Herald(
            Wording.read(home.resolve("reports/canh-bao.txt")),
            Objects.requireNonNullElse(settings.access().publicUrl(), ""));
    this.poster =
        new Poster(
            Web.Options.standard()
                .allowPrivate(settings.node().allowPrivate())
                .connectTo(settings.node().connectTo())
                .clock(Asked.CLOCK));
    this.mailer = settings.mail().map(mail -> new Mailer(mail, Asked.CLOCK)).orElse(null);
    this.carriers = new Carriers(mailer, poster, settings.telegram(), Asked.CLOCK);
  }

  Herald herald() {
    return herald;
  }

  Carriers carriers() {
    return carriers;
  }

  /** Sends mail to persons; null without a mail server. */
  @Nullable Letters letters() {
    Mailer through = mailer;
    if (through == null) {
      return null;
    }
    return (to, subject, text) -> {
      Mailer.Result result =
          through.send(new Mailer.Letter(UUID.randomUUID().toString(), List.of(to), subject, text));
      return result.sent() ? "" : result.says();
    };
  }

  @Override
  public void close() {
    poster.close();
    if (mailer != null) {
      mailer.close();
    }
  }
}
