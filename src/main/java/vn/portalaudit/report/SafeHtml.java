package vn.portalaudit.report;

/**
 * The only value that a page takes as it is. Made from files of the reports folder alone, never
 * from anything that was crawled; nothing outside this package can make one.
 */
public final class SafeHtml {
  private final String html;

  SafeHtml(String html) {
    this.html = html;
  }

  @Override
  public String toString() {
    return html;
  }
}
