package vn.portalaudit.store.campaign;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.campaign.Campaign;

/**
 * A campaign to be prepared.
 *
 * @param code unaccented words joined by hyphens, never used before
 * @param title for people
 * @param year the year that is assessed
 * @param definition the set as it is applied
 * @param rounds how many rounds of appraisal
 * @param dates its calendar
 * @param agencies who is assessed
 * @param leftOut whom the text leaves out, and by which words
 */
public record Opening(
    String code,
    String title,
    int year,
    Definition definition,
    int rounds,
    Campaign.Dates dates,
    List<Assessed> agencies,
    List<LeftOut> leftOut) {
  public Opening {
    agencies = List.copyOf(agencies);
    leftOut = List.copyOf(leftOut);
  }

  /**
   * An agency that is assessed.
   *
   * @param agency its code in the registry
   * @param group with whom it is ranked
   * @param flags what rows of the set ask for
   */
  public record Assessed(String agency, String name, String group, Set<String> flags) {
    public Assessed {
      flags = Set.copyOf(flags);
    }
  }

  /** An agency that the text leaves out. */
  public record LeftOut(String agency, String name, String why) {}

  /**
   * A version of a set as it is applied.
   *
   * @param set the set's id
   * @param version its version
   * @param source its file, whole
   * @param rows the rows that the text leaves to its annex, as CSV; null when there are none
   */
  public record Definition(String set, String version, String source, @Nullable String rows) {
    /** What tells two contents of one version apart. */
    String digest() {
      try {
        MessageDigest sha = MessageDigest.getInstance("SHA-256");
        sha.update(source.getBytes(StandardCharsets.UTF_8));
        sha.update((byte) 0);
        if (rows != null) {
          sha.update(rows.getBytes(StandardCharsets.UTF_8));
        }
        return "sha256:" + HexFormat.of().formatHex(sha.digest());
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
