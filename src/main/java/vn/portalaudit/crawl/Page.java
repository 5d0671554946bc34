package vn.portalaudit.crawl;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.domain.Capture;
import vn.portalaudit.domain.Evidence;

/**
 * What one page shows: facts taken in one parse and one traversal, without the document itself. All
 * texts are NFC with single spaces.
 *
 * @param capture how it was obtained
 * @param type what kind of page it is
 * @param title the document's title
 * @param lang the document's declared language, lower case, or an empty text
 * @param charset name of the character set by which it was read
 * @param labels everything that can name a section, in document order
 * @param blocks texts of the block elements in document order (a paragraph, a cell, a list entry),
 *     each up to 2,000 characters
 * @param footer texts of the page's foot: of its {@code footer}, or of the last blocks that speak
 *     of address, copyright or responsibility
 * @param items entries of lists: a linked title with the date beside it
 * @param tables tables of data with more than one row
 * @param forms forms and search boxes without one
 * @param meta content of {@code meta} elements by lower-case name or property
 * @param links {@code link} elements
 * @param scripts scripts that are loaded, and those inline ones that probes ask for
 * @param tally counts for accessibility and layout
 * @param shell whether the document shows nothing without scripts
 * @param textLength characters of visible text
 */
public record Page(
    Capture capture,
    Type type,
    String title,
    String lang,
    String charset,
    List<Label> labels,
    List<String> blocks,
    List<String> footer,
    List<Item> items,
    List<Table> tables,
    List<Form> forms,
    Map<String, String> meta,
    List<Link> links,
    List<Script> scripts,
    Tally tally,
    boolean shell,
    int textLength) {
  public Page {
    labels = List.copyOf(labels);
    blocks = List.copyOf(blocks);
    footer = List.copyOf(footer);
    items = List.copyOf(items);
    tables = List.copyOf(tables);
    forms = List.copyOf(forms);
    meta = Map.copyOf(meta);
    links = List.copyOf(links);
    scripts = List.copyOf(scripts);
  }

  /** Address of the page after redirects. */
  public String url() {
    return capture.finalUrl();
  }

  /** The page as evidence. */
  public Evidence evidence(@Nullable String quote) {
    return capture.evidence(quote);
  }

  /** What kind of page it is. */
  public enum Type {
    HOME,
    SECTION,
    ITEM,
    FORM
  }

  /** By what a label is shown. */
  public enum Via {
    LINK,
    IMAGE,
    AREA,
    OPTION,
    SCRIPT,
    HEADING,
    CONTROL,
    TEXT
  }

  /**
   * Something that can name a section.
   *
   * @param via by what it is shown
   * @param text the words seen, or of alt, title, aria-label where none are; may be empty for an
   *     image without them
   * @param hint file name of its image, or words of class names where nothing else is there; empty
   *     otherwise
   * @param href the target as written, empty without one
   * @param url the target resolved, null when it is no page (empty, {@code #}, script, mail)
   */
  public record Label(Via via, String text, String hint, String href, @Nullable String url) {
    // a portal shows the same few hundred labels on every page and each is looked up many times:
    // the sums that strings remember make that cheap
    @Override
    public boolean equals(@Nullable Object other) {
      return this == other
          || other instanceof Label label
              && text.equals(label.text)
              && href.equals(label.href)
              && hint.equals(label.hint)
              && Objects.equals(url, label.url)
              && via == label.via;
    }

    @Override
    public int hashCode() {
      return 31 * (31 * text.hashCode() + href.hashCode()) + via.ordinal();
    }
  }

  /**
   * An entry of a list.
   *
   * @param title linked words
   * @param url target, resolved
   * @param date day beside it, null without one
   * @param dateText that day as written, empty without one
   */
  public record Item(String title, String url, @Nullable LocalDate date, String dateText) {
    @Override
    public boolean equals(@Nullable Object other) {
      return this == other
          || other instanceof Item item
              && url.equals(item.url)
              && title.equals(item.title)
              && dateText.equals(item.dateText)
              && Objects.equals(date, item.date);
    }

    @Override
    public int hashCode() {
      return 31 * (31 * title.hashCode() + url.hashCode()) + dateText.hashCode();
    }
  }

  /**
   * A table of data.
   *
   * @param header texts of the header row; of the first row where none is marked
   * @param rows texts of the other rows, up to 200 rows of 30 cells
   * @param files addresses of documents linked from the rows, by row
   */
  public record Table(List<String> header, List<List<String>> rows, List<List<String>> files) {
    public Table {
      header = List.copyOf(header);
      rows = List.copyOf(rows);
      files = List.copyOf(files);
    }
  }

  /**
   * A form, or a search box without one ({@code action} empty).
   *
   * @param action target resolved, empty when it cannot be resolved
   * @param method {@code get} or {@code post}
   * @param fields its fields
   */
  public record Form(String action, String method, List<Field> fields) {
    public Form {
      fields = List.copyOf(fields);
    }

    /** One field: name, type, and its label, placeholder or title. */
    public record Field(String name, String type, String label, String value) {}
  }

  /** A {@code link} element: lower-case rel and type, target resolved, language. */
  public record Link(String rel, String type, String url, String hreflang) {}

  /**
   * A script.
   *
   * @param src address as written, empty for an inline one
   * @param integrity its integrity attribute, null without one
   * @param crossorigin its crossorigin attribute, null without one
   * @param inline the first 2,000 characters of an inline script that mentions a tracker, a
   *     redirect or a root element; empty otherwise
   */
  public record Script(
      String src, @Nullable String integrity, @Nullable String crossorigin, String inline) {}

  /**
   * Counts.
   *
   * @param images images; {@code imagesWithAlt} those with an alt attribute that says something or
   *     is empty on purpose
   * @param inputs visible fields; {@code inputsWithLabel} those with a label, aria-label, title or
   *     placeholder
   * @param tables data tables; {@code tablesWithHeader} those with header cells
   * @param moving marquee and blink elements
   * @param insecure resources loaded by http on the page
   * @param viewport whether a viewport for phones is declared
   * @param printing whether a print control or a print style sheet is there
   */
  public record Tally(
      int images,
      int imagesWithAlt,
      int inputs,
      int inputsWithLabel,
      int tables,
      int tablesWithHeader,
      int moving,
      List<String> insecure,
      boolean viewport,
      boolean printing) {
    public Tally {
      insecure = List.copyOf(insecure);
    }
  }
}
