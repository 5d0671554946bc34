package vn.portalaudit.bench;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.select.NodeTraversor;
import org.jsoup.select.NodeVisitor;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.infra.Blackhole;
import vn.portalaudit.crawl.Page;
import vn.portalaudit.crawl.PageReader;
import vn.portalaudit.evidence.Sha256;
import vn.portalaudit.net.Charsets;
import vn.portalaudit.net.Decoding;

/** What every page goes through in memory, each stage beside the bare call of a library. */
public class PageStages {
  private static final int GZIP_HEAD = 10;
  private static final int GZIP_TAIL = 8;

  /** Decompression as an audit does it. */
  @Benchmark
  public void gunzip(SamplePages pages, Meter meter, Blackhole hole) {
    meter.start();
    for (SamplePages.One page : pages.all) {
      hole.consume(Decoding.decode(page.capture().headers(), page.wire()));
    }
    meter.stop(pages.all.size());
  }

  /** One inflater and one buffer for all pages. */
  @Benchmark
  public void gunzipFloor(SamplePages pages, Meter meter, Blackhole hole)
      throws DataFormatException {
    byte[] buffer = new byte[Decoding.HTML_LIMIT];
    Inflater inflater = new Inflater(true);
    meter.start();
    for (SamplePages.One page : pages.all) {
      inflater.reset();
      inflater.setInput(page.wire(), GZIP_HEAD, page.wire().length - GZIP_HEAD - GZIP_TAIL);
      hole.consume(inflater.inflate(buffer));
    }
    meter.stop(pages.all.size());
    inflater.end();
  }

  /** The digest of a body as evidence writes it. */
  @Benchmark
  public void digest(SamplePages pages, Meter meter, Blackhole hole) {
    meter.start();
    for (SamplePages.One page : pages.all) {
      hole.consume(Sha256.of(page.body()));
    }
    meter.stop(pages.all.size());
  }

  /** One digest for all pages. */
  @Benchmark
  public void digestFloor(SamplePages pages, Meter meter, Blackhole hole)
      throws NoSuchAlgorithmException {
    MessageDigest sha = MessageDigest.getInstance("SHA-256");
    meter.start();
    for (SamplePages.One page : pages.all) {
      hole.consume(sha.digest(page.body()));
    }
    meter.stop(pages.all.size());
  }

  /** Finding a page's character set out. */
  @Benchmark
  public void charset(SamplePages pages, Meter meter, Blackhole hole) {
    meter.start();
    for (SamplePages.One page : pages.all) {
      hole.consume(Charsets.guess(page.body(), page.capture().header("Content-Type").orElse(null)));
    }
    meter.stop(pages.all.size());
  }

  /** Decoding as UTF-8 once. */
  @Benchmark
  public void charsetFloor(SamplePages pages, Meter meter, Blackhole hole) {
    meter.start();
    for (SamplePages.One page : pages.all) {
      hole.consume(StandardCharsets.UTF_8.decode(ByteBuffer.wrap(page.body())));
    }
    meter.stop(pages.all.size());
  }

  /** Everything that a page shows: parse and traversal. */
  @Benchmark
  public void read(SamplePages pages, Meter meter, Blackhole hole) {
    meter.start();
    for (SamplePages.One page : pages.all) {
      hole.consume(
          PageReader.read(page.capture(), page.body(), StandardCharsets.UTF_8, Page.Type.ITEM));
    }
    meter.stop(pages.all.size());
  }

  /** The parse, and a traversal that looks at every element. */
  @Benchmark
  public void readFloor(SamplePages pages, Meter meter, Blackhole hole) throws IOException {
    meter.start();
    for (SamplePages.One page : pages.all) {
      Elements elements = new Elements();
      NodeTraversor.traverse(elements, parsed(page));
      hole.consume(elements.links);
    }
    meter.stop(pages.all.size());
  }

  /** The parse alone. */
  @Benchmark
  public void parseFloor(SamplePages pages, Meter meter, Blackhole hole) throws IOException {
    meter.start();
    for (SamplePages.One page : pages.all) {
      hole.consume(parsed(page));
    }
    meter.stop(pages.all.size());
  }

  private static Document parsed(SamplePages.One page) throws IOException {
    return Jsoup.parse(
        new ByteArrayInputStream(page.body()), StandardCharsets.UTF_8.name(), page.capture().url());
  }

  private static final class Elements implements NodeVisitor {
    private int links;

    @Override
    public void head(Node node, int depth) {
      if (node instanceof Element element && element.normalName().equals("a")) {
        links += element.attr("href").length();
      }
    }
  }
}
