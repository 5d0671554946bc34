package vn.portalaudit.crawl;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.domain.Capture;
import vn.portalaudit.evidence.Sha256;

/**
 * Tells what a page shows of its own from the frame (head, menu, foot) that all pages of the portal
 * share, and knows again the page that the portal shows for what does not exist.
 */
final class Frame {
  private final Set<String> frame = new HashSet<>();
  private final String homeKey;
  private @Nullable Set<String> missing;
  private String missingTitle = "";
  private boolean missingLeadsHome;

  Frame(Page home) {
    this.homeKey = Urls.keyOf(home.url());
    home.blocks().forEach(block -> frame.add(folded(block)));
  }

  /** Learns how the portal answers for an address that cannot exist. */
  void learnMissing(Page answer) {
    if (answer.shell()) {
      return;
    }
    if (Urls.keyOf(answer.url()).equals(homeKey)) {
      missingLeadsHome = true;
    } else {
      missing = foldedOwn(answer);
      missingTitle = folded(answer.title());
    }
  }

  /** Whether an address was answered with the home page, as what is missing is. */
  boolean leadsHome(Capture capture) {
    return missingLeadsHome
        && Urls.keyOf(capture.finalUrl()).equals(homeKey)
        && !Urls.key(capture.url()).equals(homeKey);
  }

  /** Whether a page is the answer for what is missing again. */
  boolean isMissing(Page page) {
    return missing != null
        && !page.shell()
        && folded(page.title()).equals(missingTitle)
        && foldedOwn(page).equals(missing);
  }

  /** A digest of what a page shows of its own. */
  String content(Page page) {
    StringBuilder own = new StringBuilder(page.title());
    for (String block : ownBlocks(page)) {
      own.append('\n').append(block);
    }
    return Sha256.of(own.toString());
  }

  private List<String> ownBlocks(Page page) {
    return page.blocks().stream().filter(block -> !frame.contains(folded(block))).toList();
  }

  private Set<String> foldedOwn(Page page) {
    Set<String> own = new TreeSet<>();
    String last = lastSegment(page.capture().url());
    for (String block : ownBlocks(page)) {
      String text = folded(last.isEmpty() ? block : block.replace(last, ""));
      own.add(text);
    }
    own.removeAll(frame);
    return own;
  }

  private static String lastSegment(String url) {
    String path = Urls.pathOf(url);
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** Lower case, each number a 0, words with a slash (addresses, dates) left out. */
  private static String folded(String text) {
    StringBuilder out = new StringBuilder(text.length());
    int word = 0;
    boolean slash = false;
    for (int i = 0; i <= text.length(); i++) {
      char c = i < text.length() ? text.charAt(i) : ' ';
      if (Character.isWhitespace(c)) {
        if (slash) {
          out.setLength(word);
        } else if (out.length() > word) {
          out.append(' ');
        }
        word = out.length();
        slash = false;
      } else if (c >= '0' && c <= '9') {
        if (out.length() == word || out.charAt(out.length() - 1) != '0') {
          out.append('0');
        }
      } else {
        slash |= c == '/';
        out.append(Character.toLowerCase(c));
      }
    }
    return out.toString().strip();
  }
}
