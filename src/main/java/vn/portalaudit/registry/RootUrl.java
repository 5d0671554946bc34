package vn.portalaudit.registry;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The address of a portal, taken apart as text.
 *
 * @param text as written
 * @param uri as read, or null when it is no address
 * @param host in one spelling; empty when there is none
 */
record RootUrl(String text, @Nullable URI uri, String host) {
  private static final int LONGEST = 2048;
  private static final Pattern PARTS =
      Pattern.compile(
          "(?i)(https?)://([^/?#@\\\\]*@)?(\\[[0-9a-f:.]*]|[^/?#@:\\\\\\[\\]]+)(:\\d{0,5})?([/?#].*)?");

  static RootUrl of(String text) {
    Matcher parts = PARTS.matcher(text);
    if (text.length() > LONGEST || !parts.matches()) {
      return new RootUrl(text, null, "");
    }
    String host = HostName.spelling(parts.group(3));
    try {
      // the authority is judged apart: java.net.URI knows no underscore and no Vietnamese letter
      String rest = parts.group(5) == null ? "" : parts.group(5);
      String port = parts.group(4) == null ? "" : parts.group(4);
      String user = parts.group(2) == null ? "" : "user@";
      String shown = host.startsWith("[") ? host : host.replace('_', '-');
      return new RootUrl(
          text,
          new URI(parts.group(1).toLowerCase(Locale.ROOT) + "://" + user + shown + port + rest),
          host);
    } catch (URISyntaxException e) {
      return new RootUrl(text, null, "");
    }
  }

  /** What makes two addresses the same portal: host and path; not http or https. */
  String place() {
    if (uri == null) {
      return text;
    }
    String path = uri.getRawPath() == null ? "" : uri.getRawPath();
    String bare = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    String port =
        uri.getPort() < 0 || uri.getPort() == 80 || uri.getPort() == 443 ? "" : ":" + uri.getPort();
    return host + port + bare + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
  }

  /** What forbids to use the address. */
  Optional<String> wrong(boolean permitPrivate) {
    if (text.length() > LONGEST) {
      return Optional.of("địa chỉ dài quá " + LONGEST + " ký tự; viết địa chỉ trang chủ");
    }
    if (uri == null) {
      return Optional.of("không phải địa chỉ web; viết như «https://soyt.bacninh.gov.vn/»");
    }
    if (uri.getRawUserInfo() != null) {
      return Optional.of("địa chỉ có tên hoặc mật khẩu đăng nhập; bỏ phần trước dấu @");
    }
    if (uri.getRawFragment() != null) {
      return Optional.of("địa chỉ có phần sau dấu #; bỏ phần ấy");
    }
    if (uri.getPort() == 0 || uri.getPort() > 65_535) {
      return Optional.of("số cổng mạng không có thật; bỏ phần sau dấu hai chấm");
    }
    return HostName.wrong(host, permitPrivate).map(says -> "máy chủ «" + host + "» " + says);
  }

  /** What makes the address unlikely to work. */
  Optional<String> doubtful(boolean permitPrivate) {
    int port = uri == null ? -1 : uri.getPort();
    return permitPrivate || port < 0 || port == 80 || port == 443
        ? Optional.empty()
        : Optional.of(
            "địa chỉ dùng cổng mạng "
                + port
                + "; chương trình chỉ truy cập cổng 80 và 443, nên sẽ không giám sát được");
  }
}
