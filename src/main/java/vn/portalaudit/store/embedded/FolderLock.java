package vn.portalaudit.store.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Holds a data folder for one program. The kernel gives the lock up when the program ends, however
 * it ends, so that a lock file that is left behind means nothing.
 */
public final class FolderLock implements AutoCloseable {
  /**
   * Folders held by this very program. The one mutable static: a POSIX lock belongs to the process,
   * and closing any other channel on the file would give it up, so a second attempt must be refused
   * before it opens the file.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;
  private final FileLock lock;

  private FolderLock(Path file, FileChannel channel, FileLock lock) {
    this.file = file;
    this.channel = channel;
    this.lock = lock;
  }

  /**
   * Takes a folder of data for the program that works on a database elsewhere; the private database
   * sees to it by itself.
   *
   * @param data the folder, which is there
   * @throws EmbeddedPostgresException when another program holds it, or it cannot be written
   */
  public static FolderLock hold(Path data) {
    try {
      Path folder = data.toRealPath();
      return take(folder).orElseThrow(() -> inUse(folder));
    } catch (IOException e) {
      throw new EmbeddedPostgresException(
          "Không ghi được trong thư mục dữ liệu " + data + ": " + e, e);
    }
  }

  static EmbeddedPostgresException inUse(Path folder) {
    return new EmbeddedPostgresException(
        "Thư mục dữ liệu "
            + folder
            + " đang được một chương trình portal-audit khác dùng ("
            + holder(folder)
            + "). Hãy dừng chương trình đó hoặc chọn thư mục dữ liệu khác");
  }

  /** Takes the folder; empty when a program, this one included, holds it. */
  static Optional<FolderLock> take(Path folder) throws IOException {
    Path file = file(folder);
    if (!HELD.add(file)) {
      return Optional.empty();
    }
    boolean held = false;
    FileChannel channel = null;
    try {
      channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = channel.tryLock();
      if (lock == null) {
        return Optional.empty();
      }
      byte[] pid = (ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII);
      channel.truncate(0).write(ByteBuffer.wrap(pid));
      held = true;
      return Optional.of(new FolderLock(file, channel, lock));
    } finally {
      if (!held) {
        if (channel != null) {
          channel.close();
        }
        HELD.remove(file);
      }
    }
  }

  /** Who holds the folder, as words for people. */
  static String holder(Path folder) {
    Path file = file(folder);
    if (HELD.contains(file)) {
      return "tiến trình " + ProcessHandle.current().pid() + ", chính chương trình này";
    }
    try {
      String pid = Files.readString(file, StandardCharsets.US_ASCII).strip();
      return pid.matches("[0-9]{1,10}") ? "tiến trình " + pid : "không rõ tiến trình";
    } catch (IOException e) {
      return "không rõ tiến trình";
    }
  }

  boolean held() {
    return lock.isValid();
  }

  private static Path file(Path folder) {
    return folder.resolve("portal-audit.lock");
  }

  @Override
  public void close() throws IOException {
    try (channel) {
      lock.release();
    } finally {
      HELD.remove(file);
    }
  }
}
