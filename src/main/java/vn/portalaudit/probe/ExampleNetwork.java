package vn.portalaudit.probe;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.config.YamlNode;
import vn.portalaudit.crawl.Source;
import vn.portalaudit.domain.Capture;
import vn.portalaudit.domain.Header;
import vn.portalaudit.domain.Reason;
import vn.portalaudit.domain.Timing;
import vn.portalaudit.net.dns.NameFacts;
import vn.portalaudit.net.dns.NameFacts.Found;
import vn.portalaudit.net.tls.TlsFacts;

/**
 * The network of one example: {@code answers} to what a probe asks on its own, by address ({@code
 * status}, {@code reason}, {@code to} after a redirect, {@code html}); {@code names}, what the name
 * service says ({@code address}, {@code address6}, {@code delegation}, {@code control} with {@code
 * records}, {@code signed}, {@code authentic}, {@code reason}); {@code handshakes}, what became of
 * each TLS version. Everything else is asked of the source behind it.
 */
final class ExampleNetwork implements Source {
  private static final int OK = 200;

  private final YamlNode example;
  private final Instant at;
  private final Source behind;

  /** Of an example, as of a moment. */
  ExampleNetwork(YamlNode example, Instant at, Source behind) {
    this.example = example;
    this.at = at;
    this.behind = behind;
  }

  @Override
  public Answer fetch(String url, Capture.Purpose purpose) {
    YamlNode written = entry("answers", url);
    return written == null ? behind.fetch(url, purpose) : answer(url, purpose, written);
  }

  /** An answer as written in an example. */
  Answer answer(String url, Capture.Purpose purpose, YamlNode written) {
    written.only("status", "reason", "to", "html");
    Optional<Reason> reason = written.find("reason").map(ExampleNetwork::reason);
    int status = written.find("status").map(YamlNode::whole).orElse(reason.isPresent() ? 0 : OK);
    String last = written.find("to").map(YamlNode::text).orElse(url);
    byte[] body =
        written.find("html").map(YamlNode::text).orElse("").getBytes(StandardCharsets.UTF_8);
    List<Capture.Hop> hops = new ArrayList<>();
    if (!last.equals(url)) {
      hops.add(new Capture.Hop(url, 301, last));
    }
    if (status > 0) {
      hops.add(new Capture.Hop(last, status, null));
    }
    Capture capture =
        new Capture(
            url,
            last,
            at,
            purpose,
            status,
            List.of(new Header("Content-Type", "text/html; charset=UTF-8")),
            null,
            body.length,
            body.length,
            false,
            reason.orElse(null),
            hops,
            Timing.NONE);
    return new Answer(capture, body);
  }

  @Override
  public String measure(String kind, String target, Supplier<String> live) {
    if (kind.equals("dns") && example.find("names").isPresent()) {
      return names(target, example.get("names")).json();
    }
    if (kind.equals("tls") && example.find("handshakes").isPresent()) {
      return handshakes(target, example.get("handshakes")).json();
    }
    return behind.measure(kind, target, live);
  }

  private NameFacts names(String host, YamlNode names) {
    names.only("address", "address6", "delegation", "control", "reason");
    Map<String, Found> delegations = new HashMap<>();
    names.find("delegation").map(ExampleNetwork::found).ifPresent(f -> delegations.put(host, f));
    return new NameFacts(
        host,
        at,
        names.find("reason").map(ExampleNetwork::reason).orElse(null),
        names.find("address").map(ExampleNetwork::found).orElse(null),
        names.find("address6").map(ExampleNetwork::found).orElse(null),
        delegations,
        names.find("control").map(ExampleNetwork::found).orElse(null));
  }

  private static Found found(YamlNode node) {
    node.only("records", "signed", "authentic", "reason");
    return new Found(
        node.get("records").whole(),
        node.find("signed").map(YamlNode::flag).orElse(false),
        node.find("authentic").map(YamlNode::flag).orElse(false),
        node.find("reason").map(ExampleNetwork::reason).orElse(null));
  }

  private TlsFacts handshakes(String target, YamlNode versions) {
    Map<String, TlsFacts.Trial> trials = new LinkedHashMap<>();
    versions.entries().forEach((version, word) -> trials.put(version, trial(word)));
    int colon = target.lastIndexOf(':');
    return new TlsFacts(
        target.substring(0, colon),
        Integer.parseInt(target.substring(colon + 1)),
        at,
        trials,
        List.of(),
        List.of(),
        null,
        null,
        null,
        null,
        Reason.TLS_HANDSHAKE);
  }

  private static TlsFacts.Trial trial(YamlNode word) {
    return switch (word.oneOf("accepted", "legacy", "refused", "unknown")) {
      case "accepted" ->
          new TlsFacts.Trial(TlsFacts.Acceptance.ACCEPTED, null, TlsFacts.Offer.CURRENT);
      case "legacy" ->
          new TlsFacts.Trial(TlsFacts.Acceptance.ACCEPTED, null, TlsFacts.Offer.LEGACY);
      case "refused" -> new TlsFacts.Trial(TlsFacts.Acceptance.REFUSED, null, null);
      default -> new TlsFacts.Trial(TlsFacts.Acceptance.UNKNOWN, Reason.CONNECTION_RESET, null);
    };
  }

  private static Reason reason(YamlNode node) {
    return Reason.valueOf(node.text().toUpperCase(Locale.ROOT));
  }

  private @Nullable YamlNode entry(String key, String name) {
    return example.find(key).map(node -> node.entries().get(name)).orElse(null);
  }

  @Override
  public Answer render(String url) {
    return behind.render(url);
  }

  @Override
  public void picture(String url, String name) {
    behind.picture(url, name);
  }
}
