package vn.portalaudit.report;

import java.io.IOException;
import java.io.Reader;
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
 * ../}. A name has no folders, and a link that leads out of the folder is refused.
 */
final class ReportsLoader extends ResourceLoader implements IncludeEventHandler {
  private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*(\\.[a-z]+){1,2}");
  private final Path folder;

  ReportsLoader(Path folder) {
    this.folder = folder;
  }

  @Override
  public void init(ExtProperties configuration) {
    // the folder came by the constructor
  }

  @Override
  public Reader getResourceReader(String name, @Nullable String encoding) {
    try {
      return Files.newBufferedReader(file(name), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new ResourceNotFoundException("không đọc được mẫu báo cáo «" + name + "»", e);
    }
  }

  /** The content of a file of the folder. */
  String text(String name) throws IOException {
    return Files.readString(file(name), StandardCharsets.UTF_8);
  }

  private Path file(String name) throws IOException {
    if (!NAME.matcher(name).matches()) {
      throw refused(name);
    }
    Path real = folder.resolve(name).toRealPath();
    if (!folder.toRealPath().equals(real.getParent()) || !Files.isRegularFile(real)) {
      throw refused(name);
    }
    return real;
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
