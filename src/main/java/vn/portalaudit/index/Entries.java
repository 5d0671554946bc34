package vn.portalaudit.index;

import java.math.BigDecimal;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The figures of one agency, an array of indicators for each column that has any: 15,000 agencies
 * with all columns take some 30 MB. Written only while it is being built.
 */
final class Entries {
  private static final int COLUMNS = Column.values().length;

  private final int items;
  private final @Nullable BigDecimal @Nullable [][] points = new BigDecimal[COLUMNS][];
  private final @Nullable String @Nullable [][] words = new String[COLUMNS][];
  private @Nullable BigDecimal @Nullable [] open;
  private @Nullable String @Nullable [] inapplicable;
  private Figures.@Nullable Bonus bonus;

  Entries(int items) {
    this.items = items;
  }

  Entries copy() {
    Entries copy = new Entries(items);
    for (int i = 0; i < COLUMNS; i++) {
      copy.points[i] = points[i] == null ? null : Arrays.copyOf(points[i], items);
      copy.words[i] = words[i] == null ? null : Arrays.copyOf(words[i], items);
    }
    copy.open = open == null ? null : Arrays.copyOf(open, items);
    copy.inapplicable = inapplicable;
    copy.bonus = bonus;
    return copy;
  }

  void put(Column column, int item, @Nullable BigDecimal value, @Nullable String says) {
    int c = column.ordinal();
    @Nullable BigDecimal[] row = points[c];
    if (row == null) {
      row = new BigDecimal[items];
      points[c] = row;
    }
    row[item] = value;
    if (says != null || words[c] != null) {
      say(column, item, says);
    }
    if (column == Column.MACHINE && open != null) {
      open[item] = null;
    }
  }

  void say(Column column, int item, @Nullable String says) {
    int c = column.ordinal();
    @Nullable String[] row = words[c];
    if (row == null) {
      row = new String[items];
      words[c] = row;
    }
    row[item] = says;
  }

  @Nullable BigDecimal points(Column column, int item) {
    @Nullable BigDecimal[] row = points[column.ordinal()];
    return row == null ? null : row[item];
  }

  @Nullable String words(Column column, int item) {
    @Nullable String[] row = words[column.ordinal()];
    return row == null ? null : row[item];
  }

  void open(int item, BigDecimal value) {
    if (open == null) {
      open = new BigDecimal[items];
    }
    open[item] = value;
  }

  @Nullable BigDecimal @Nullable [] open() {
    return open;
  }

  BigDecimal open(int item) {
    @Nullable BigDecimal value = open == null ? null : open[item];
    return value == null ? BigDecimal.ZERO : value;
  }

  void inapplicable(int item, String says) {
    if (inapplicable == null) {
      inapplicable = new String[items];
    }
    inapplicable[item] = says;
  }

  @Nullable String inapplicable(int item) {
    return inapplicable == null ? null : inapplicable[item];
  }

  void bonus(Figures.Bonus given) {
    bonus = given;
  }

  Figures.@Nullable Bonus bonus() {
    return bonus;
  }
}
