package vn.portalaudit.alert;

/**
 * A message on its way.
 *
 * @param id its number in the outbox
 * @param channel where to
 * @param dedupe what it tells; stays the same when it is sent again
 * @param subject one line
 * @param body as {@link Draft#body}
 * @param attempts how often sending it has failed
 */
public record Parcel(
    long id, Channel channel, String dedupe, String subject, String body, int attempts) {}
