package vn.portalaudit.index;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Which points count for one agency: by source, before anything is normalised.
 *
 * @param plain points by indicator; null where undecided, inapplicable or excluded
 * @param sources by indicator
 * @param maxima by indicator; 0 where inapplicable or excluded, null where the text gives none
 * @param shortened whether an indicator left whose maximum the text does not give, so that what the
 *     text states for the whole holds no longer
 */
@SuppressWarnings("ArrayRecordComponent")
record Counted(
    @Nullable BigDecimal[] plain,
    Source[] sources,
    @Nullable BigDecimal[] maxima,
    boolean shortened) {

  /** Chooses the source of each indicator: appraised, then declared, then the agency's own. */
  static Counted of(Figures figures, int agency, boolean closing) {
    int items = figures.scheme().items().size();
    @Nullable BigDecimal[] plain = new BigDecimal[items];
    Source[] sources = new Source[items];
    @Nullable BigDecimal[] maxima = new BigDecimal[items];
    boolean shortened = false;
    Entries entries = figures.of(agency);
    Agency whose = figures.agencies().get(agency);
    for (int i = 0; i < items; i++) {
      Scheme.Item item = figures.scheme().items().get(i);
      boolean concerned = item.concerns(whose) && entries.inapplicable(i) == null;
      Source source = concerned ? source(item, entries, i, closing) : Source.INAPPLICABLE;
      boolean leaves = !concerned || figures.exclusions().containsKey(i);
      BigDecimal most = item.maxPoints(whose);
      shortened |= leaves && most == null;
      sources[i] = source;
      maxima[i] = leaves ? BigDecimal.ZERO : most;
      plain[i] = leaves ? null : points(source, entries, i);
    }
    return new Counted(plain, sources, maxima, shortened);
  }

  private static Source source(Scheme.Item item, Entries entries, int i, boolean closing) {
    if (entries.points(Column.APPRAISED, i) != null) {
      return Source.APPRAISED;
    }
    for (Column column : item.declared()) {
      if (entries.points(column, i) != null) {
        return Source.of(column);
      }
    }
    if (entries.points(Column.SELF, i) != null) {
      return Source.SELF;
    }
    return closing ? Source.DEFAULT : Source.NONE;
  }

  private static @Nullable BigDecimal points(Source source, Entries entries, int item) {
    return switch (source) {
      case NONE, INAPPLICABLE -> null;
      case DEFAULT -> BigDecimal.ZERO;
      case SELF -> entries.points(Column.SELF, item);
      case MACHINE -> entries.points(Column.MACHINE, item);
      case APPRAISED -> entries.points(Column.APPRAISED, item);
      case PROVIDED -> entries.points(Column.PROVIDED, item);
      case SURVEY -> entries.points(Column.SURVEY, item);
      case NETWORK -> entries.points(Column.NETWORK, item);
      case EXPERTS -> entries.points(Column.EXPERTS, item);
    };
  }
}
