package vn.portalaudit;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import vn.portalaudit.agent.Agent;
import vn.portalaudit.agent.Settings;
import vn.portalaudit.store.Database;
import vn.portalaudit.store.StoreException;
import vn.portalaudit.store.embedded.FolderLock;
import vn.portalaudit.web.WebServer;

/**
 * The service in this process: database, agent and web application, until the process is told to
 * stop. A database that is away, at the start or later, is waited for.
 */
final class Service {
  private static final long BETWEEN_TRIES_MS = 5_000;
  private static final int TOLD_EACH = 12;

  /** Less than the 30 s after which service managers kill: the process is gone by then. */
  private static final int STOPS_WITHIN_S = 27;

  /** As a JVM ends that is told to stop by a signal. */
  private static final int STOPPED = 143;

  private final Settings settings;
  private final PrintStream out;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final CountDownLatch stopped = new CountDownLatch(1);

  Service(Settings settings, PrintStream out) {
    this.settings = settings;
    this.out = out;
  }

  /** What is done before the agent starts, and once the service answers. */
  interface Occasion {
    /** The database has its tables; nothing else runs. */
    default void prepared(Database database) {}

    /**
     * The service runs.
     *
     * @param serving what it works with
     * @param web the web application
     * @param stop goes to zero when the service is to stop
     */
    void opened(Database database, Serving serving, WebServer web, CountDownLatch stop)
        throws IOException, InterruptedException;
  }

  /** Runs until stopped; returns when everything is put down. */
  void run(Occasion occasion) throws IOException, InterruptedException {
    Files.createDirectories(settings.data());
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  stop.countDown();
                  awaitEnd();
                },
                "stop"));
    try (FolderLock _ = settings.database() == null ? null : FolderLock.hold(settings.data());
        Database database = database();
        Serving serving = new Serving(Home.folder(), settings, database)) {
      if (migrate(database)) {
        occasion.prepared(database);
        serve(database, serving, occasion);
      }
    } finally {
      stopped.countDown();
    }
  }

  private void serve(Database database, Serving serving, Occasion occasion)
      throws IOException, InterruptedException {
    try (Agent agent = start(database, serving);
        WebServer web =
            WebServer.start(
                new WebServer.Node(
                    agent::health,
                    agent::figures,
                    database,
                    settings,
                    serving.clock(),
                    serving::trial,
                    serving::rulebook,
                    serving.letters()))) {
      occasion.opened(database, serving, web, stop);
      stop.await();
      out.println("Đang dừng: ghi nốt kết quả, trả việc dở dang về hàng đợi…");
    }
  }

  /** The database may go away again between the migration and the start. */
  private Agent start(Database database, Serving serving) throws IOException, InterruptedException {
    while (true) {
      try {
        return Agent.start(database, settings, serving.means());
      } catch (RuntimeException e) {
        if ((!Database.wasAway(e) && database.answers())
            || stop.await(BETWEEN_TRIES_MS, TimeUnit.MILLISECONDS)) {
          throw e;
        }
      }
    }
  }

  private Database database() {
    Settings.DatabaseAddress elsewhere = settings.database();
    return elsewhere == null
        ? Database.embedded(settings.data())
        : Database.external(
            new Database.Address(elsewhere.url(), elsewhere.user(), elsewhere.password()));
  }

  /** A database elsewhere may come up later than this program does; false when told to stop. */
  private boolean migrate(Database database) throws InterruptedException {
    for (int tries = 0; ; tries++) {
      try {
        database.migrate();
        return true;
      } catch (StoreException e) {
        // one that could not be reached then may answer now, and refuse nothing
        if (!Database.wasAway(e) && database.answers()) {
          throw e;
        }
        if (tries % TOLD_EACH == 0) {
          out.println("Chờ cơ sở dữ liệu, thử lại mỗi 5 giây. " + e.getMessage());
        }
        if (stop.await(BETWEEN_TRIES_MS, TimeUnit.MILLISECONDS)) {
          return false;
        }
      }
    }
  }

  /**
   * Every part has a time of its own to end in. Where a busy machine makes more of it, the process
   * ends all the same: what was not put back is taken over when its lease is over, and a private
   * database that is still stopping ends by itself or is adopted by the next start.
   */
  private void awaitEnd() {
    try {
      if (!stopped.await(STOPS_WITHIN_S, TimeUnit.SECONDS)) {
        out.printf(
            "Không dừng kịp trong %d giây; việc dở dang sẽ được làm tiếp lần sau.%n",
            STOPS_WITHIN_S);
        out.flush();
        Runtime.getRuntime().halt(STOPPED);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
