package vn.portalaudit.evaluate;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.checklist.Checklist.Criterion;
import vn.portalaudit.checklist.Checklist.Inapplicable;
import vn.portalaudit.checklist.Checklist.Level;
import vn.portalaudit.checklist.Checklist.Part;
import vn.portalaudit.checklist.Checklist.Scoring;
import vn.portalaudit.checklist.Checklist.Undecidable;
import vn.portalaudit.checklist.Condition;
import vn.portalaudit.domain.Datum;
import vn.portalaudit.domain.PortalKind;
import vn.portalaudit.domain.Reason;
import vn.portalaudit.domain.Result;
import vn.portalaudit.evaluate.Judge.Leaf;
import vn.portalaudit.evaluate.Judge.Truth;
import vn.portalaudit.evaluate.Judge.Verdict;

/**
 * What one criterion comes to. Four shapes, so that undecided points cannot be mistaken for 0 or
 * for all of them: only {@link Decided} has points.
 */
sealed interface Decision {
  /** Decimals of a share; more would suggest an exactness that no measurement has. */
  int DECIMALS = 4;

  /** Points are settled; {@code says} still has its placeholders. */
  record Decided(BigDecimal points, String says, List<Leaf> deciding) implements Decision {}

  /** Something that could change the points was not observed. */
  record Undecided(Reason reason, List<Leaf> deciding) implements Decision {}

  /** It does not concern this portal; {@code says} still has its placeholders. */
  record Unconcerned(String says, List<Leaf> deciding) implements Decision {}

  /** No machine decides. */
  record Awaiting() implements Decision {}

  /** Decides a criterion for a kind of portal by what was observed. */
  static Decision of(Criterion criterion, PortalKind kind, Judge judge) {
    Inapplicable inapplicable = criterion.inapplicable();
    if (inapplicable != null && (inapplicable.to().isEmpty() || inapplicable.to().contains(kind))) {
      Condition when = inapplicable.when();
      Verdict verdict =
          when == null ? new Verdict(Truth.HOLDS, null, List.of()) : judge.judge(when);
      switch (verdict.truth()) {
        case HOLDS -> {
          return new Unconcerned(inapplicable.says(), verdict.deciding());
        }
        // Whether its points count at all is open, so nothing of them can be settled.
        case UNKNOWN -> {
          return undecided(verdict);
        }
        case FAILS -> {}
      }
    }
    return concerned(criterion, judge);
  }

  private static Decision concerned(Criterion criterion, Judge judge) {
    Undecidable undecidable = criterion.undecidable();
    if (undecidable != null) {
      Verdict decidable = judge.judge(new Condition.Not(undecidable.when()));
      switch (decidable.truth()) {
        case FAILS -> {
          return new Undecided(reason(undecidable, judge), decidable.deciding());
        }
        case UNKNOWN -> {
          return undecided(decidable);
        }
        case HOLDS -> {}
      }
    }
    return scored(criterion, judge);
  }

  private static Reason reason(Undecidable undecidable, Judge judge) {
    String from = undecidable.reasonFrom();
    if (from != null
        && judge.result(from) instanceof Result.Value value
        && value.datum() instanceof Datum.Text text) {
      return Wording.reason(text.value()).orElse(undecidable.reason());
    }
    return undecidable.reason();
  }

  private static Decision scored(Criterion criterion, Judge judge) {
    return switch (criterion.scoring()) {
      case Scoring.Levels levels -> levels(levels.levels(), judge);
      case Scoring.Share share -> share(share, criterion.maxPoints(), judge);
      case Scoring.Parts parts -> parts(parts.parts(), judge);
      case Scoring.None none -> new Awaiting();
    };
  }

  private static Decision levels(List<Level> levels, Judge judge) {
    List<Leaf> refused = new ArrayList<>();
    for (Level level : levels) {
      Condition when = level.when();
      if (when == null) {
        return new Decided(level.points(), level.says(), refused);
      }
      Verdict verdict = judge.judge(when);
      switch (verdict.truth()) {
        case HOLDS -> {
          return new Decided(level.points(), level.says(), joined(verdict.deciding(), refused));
        }
        // Levels descend strictly, so whether this one holds always changes the points.
        case UNKNOWN -> {
          return undecided(verdict);
        }
        // The nearest level first: it tells best what was missing.
        case FAILS -> refused.addAll(0, verdict.deciding());
      }
    }
    throw new IllegalStateException("levels without a last one; the reader refuses such files");
  }

  private static Decision share(Scoring.Share share, BigDecimal max, Judge judge) {
    Verdict only =
        share.onlyWhen() == null
            ? new Verdict(Truth.HOLDS, null, List.of())
            : judge.judge(share.onlyWhen());
    if (only.truth() == Truth.FAILS) {
      String says = share.saysOtherwise() == null ? share.says() : share.saysOtherwise();
      return new Decided(BigDecimal.ZERO, says, only.deciding());
    }
    Verdict full = judge.judge(new Condition.AtLeast(share.observe(), share.fullAt()));
    BigDecimal points = points(judge.result(share.observe()), share.fullAt(), max);
    if (points != null && (only.truth() == Truth.HOLDS || points.signum() == 0)) {
      return new Decided(points, share.says(), joined(full.deciding(), only.deciding()));
    }
    return undecided(only.truth() == Truth.UNKNOWN ? only : full);
  }

  private static @Nullable BigDecimal points(Result result, BigDecimal fullAt, BigDecimal max) {
    if (!(result instanceof Result.Value seen)
        || !(seen.datum() instanceof Datum.Quantity quantity)) {
      return null;
    }
    BigDecimal value = quantity.value();
    if (value.compareTo(fullAt) >= 0) {
      return max;
    }
    return value
        .max(BigDecimal.ZERO)
        .multiply(max)
        .divide(fullAt, DECIMALS, RoundingMode.HALF_UP)
        .min(max);
  }

  private static Decision parts(List<Part> parts, Judge judge) {
    BigDecimal points = BigDecimal.ZERO;
    List<String> says = new ArrayList<>();
    List<Leaf> held = new ArrayList<>();
    List<Leaf> refused = new ArrayList<>();
    for (Part part : parts) {
      Verdict verdict = judge.judge(part.when());
      switch (verdict.truth()) {
        case HOLDS -> {
          points = points.add(part.points());
          says.add(part.says());
          held.addAll(verdict.deciding());
        }
        case FAILS -> {
          says.add(part.saysOtherwise());
          refused.addAll(verdict.deciding());
        }
        case UNKNOWN -> {
          return undecided(verdict);
        }
      }
    }
    return new Decided(points, String.join(" ", says), joined(refused, held));
  }

  private static Decision undecided(Verdict verdict) {
    Reason reason = verdict.reason();
    return new Undecided(reason == null ? Reason.OWN_FAULT : reason, verdict.deciding());
  }

  private static List<Leaf> joined(List<Leaf> first, List<Leaf> second) {
    List<Leaf> joined = new ArrayList<>(first);
    joined.addAll(second);
    return joined;
  }
}
