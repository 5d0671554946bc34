package vn.portalaudit.bench;

import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import vn.portalaudit.pipeline.Rules;

/** The rules by which is judged. */
@State(Scope.Benchmark)
public class Judged {
  final Rules rules = WholePortal.rules();
}
