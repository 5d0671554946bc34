package vn.portalaudit.web.department;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import vn.portalaudit.access.Person;
import vn.portalaudit.access.Role;
import vn.portalaudit.campaign.Campaign;
import vn.portalaudit.campaign.CampaignLife.Step;
import vn.portalaudit.campaign.CampaignState;
import vn.portalaudit.campaign.Ruling;
import vn.portalaudit.campaign.Submission;
import vn.portalaudit.campaign.SubmissionState;
import vn.portalaudit.store.ActionLog;
import vn.portalaudit.store.campaign.CampaignStore;
import vn.portalaudit.store.campaign.Progress;
import vn.portalaudit.store.campaign.Reminders;
import vn.portalaudit.web.page.Allowed;
import vn.portalaudit.web.page.Form;
import vn.portalaudit.web.page.Moments;
import vn.portalaudit.web.page.NotFound;
import vn.portalaudit.web.page.Query;
import vn.portalaudit.web.page.Screen;
import vn.portalaudit.web.page.SetLibrary;

/** A campaign: how far each agency is, deadlines, and its next step. */
@Controller
final class CampaignController {
  private static final String PATH = Leading.PATH + "/{code}";

  private final Leading leading;
  private final SetLibrary sets;

  CampaignController(Leading leading, SetLibrary sets) {
    this.leading = leading;
    this.sets = sets;
  }

  /** An agency of the matrix. */
  public record Line(
      Submission submission, String group, Instant due, Progress progress, List<String> reminded) {}

  /** A column of the matrix: a state with how many agencies are there. */
  public record Column(SubmissionState state, long count) {}

  /** A step of the way from preparation to the lock. */
  public record Mark(String name, boolean done, boolean current) {}

  /** A step that can be taken now; {@code why} when it needs a reason. */
  public record Next(String code, String label, boolean why) {}

  /** A choice. */
  public record Option(String code, String name) {}

  @Allowed({Role.OPERATOR, Role.LEADER})
  @GetMapping(PATH)
  Screen show(@PathVariable String code, Query query, Person me) {
    return screen(leading.campaign(code), me, query);
  }

  private Screen screen(Campaign campaign, Person me, Query query) {
    List<Submission> submissions = leading.desk().submissions(campaign.id());
    Map<String, Progress> progress =
        leading.desk().progress(campaign.id()).stream()
            .collect(Collectors.toMap(Progress::agency, Function.identity()));
    List<Reminders.Reminded> reminded = leading.desk().reminded(campaign.id());
    return leading
        .screen("campaign", campaign, "")
        .with("changes", me.is(Role.OPERATOR))
        .with(
            "rows",
            query.window(submissions).map(one -> line(campaign, one, progress, reminded)).toList())
        .with("query", query)
        .with("paging", query.paging(submissions.size()))
        .with("columns", columns(submissions))
        .with("marks", marks(campaign))
        .with("next", next(campaign))
        .with("signed", leading.desk().signed(campaign.id()))
        .with("leftOut", leading.desk().leftOut(campaign.id()))
        .with("steps", steps(leading.desk().steps(campaign.id(), null)))
        .with(
            "choices",
            submissions.stream().map(one -> new Option(one.agency(), one.name())).toList());
  }

  private Line line(
      Campaign campaign,
      Submission one,
      Map<String, Progress> progress,
      List<Reminders.Reminded> reminded) {
    List<String> sent =
        reminded.stream()
            .filter(r -> r.agency().equals(one.agency()))
            .map(r ->
                "trước "
                    + r.daysBefore()
                    + " ngày"
                    + (r.channels() == 0 ? " (chưa có kênh nhận)" : ""))
            .toList();
    return new Line(
        one,
        sets.groupTitle(campaign.set().id(), one.group()),
        one.due(campaign),
        progress.getOrDefault(one.agency(), new Progress(one.agency(), 0, 0)),
        sent);
  }

  private static List<Column> columns(List<Submission> submissions) {
    return Arrays.stream(SubmissionState.values())
        .map(state ->
            new Column(state, submissions.stream().filter(s -> s.state() == state).count()))
        .toList();
  }

  private static List<Mark> marks(Campaign campaign) {
    return Arrays.stream(CampaignState.values())
        .map(state ->
            new Mark(
                state.label(), state.compareTo(campaign.state()) < 0, state == campaign.state()))
        .toList();
  }

  private static List<Next> next(Campaign campaign) {
    return switch (campaign.state()) {
      case DRAFT -> List.of(next(Step.OPEN, false));
      case OPEN -> List.of(next(Step.APPRAISE, false));
      case APPRAISING ->
          List.of(
              next(
                  campaign.explaining()
                      ? Step.NEXT_ROUND
                      : campaign.round() < campaign.rounds() ? Step.EXPLAIN : Step.SUBMIT,
                  false));
      case SUBMITTED -> List.of(next(Step.RETURN, true));
      case PUBLISHED -> List.of(next(Step.LOCK, false), next(Step.CORRECT, true));
      case LOCKED -> List.of();
    };
  }

  private static Next next(Step step, boolean why) {
    String label = step.label();
    return new Next(
        step.id(),
        label.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + label.substring(1),
        why);
  }

  /** A step that was taken, in words. */
  public record Taken(String says, String who, String why, Instant at) {}

  private static List<Taken> steps(List<CampaignStore.StepTaken> steps) {
    return steps.reversed().stream()
        .map(one -> new Taken(words(one.step()), one.who(), one.why(), one.at()))
        .toList();
  }

  private static String words(String step) {
    if (step.startsWith("exclude ")) {
      return "loại chỉ số " + step.substring("exclude ".length());
    }
    if (step.startsWith("include ")) {
      return "tính lại chỉ số " + step.substring("include ".length());
    }
    return Arrays.stream(Step.values())
        .filter(one -> one.id().equals(step))
        .map(Step::label)
        .findFirst()
        .orElse(
            switch (step) {
              case "create" -> "lập kỳ";
              case "explain-until" -> "đặt hạn giải trình";
              default -> step;
            });
  }

  @Allowed(Role.OPERATOR)
  @PostMapping(PATH + "/buoc")
  Screen step(@PathVariable String code, Query query, Form form, Person me, ActionLog.Actor actor) {
    Campaign campaign = leading.campaign(code);
    Step step =
        NotFound.unless(
            Arrays.stream(Step.values())
                .filter(one -> one.id().equals(form.value("step")))
                .findFirst());
    String why = form.text("why", 4_000);
    Ruling<Campaign> ruling =
        form.bad()
            ? Ruling.refused("")
            : leading.does(
                actor,
                "campaign." + step.id(),
                campaign,
                why,
                () -> leading.desk().step(campaign.id(), step, Leading.by(me), why));
    if (!ruling.granted()) {
      form.problem("why", ruling.says() + ".");
      return screen(campaign, me, query).refused(form);
    }
    return Screen.to(Leading.PATH + "/" + code, "Đã " + step.label() + ".");
  }

  @Allowed(Role.OPERATOR)
  @PostMapping(PATH + "/gia-han")
  Screen extend(
      @PathVariable String code, Query query, Form form, Person me, ActionLog.Actor actor) {
    Campaign campaign = leading.campaign(code);
    String agency = form.required("agency", "cơ quan được gia hạn", 80);
    Instant to = Moments.moment(form, "to", "hạn mới");
    String why = form.required("reason", "lý do gia hạn", 4_000);
    boolean known =
        leading.desk().submissions(campaign.id()).stream()
            .anyMatch(one -> one.agency().equals(agency));
    if (!known) {
      form.problem("agency", "Hãy chọn một cơ quan trong kỳ.");
    }
    if (!form.bad() && to != null) {
      Ruling<Submission> ruling =
          leading.does(
              actor,
              "campaign.extended",
              campaign,
              agency + ": " + Moments.field(to) + "; " + why,
              () -> leading.desk().extend(campaign.id(), agency, to, why, Leading.by(me)));
      if (ruling.granted()) {
        return Screen.to(Leading.PATH + "/" + code, "Đã gia hạn cho một cơ quan.");
      }
      form.problem("to", ruling.says() + ".");
    }
    return screen(campaign, me, query).refused(form);
  }

  @Allowed(Role.OPERATOR)
  @PostMapping(PATH + "/han-giai-trinh")
  Screen explainUntil(
      @PathVariable String code, Query query, Form form, Person me, ActionLog.Actor actor) {
    Campaign campaign = leading.campaign(code);
    @Nullable Instant until = Moments.moment(form, "until", "hạn giải trình");
    if (!form.bad() && until != null) {
      Ruling<Campaign> ruling =
          leading.does(
              actor,
              "campaign.explain-until",
              campaign,
              Moments.field(until),
              () -> leading.desk().explainUntil(campaign.id(), until, Leading.by(me)));
      if (ruling.granted()) {
        return Screen.to(Leading.PATH + "/" + code, "Đã đặt hạn giải trình.");
      }
      form.problem("until", ruling.says() + ".");
    }
    return screen(campaign, me, query).refused(form);
  }
}
