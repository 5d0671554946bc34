package vn.portalaudit.agent;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Whether there is room to take new work. It never makes room itself: what was gathered is
 * evidence. Safe for threads.
 *
 * @param data the folder whose disk is looked at
 * @param limits what must be free
 */
record DiskGuard(Path data, Settings.Disk limits) {
  /**
   * How the disk stands.
   *
   * @param free bytes that can be written
   * @param total bytes of the disk
   * @param room whether work may be taken
   */
  record Space(long free, long total, boolean room) {}

  /** Looks at the disk; one that cannot be looked at has no room. */
  Space look() {
    try {
      FileStore store = Files.getFileStore(data);
      long free = store.getUsableSpace();
      long total = Math.max(1, store.getTotalSpace());
      return new Space(free, total, free >= limits.minFree() && free >= limits.minShare() * total);
    } catch (IOException e) {
      return new Space(0, 1, false);
    }
  }
}
