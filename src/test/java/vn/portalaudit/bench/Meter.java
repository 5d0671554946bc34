package vn.portalaudit.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * What a stage costs its thread: CPU time and allocated bytes, by unit of work. Unlike time by the
 * clock it hardly depends on what else the machine does. Used by one thread.
 */
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.EVENTS)
public class Meter {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** Nanoseconds of CPU. */
  public long nanos;

  /** Bytes allocated. */
  public long bytes;

  /** Units of work: pages, or portals. */
  public long units;

  private long startNanos;
  private long startBytes;

  /** Begins to count; what was done before, in this call, is preparation. */
  void start() {
    startBytes = THREADS.getCurrentThreadAllocatedBytes();
    startNanos = THREADS.getCurrentThreadCpuTime();
  }

  /** Ends counting after so many units. */
  void stop(int done) {
    nanos += THREADS.getCurrentThreadCpuTime() - startNanos;
    bytes += THREADS.getCurrentThreadAllocatedBytes() - startBytes;
    units += done;
  }
}
