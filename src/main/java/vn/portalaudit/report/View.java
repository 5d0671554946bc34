package vn.portalaudit.report;

import java.util.List;

/**
 * What templates may name. Every text is ready to be shown and is escaped when it is inserted; an
 * empty text or list stands for «nothing». The records are public because the template engine reads
 * public accessors only.
 */
final class View {
  private View() {}

  /** A whole page. */
  public record Page(
      SafeHtml css,
      Run run,
      List<Card> cards,
      boolean several,
      List<Unknown> unknowns,
      List<Waiting> waiting,
      List<Notice> notices,
      List<Fact> facts) {}

  /**
   * The run.
   *
   * @param href address of the portal, empty when it is none that may be linked
   * @param gaps the commonest reasons why something was left unread
   */
  public record Run(
      String id,
      String portal,
      String host,
      String href,
      String kind,
      String at,
      String started,
      String judged,
      String from,
      String to,
      String digest,
      String shortDigest,
      String pages,
      String requests,
      String bytes,
      boolean complete,
      List<String> gaps) {}

  /**
   * A scorecard.
   *
   * @param range whether undecided points leave an interval
   * @param why why there is no grade: {@code proposed}, {@code range} or {@code none}; empty with
   *     one
   * @param regain points that the shown fixes regain together
   * @param moreFixes fixes that are not shown, empty without any
   */
  public record Card(
      String anchor,
      String title,
      String checklist,
      String version,
      String basis,
      String note,
      boolean official,
      String points,
      String low,
      String high,
      String max,
      boolean range,
      String decidedMax,
      String coverage,
      Bar bar,
      String grade,
      String why,
      List<Tally> tallies,
      List<Group> groups,
      List<Fix> fixes,
      String regain,
      String moreFixes,
      List<String> gaps) {}

  /**
   * Parts of a bar or ring in hundredths of its length, with a decimal point.
   *
   * @param low what is decided and given
   * @param open what is undecided
   * @param offset where a dash that begins after {@code low} is set back to
   * @param lostFrom where the lost part begins
   */
  public record Bar(String low, String open, String offset, String lostFrom) {}

  /** How many criteria came to one outcome. */
  public record Tally(String css, String word, int count) {}

  /** A group of criteria. */
  public record Group(
      String anchor,
      String code,
      String title,
      String points,
      String low,
      String high,
      String max,
      boolean range,
      boolean official,
      Bar bar,
      List<Row> rows) {}

  /**
   * A finding.
   *
   * @param css the outcome as a word for style sheets
   * @param points points given, empty while undecided
   * @param more how many pieces of evidence are not shown, empty for none
   */
  public record Row(
      String anchor,
      String code,
      String title,
      String css,
      String word,
      String points,
      String max,
      boolean official,
      String method,
      String says,
      String fix,
      String reason,
      String fault,
      List<String> observed,
      Clause clause,
      List<Seen> evidence,
      String more) {}

  /** The clause behind a criterion; every part may be empty. */
  public record Clause(String basis, String from, String to, String successor) {}

  /**
   * A piece of evidence.
   *
   * @param href where a click leads, empty when the address must not be linked
   * @param label the address as shown, cut when long
   */
  public record Seen(
      String href, String label, boolean cut, String time, String hash, String quote) {}

  /** What to do to regain points. */
  public record Fix(String code, String title, String says, String gain, String anchor) {}

  /** A reason why criteria could not be decided, with those criteria. */
  public record Unknown(
      String says, String fault, String fix, boolean permanent, List<Pending> items) {}

  /** Criteria that wait for the same people. */
  public record Waiting(String method, List<Pending> items) {}

  /** An undecided criterion. */
  public record Pending(String code, String title, String max, String card, String anchor) {}

  /** A warning. */
  public record Notice(String css, String says, List<Seen> evidence, String more) {}

  /** An observation; either a value or a reason. */
  public record Fact(String probe, String field, String value, String reason) {}
}
