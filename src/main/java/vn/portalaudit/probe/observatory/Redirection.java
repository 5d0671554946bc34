package vn.portalaudit.probe.observatory;

import java.util.List;

/** How http leads to https: the chain that begins at the http root. */
final class Redirection {

  private Redirection() {}

  /** What the chain comes to. */
  static Verdict judge(Visit visit, Rules rules) {
    if (visit.http() == null) {
      return Verdict.REDIRECTION_NOT_NEEDED_NO_HTTP;
    }
    List<Address> route = visit.route().stream().flatMap(url -> Address.of(url).stream()).toList();
    if (visit.badCertificate() && route.stream().anyMatch(Address::secure)) {
      return Verdict.REDIRECTION_INVALID_CERT;
    }
    if (!route.isEmpty()
        && route.stream().allMatch(address -> rules.preload().covers(address.host()))) {
      return Verdict.REDIRECTION_ALL_REDIRECTS_PRELOADED;
    }
    if (route.size() <= 1) {
      return Verdict.REDIRECTION_MISSING;
    }
    if (!route.getLast().secure()) {
      return Verdict.REDIRECTION_NOT_TO_HTTPS;
    }
    if (!route.get(1).secure()) {
      return Verdict.REDIRECTION_NOT_TO_HTTPS_ON_INITIAL_REDIRECTION;
    }
    return !route.getFirst().secure() && !route.getFirst().host().equals(route.get(1).host())
        ? Verdict.REDIRECTION_OFF_HOST_FROM_HTTP
        : Verdict.REDIRECTION_TO_HTTPS;
  }
}
