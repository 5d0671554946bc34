package vn.portalaudit.bench;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.netpreserve.jwarc.MediaType;
import org.netpreserve.jwarc.WarcCompression;
import org.netpreserve.jwarc.WarcResponse;
import org.netpreserve.jwarc.WarcWriter;
import org.openjdk.jmh.annotations.Benchmark;
import vn.portalaudit.evidence.EvidenceFolder;

/** Keeping a compressed page as it was sent, beside a bare WARC response of the same bytes. */
public class EvidenceStages {

  /** Request, response, digests and the line of the index. */
  @Benchmark
  public void keep(SamplePages pages, Meter meter) throws IOException {
    Path folder = Files.createTempDirectory("bench-evidence");
    try (EvidenceFolder evidence = EvidenceFolder.create(folder.resolve("audit"), null)) {
      meter.start();
      for (SamplePages.One page : pages.all) {
        evidence.fetched(page.capture(), List.of(page.exchange()), Integer.MAX_VALUE);
      }
      meter.stop(pages.all.size());
    }
    delete(folder);
  }

  /** The response alone, by the library's writer. */
  @Benchmark
  public void keepFloor(SamplePages pages, Meter meter) throws IOException {
    Path folder = Files.createTempDirectory("bench-evidence");
    try (FileChannel file =
            FileChannel.open(
                folder.resolve("bare.warc.gz"),
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.WRITE);
        WarcWriter writer = new WarcWriter(file, WarcCompression.GZIP)) {
      meter.start();
      for (SamplePages.One page : pages.all) {
        writer.write(
            new WarcResponse.Builder(page.capture().url())
                .date(page.capture().at())
                .body(MediaType.HTTP_RESPONSE, page.block())
                .build());
      }
      meter.stop(pages.all.size());
    }
    delete(folder);
  }

  static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
