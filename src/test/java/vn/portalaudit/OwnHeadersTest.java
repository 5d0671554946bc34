package vn.portalaudit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.portalaudit.web.TestApplication;

/** What our own probe of headers says of our own application. */
class OwnHeadersTest {
  @Test
  void onlyWhatPlainHttpCannotHaveIsMissing() {
    Cli cli =
        Cli.run(
            "probe",
            "run",
            "http-observatory",
            TestApplication.shared().address() + "/dang-nhap",
            "--allow-private",
            "--json",
            "-");
    JsonNode document = JsonMapper.builder().build().readTree(cli.out());
    Map<String, String> seen = new TreeMap<>();
    document
        .path("observations")
        .forEach(o -> seen.put(o.path("field").asString(), o.path("value").asString("")));

    assertThat(seen)
        .as(cli.out() + cli.err())
        .containsEntry("content-security-policy", "csp-implemented-with-no-unsafe-default-src-none")
        .containsEntry("cross-origin-embedder-policy", "coep-implemented-with-require-corp")
        .containsEntry("cross-origin-opener-policy", "coop-implemented-with-same-origin")
        .containsEntry("cross-origin-resource-policy", "corp-implemented-with-same-origin")
        .containsEntry(
            "cross-origin-resource-sharing", "cross-origin-resource-sharing-not-implemented")
        .containsEntry("referrer-policy", "referrer-policy-private")
        .containsEntry("x-content-type-options", "x-content-type-options-nosniff")
        .containsEntry("x-frame-options", "x-frame-options-implemented-via-csp")
        .containsEntry(
            "subresource-integrity",
            "sri-not-implemented-but-all-scripts-loaded-from-secure-origin")
        // these three need HTTPS, and are all that keeps it from the best grade
        .containsEntry("redirection", "redirection-not-to-https")
        .containsEntry("strict-transport-security", "hsts-not-implemented-no-https")
        .containsEntry("cookies", "cookies-without-secure-flag")
        .containsEntry("score", "40");
  }
}
