package vn.portalaudit.agent;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import vn.portalaudit.alert.Change;
import vn.portalaudit.monitor.ProbeResult;
import vn.portalaudit.monitor.Standing;

/**
 * Holds what the watch found while the database is away: on disk, so that neither memory grows nor
 * a killed program loses it. One batch is one file, which appears whole or not at all. The spool
 * takes no more than its bound; what comes then is lost, and counted. Safe for threads.
 */
final class Spool {
  private static final Logger LOG = LoggerFactory.getLogger(Spool.class);
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String ENDING = ".json.gz";

  /** Ten thousand portals each five minutes fill it in more than a day. */
  static final long BOUND = 1L << 30;

  private final Path folder;
  private final long bound;
  private long next;
  private long size;
  private boolean full;
  private long lost;

  /**
   * A spool, with what an earlier program left in it.
   *
   * @param folder of this node alone; made when it is missing
   * @param bound bytes that it may take
   * @throws UncheckedIOException when the folder cannot be used
   */
  Spool(Path folder, long bound) {
    this.folder = folder;
    this.bound = bound;
    try {
      Files.createDirectories(folder);
      for (Path file : files()) {
        next = Math.max(next, number(file) + 1);
        size += Files.size(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(f -> name(f).matches("\\d{12}" + ENDING.replace(".", "\\.")))
          .sorted()
          .toList();
    }
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  private static long number(Path file) {
    return Long.parseLong(name(file).substring(0, 12));
  }

  /**
   * What was found together.
   *
   * @param changes in order
   */
  record Batch(List<ProbeResult> results, List<Noted> changes, Map<Integer, Standing> standings) {
    Batch {
      results = List.copyOf(results);
      changes = List.copyOf(changes);
      standings = Map.copyOf(standings);
    }

    static Batch of(
        List<ProbeResult> results, List<Change> changes, Map<Integer, Standing> standings) {
      return new Batch(results, changes.stream().map(Noted::of).toList(), standings);
    }

    List<Change> read() {
      return changes.stream().map(Noted::change).toList();
    }
  }

  /** A change; one of the two is null. */
  record Noted(Change.@Nullable Opened opened, Change.@Nullable Ended ended) {
    static Noted of(Change change) {
      return switch (change) {
        case Change.Opened opened -> new Noted(opened, null);
        case Change.Ended ended -> new Noted(null, ended);
      };
    }

    Change change() {
      Change one = opened == null ? ended : opened;
      if (one == null) {
        throw new IllegalStateException("a change of nothing");
      }
      return one;
    }
  }

  /** Bytes that wait. */
  synchronized long size() {
    return size;
  }

  /** Results that were lost for want of room since the start. */
  synchronized long lost() {
    return lost;
  }

  /**
   * Adds a batch.
   *
   * @throws UncheckedIOException when the disk does not take it
   */
  synchronized void add(Batch batch) {
    if (size >= bound) {
      lost += batch.results().size();
      if (!full) {
        LOG.error("the spool {} is full: results are lost from now on", folder);
      }
      full = true;
      return;
    }
    Path file = folder.resolve(String.format(Locale.ROOT, "%012d", next) + ENDING);
    Path part = folder.resolve("part");
    try {
      try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(part))) {
        out.write(JSON.writeValueAsBytes(batch));
      }
      size += Files.size(part);
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
      next++;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Gives what waits, oldest first; what was taken is forgotten.
   *
   * @param taker throws when it cannot take now: that batch and those after it stay. It may be
   *     given a batch again
   * @param goesOn asked before each batch whether to go on
   * @return the number of batches that were taken
   */
  synchronized int drain(Consumer<Batch> taker, BooleanSupplier goesOn) {
    int taken = 0;
    try {
      for (Path file : files()) {
        if (!goesOn.getAsBoolean()) {
          return taken;
        }
        Batch batch = read(file);
        if (batch != null) {
          taker.accept(batch);
          taken++;
          size -= Files.size(file);
          Files.delete(file);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    full = false;
    return taken;
  }

  private @Nullable Batch read(Path file) throws IOException {
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      return JSON.readValue(in.readAllBytes(), Batch.class);
    } catch (IOException | JacksonException damaged) {
      LOG.error("{} is damaged and set aside: {}", file, damaged.getMessage());
      size -= Files.size(file);
      Files.move(
          file, file.resolveSibling(name(file) + ".hong"), StandardCopyOption.REPLACE_EXISTING);
      return null;
    }
  }
}
