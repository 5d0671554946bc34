package vn.portalaudit.checklist;

import java.math.BigDecimal;
import java.util.List;
import vn.portalaudit.domain.Datum;

/**
 * What has to be observed for points. Closed, so that a new operator breaks the build wherever it
 * is not treated. Judged in three values (Kleene): what was not observed is neither so nor not so.
 */
public sealed interface Condition {

  /** A condition on one field. */
  sealed interface Test extends Condition {
    /** The field, {@code probe.field}. */
    String key();
  }

  /** A flag or a text has this very value. */
  record Is(String key, Datum value) implements Test {}

  /** A quantity, or the number of words in a list, is not less. */
  record AtLeast(String key, BigDecimal least) implements Test {}

  /** A quantity, or the number of words in a list, is not more. */
  record AtMost(String key, BigDecimal most) implements Test {}

  /** A text is one of these. */
  record OneOf(String key, List<String> words) implements Test {
    public OneOf {
      words = List.copyOf(words);
    }
  }

  /** A list has this word, or a text has this part. */
  record Contains(String key, String word) implements Test {}

  /** A list has none of these words, or a text none of these parts. */
  record ContainsNone(String key, List<String> words) implements Test {
    public ContainsNone {
      words = List.copyOf(words);
    }
  }

  /** Every one holds. */
  record All(List<Condition> conditions) implements Condition {
    public All {
      conditions = List.copyOf(conditions);
    }
  }

  /** At least one holds. */
  record Any(List<Condition> conditions) implements Condition {
    public Any {
      conditions = List.copyOf(conditions);
    }
  }

  /** It does not hold. */
  record Not(Condition condition) implements Condition {}
}
