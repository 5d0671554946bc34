package vn.portalaudit.alert;

import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import vn.portalaudit.net.mail.Mailer;

/** Sends by e-mail to all addresses of the channel. */
final class MailCarrier implements Carrier {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Mailer mailer;

  MailCarrier(Mailer mailer) {
    this.mailer = mailer;
  }

  @Override
  public Delivery deliver(Parcel parcel) {
    List<String> to =
        Arrays.stream(parcel.channel().target().split("[,;\\s]+"))
            .filter(address -> !address.isEmpty())
            .toList();
    String text = JSON.readTree(parcel.body()).path("text").asString();
    String id = parcel.channel().id() + "." + parcel.dedupe();
    Mailer.Result result = mailer.send(new Mailer.Letter(id, to, parcel.subject(), text));
    return result.sent()
        ? new Delivery.Sent(result.says())
        : new Delivery.Failed(result.says(), result.lasting(), null);
  }
}
