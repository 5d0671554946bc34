package vn.portalaudit.web.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import vn.portalaudit.domain.AuditReport;
import vn.portalaudit.report.ResultDocument;
import vn.portalaudit.store.RunStore;

/**
 * What runs concluded, read from the database. A result is half a megabyte of JSON and never
 * changes, and who works on one portal or agency asks for the same one again and again: as many
 * stay in memory as people work at once, 0.8 MB each. Safe for threads.
 */
@Component
public final class RunReports {
  private static final int KEPT = 48;

  private final RunStore runs;
  private final Map<String, AuditReport> kept =
      Collections.synchronizedMap(
          new LinkedHashMap<>(64, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, AuditReport> eldest) {
              return size() > KEPT;
            }
          });

  RunReports(RunStore runs) {
    this.runs = runs;
  }

  /** The report of a run; empty when there is no such run. */
  public Optional<AuditReport> of(String run) {
    AuditReport known = kept.get(run);
    if (known != null) {
      return Optional.of(known);
    }
    Optional<AuditReport> read = runs.result(run).map(RunReports::parsed);
    read.ifPresent(report -> kept.put(run, report));
    return read;
  }

  private static AuditReport parsed(String json) {
    try {
      return ResultDocument.parse(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
