/**
 * Fault runs and load runs of the whole service, as real processes. They are commands of their own
 * ({@code src/bench/faults.sh}, {@code src/bench/watch.sh}); the suite has short versions of what
 * they prove. Start reading at {@link vn.portalaudit.faults.Invariants}.
 */
@org.jspecify.annotations.NullMarked
package vn.portalaudit.faults;
