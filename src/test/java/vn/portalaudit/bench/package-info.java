/**
 * How fast it is: benchmarks, each run by a script of {@code src/bench}; none is part of the tests.
 * Start reading at {@link vn.portalaudit.bench.Stages}.
 */
@NullMarked
package vn.portalaudit.bench;

import org.jspecify.annotations.NullMarked;
