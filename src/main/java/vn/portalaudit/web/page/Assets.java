package vn.portalaudit.web.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.access.Tokens;

/** Style, script and pictures: few files, held in memory, named by their content. */
public final class Assets {
  static final String PATH = "/tai-san/";
  private static final int MARK = 6;
  private final Map<String, Asset> files = new TreeMap<>();

  /** A file as it is sent. */
  record Asset(String type, byte[] content, String mark) {}

  Assets() {
    add("app.css", "text/css;charset=UTF-8", "/web/assets/app.css");
    add("app.js", "text/javascript;charset=UTF-8", "/web/assets/app.js");
    add("icon.svg", "image/svg+xml", "/web/assets/icon.svg");
    add(
        "htmx.js",
        "text/javascript;charset=UTF-8",
        "/META-INF/resources/webjars/htmx.org/2.0.10/dist/htmx.min.js");
  }

  private void add(String name, String type, String resource) {
    try (InputStream in = Assets.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("missing on the class path: " + resource);
      }
      byte[] content = in.readAllBytes();
      String mark =
          HexFormat.of()
              .formatHex(
                  Tokens.hash(new String(content, java.nio.charset.StandardCharsets.UTF_8)),
                  0,
                  MARK);
      files.put(name, new Asset(type, content, mark));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The address of a file: it changes with the content, so that browsers may keep it for good. */
  public String href(String name) {
    @Nullable Asset asset = files.get(name);
    if (asset == null) {
      throw new IllegalArgumentException("no asset " + name);
    }
    return PATH + asset.mark + "/" + name;
  }

  Optional<Asset> find(String name) {
    return Optional.ofNullable(files.get(name));
  }
}
