package vn.portalaudit.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.apache.velocity.app.event.IncludeEventHandler;
import org.apache.velocity.context.Context;
import org.apache.velocity.exception.ResourceNotFoundException;
import org.apache.velocity.runtime.resource.Resource;
import org.apache.velocity.runtime.resource.loader.ResourceLoader;
import org.apache.velocity.util.ExtProperties;
import org.jspecify.annotations.Nullable;

/**
 * Reads templates from one folder and from nowhere else; Velocity's own file loader follows {@code
 * ../}. A name is a file, or a file in one folder below; a link that leads out is refused.
 */
final class ReportsLoader extends ResourceLoader implements IncludeEventHandler {
  private static final Pattern NAME =
      Pattern.compile("([a-z]+/)?[a-z0-9]+(-[a-z0-9]+)*(\\.[a-z]+){1,2}");
  private final Folder folder;

  /** Where files come from. */
  @FunctionalInterface
  private interface Folder {
    byte[] read(String name) throws IOException;
  }

  private ReportsLoader(Folder folder) {
    this.folder = folder;
  }

  /** The files of a folder on disk. */
  static ReportsLoader ofFolder(Path folder) {
    return new ReportsLoader(name -> {
      Path real = folder.resolve(name).toRealPath();
      if (!real.startsWith(folder.toRealPath()) || !Files.isRegularFile(real)) {
        throw refused(name);
      }
      return Files.readAllBytes(real);
    });
  }

  /** The files of a folder on the class path. */
  static ReportsLoader ofClasspath(String folder) {
    return new ReportsLoader(name -> {
      try (InputStream in = ReportsLoader.class.getResourceAsStream("/" + folder + "/" + name)) {
        if (in == null) {
          throw refused(name);
        }
        return in.readAllBytes();
      }
    });
  }

  @Override
  public void init(ExtProperties configuration) {
    // the folder came by the constructor
  }

  @Override
  public Reader getResourceReader(String name, @Nullable String encoding) {
    try {
      return new StringReader(text(name));
    } catch (IOException e) {
      throw new ResourceNotFoundException("không đọc được mẫu báo cáo «" + name + "»", e);
    }
  }

  /** The content of a file of the folder. */
  String text(String name) throws IOException {
    if (!NAME.matcher(name).matches()) {
      throw refused(name);
    }
    return new String(folder.read(name), StandardCharsets.UTF_8);
  }

  @Override
  public String includeEvent(
      @Nullable Context context, String includePath, String currentPath, String directive) {
    if (!NAME.matcher(includePath).matches()) {
      throw refused(includePath);
    }
    return includePath;
  }

  @Override
  public boolean isSourceModified(Resource resource) {
    return false;
  }

  @Override
  public long getLastModified(Resource resource) {
    return 0;
  }

  private static ResourceNotFoundException refused(String name) {
    return new ResourceNotFoundException("tên mẫu báo cáo không được phép: «" + name + "»");
  }
}
