package vn.portalaudit.probe;

import java.util.List;
import java.util.Map;
import vn.portalaudit.config.YamlNode;
import vn.portalaudit.domain.FieldType;
import vn.portalaudit.domain.Observation;

/**
 * One way of measuring, used by any number of files in {@code probes/}: a file names its kind,
 * gives it parameters and examples. Implementations are stateless; what {@link #compile} returns is
 * immutable and safe for several threads.
 */
interface Kind {

  /** The word after {@code kind:} in a probe file. */
  String name();

  /** The fields that every probe of this kind observes, in the order of reports. */
  Map<String, FieldType> fields();

  /**
   * Reads the parameters of one probe.
   *
   * @param id id of the probe
   * @param file the whole mapping of its file; the keys {@code probe, kind, title, examples} are
   *     read elsewhere
   * @return the probe, ready to measure; after a problem it may be anything, for it is never used
   */
  Measurer compile(String id, YamlNode file);

  /** The keys that {@link #compile} reads, beside those of every probe. */
  List<String> parameters();

  /**
   * Whether the home page is all of the portal that it needs, so that nothing more is crawled for
   * it alone.
   */
  default boolean homeSuffices() {
    return false;
  }

  /**
   * Whether its examples are small portals ({@link Examples}); kinds that read header fields have
   * examples of their own form.
   */
  default boolean exampledByPages() {
    return true;
  }

  /** A probe, ready to measure. */
  interface Measurer {

    /**
     * Measures. Each field of the kind is observed exactly once, with a value or with a reason.
     *
     * @param subject what is measured
     * @return the observations
     */
    List<Observation> measure(Subject subject);
  }
}
