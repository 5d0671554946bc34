package vn.portalaudit.net.browser;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How Chromium is started: quiet, without a way around the proxy, without rights for pages. */
final class Switches {
  /** Where Chromium's own services are sent; the proxy knows no such name (RFC 6761 §6.4). */
  static final String NOWHERE = "nowhere.invalid";

  /** Switches of the driver that are not wanted: pop-ups stay blocked, nothing is logged. */
  static final List<String> UNWANTED = List.of("disable-popup-blocking", "enable-logging");

  /** A new tab is a page of the search engine, and Debian's engine has one on the internet. */
  private static final Map<String, Object> NO_SEARCH =
      Map.of(
          "short_name", "none",
          "keyword", "none",
          "url", "https://" + NOWHERE + "/?q={searchTerms}",
          "new_tab_url", "about:blank",
          "id", "99",
          "prepopulate_id", 0,
          "is_active", 1,
          "synced_guid", "485bf7d3-0215-45af-87dc-538868000099");

  /** Block (2) for all that a page may ask for; no download, no PDF viewer, no UDP. */
  static final Map<String, Object> PREFERENCES =
      Map.ofEntries(
          Map.entry("download_restrictions", 3),
          Map.entry("download.prompt_for_download", false),
          Map.entry("plugins.always_open_pdf_externally", true),
          Map.entry("webrtc.ip_handling_policy", "disable_non_proxied_udp"),
          Map.entry("webrtc.multiple_routes_enabled", false),
          Map.entry("webrtc.nonproxied_udp_enabled", false),
          Map.entry("net.network_prediction_options", 2),
          Map.entry("intl.accept_languages", "vi,en"),
          Map.entry("credentials_enable_service", false),
          Map.entry("autofill.profile_enabled", false),
          Map.entry("translate.enabled", false),
          Map.entry("safebrowsing.enabled", false),
          Map.entry("search.suggest_enabled", false),
          Map.entry("default_search_provider_data.template_url_data", NO_SEARCH),
          Map.entry("session.restore_on_startup", 4),
          Map.entry("session.startup_urls", List.of("about:blank")),
          Map.entry("profile.default_content_setting_values.popups", 2),
          Map.entry("profile.default_content_setting_values.notifications", 2),
          Map.entry("profile.default_content_setting_values.geolocation", 2),
          Map.entry("profile.default_content_setting_values.media_stream", 2),
          Map.entry("profile.default_content_setting_values.clipboard", 2),
          Map.entry("profile.default_content_setting_values.automatic_downloads", 2));

  private static final List<String> FIXED =
      List.of(
          "--headless",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          "--disable-dev-shm-usage",
          "--disable-extensions",
          "--disable-domain-reliability",
          "--disable-breakpad",
          "--disable-notifications",
          "--disable-3d-apis",
          "--disable-features=OptimizationHints,MediaRouter,DialMediaRouteProvider,Translate,"
              + "AutofillServerCommunication,CertificateTransparencyComponentUpdater,"
              + "NetworkTimeServiceQuerying,AsyncDns,DnsOverHttps",
          "--deny-permission-prompts",
          "--gaia-url=https://" + NOWHERE + "/",
          "--component-updater=url-source=https://" + NOWHERE + "/",
          "--variations-server-url=https://" + NOWHERE + "/",
          "--no-pings",
          "--mute-audio",
          "--hide-scrollbars",
          "--ignore-certificate-errors",
          "--remote-debugging-pipe",
          "--proxy-bypass-list=<-loopback>",
          "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
          "--webrtc-ip-handling-policy=disable_non_proxied_udp",
          "--js-flags=--max-old-space-size=512",
          "--disk-cache-size=52428800",
          "--lang=vi",
          "--window-size=1280,1024");

  private Switches() {}

  /**
   * All switches.
   *
   * @param profile folder that does not exist yet
   * @param userAgent how we name ourselves
   * @param proxyPort of the proxy on 127.0.0.1
   * @param sandbox false for root, under whom Chromium refuses to start with it
   */
  static List<String> of(Path profile, String userAgent, int proxyPort, boolean sandbox) {
    List<String> all = new ArrayList<>(FIXED);
    all.add("--user-data-dir=" + profile);
    all.add("--user-agent=" + userAgent);
    all.add("--proxy-server=http://127.0.0.1:" + proxyPort);
    all.add("--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1");
    if (!sandbox) {
      all.add("--no-sandbox");
    }
    return all;
  }

  /**
   * The switches for a browser on another machine; its profile and its sandbox are that machine's.
   *
   * @param userAgent how we name ourselves
   * @param name secret name of the proxy, which is no name to anybody else
   * @param proxy where the proxy listens, as the other machine reaches it
   */
  static List<String> elsewhere(String userAgent, String name, InetAddress proxy, int proxyPort) {
    String address = proxy.getHostAddress();
    String literal = proxy instanceof Inet6Address ? "[" + address + "]" : address;
    List<String> all = new ArrayList<>(FIXED);
    all.add("--user-agent=" + userAgent);
    all.add("--proxy-server=https://" + name + ":" + proxyPort);
    all.add(
        "--host-resolver-rules=MAP %1$s %2$s, MAP * ~NOTFOUND, EXCLUDE %2$s"
            .formatted(name, literal));
    return all;
  }
}
