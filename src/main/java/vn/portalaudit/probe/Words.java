package vn.portalaudit.probe;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import vn.portalaudit.config.YamlNode;
import vn.portalaudit.domain.Folding;

/** Folded phrases to look for in texts. Immutable. */
record Words(List<String> phrases) {
  Words {
    phrases = List.copyOf(phrases);
  }

  /** The phrases of a list in a probe file; empty when the key is not there. */
  static Words of(YamlNode file, String key) {
    List<String> folded = new ArrayList<>();
    file.find(key)
        .map(YamlNode::texts)
        .orElse(List.of())
        .forEach(text -> folded.add(Folding.fold(text)));
    return new Words(folded);
  }

  /** Whether a text holds one of the phrases as whole words. */
  boolean in(String text) {
    return inFolded(Folding.fold(text));
  }

  /** Whether an already folded text holds one of the phrases as whole words. */
  boolean inFolded(String folded) {
    for (String phrase : phrases) {
      if (holds(folded, phrase)) {
        return true;
      }
    }
    return false;
  }

  private static boolean holds(String folded, String phrase) {
    for (int at = folded.indexOf(phrase); at >= 0; at = folded.indexOf(phrase, at + 1)) {
      int end = at + phrase.length();
      if ((at == 0 || folded.charAt(at - 1) == ' ')
          && (end == folded.length() || folded.charAt(end) == ' ')) {
        return true;
      }
      if (end == folded.length()) {
        return false;
      }
    }
    return false;
  }

  /** Whether one of several already folded texts holds one of the phrases. */
  boolean inAny(Collection<String> folded) {
    return folded.stream().anyMatch(this::inFolded);
  }

  /** The first of the texts that holds one of the phrases. */
  Optional<String> first(List<String> texts) {
    return texts.stream().filter(this::in).findFirst();
  }
}
