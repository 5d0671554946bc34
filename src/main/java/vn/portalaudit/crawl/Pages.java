package vn.portalaudit.crawl;

/** Makes pages from pages. Pure. */
final class Pages {
  private Pages() {}

  /** The same page as another type. */
  static Page withType(Page page, Page.Type type) {
    return new Page(
        page.capture(),
        type,
        page.title(),
        page.lang(),
        page.charset(),
        page.labels(),
        page.blocks(),
        page.footer(),
        page.items(),
        page.tables(),
        page.forms(),
        page.meta(),
        page.links(),
        page.scripts(),
        page.tally(),
        page.shell(),
        page.textLength());
  }
}
