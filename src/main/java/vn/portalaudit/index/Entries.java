package vn.portalaudit.index;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The figures of one agency, an array of indicators for each column that has any: 15,000 agencies
 * with all columns take some 30 MB. Written only while it is being built.
 */
final class Entries {
  private final int items;
  private final Map<Column, @Nullable BigDecimal[]> points = new EnumMap<>(Column.class);
  private final Map<Column, @Nullable String[]> words = new EnumMap<>(Column.class);
  private @Nullable BigDecimal @Nullable [] open;
  private @Nullable String @Nullable [] inapplicable;
  private Figures.@Nullable Bonus bonus;

  Entries(int items) {
    this.items = items;
  }

  Entries copy() {
    Entries copy = new Entries(items);
    points.forEach((column, row) -> copy.points.put(column, row.clone()));
    words.forEach((column, row) -> copy.words.put(column, row.clone()));
    copy.open = open == null ? null : Arrays.copyOf(open, items);
    copy.inapplicable = inapplicable;
    copy.bonus = bonus;
    return copy;
  }

  void put(Column column, int item, @Nullable BigDecimal value, @Nullable String says) {
    points.computeIfAbsent(column, key -> new BigDecimal[items])[item] = value;
    if (says != null || words.containsKey(column)) {
      say(column, item, says);
    }
    if (column == Column.MACHINE && open != null) {
      open[item] = null;
    }
  }

  void say(Column column, int item, @Nullable String says) {
    words.computeIfAbsent(column, key -> new String[items])[item] = says;
  }

  @Nullable BigDecimal points(Column column, int item) {
    @Nullable BigDecimal[] row = points.get(column);
    return row == null ? null : row[item];
  }

  @Nullable String words(Column column, int item) {
    @Nullable String[] row = words.get(column);
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
