package vn.portalaudit.report;

/**
 * The only value that a page takes as it is. Made from files of the reports folder alone, never
 * from anything that was crawled.
 */
record SafeHtml(String html) {
  @Override
  public String toString() {
    return html;
  }
}
