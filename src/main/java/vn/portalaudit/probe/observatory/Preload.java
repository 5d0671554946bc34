package vn.portalaudit.probe.observatory;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vn.portalaudit.config.YamlNode;

/**
 * Hosts that browsers ask by https without being told (the HSTS preload list), as far as the file
 * names them; it may name none, for no Vietnamese public suffix is on the list.
 *
 * @param domains whether the hosts below are on the list too, by domain
 */
record Preload(Map<String, Boolean> domains) {
  private static final int MAX_LABELS = 128;

  Preload {
    domains = Map.copyOf(domains);
  }

  /** Reads a list of {@code {domain: …, subdomains: …}}. */
  static Preload read(YamlNode list) {
    Map<String, Boolean> domains = new HashMap<>();
    List<YamlNode> entries = list.items();
    for (YamlNode entry : entries) {
      entry.only("domain", "subdomains");
      domains.put(entry.get("domain").text(), entry.get("subdomains").flag());
    }
    return new Preload(domains);
  }

  /** Whether a host is on the list, by itself or by a domain above it. */
  boolean covers(String host) {
    if (domains.containsKey(host)) {
      return true;
    }
    int dot = host.indexOf('.');
    for (int i = 0; dot >= 0 && i < MAX_LABELS; i++) {
      if (domains.getOrDefault(host.substring(dot + 1), false)) {
        return true;
      }
      dot = host.indexOf('.', dot + 1);
    }
    return false;
  }
}
