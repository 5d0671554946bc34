package vn.portalaudit.web.department;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import vn.portalaudit.access.Person;
import vn.portalaudit.access.Role;
import vn.portalaudit.campaign.Campaign;
import vn.portalaudit.campaign.Ruling;
import vn.portalaudit.index.Figures;
import vn.portalaudit.index.Results;
import vn.portalaudit.index.Scheme;
import vn.portalaudit.store.ActionLog;
import vn.portalaudit.store.campaign.Council;
import vn.portalaudit.store.campaign.Exclusions;
import vn.portalaudit.web.page.Allowed;
import vn.portalaudit.web.page.Form;
import vn.portalaudit.web.page.Screen;

/** The indicators of a campaign: the machine's column, and what is left out of the ranking. */
@Controller
final class CampaignIndicatorController {
  private static final String PATH = Leading.PATH + "/{code}/chi-so";

  private final Leading leading;

  CampaignIndicatorController(Leading leading) {
    this.leading = leading;
  }

  /** An indicator. */
  public record Line(
      Scheme.Item item,
      String appraisers,
      long machine,
      Figures.@Nullable Exclusion exclusion,
      boolean proposed) {}

  /** A choice. */
  public record Option(String code, String name) {}

  @Allowed({Role.OPERATOR, Role.LEADER})
  @GetMapping(PATH)
  Screen show(@PathVariable String code, Person me) {
    return screen(leading.campaign(code), me);
  }

  private Screen screen(Campaign campaign, Person me) {
    Results results = leading.desk().provisional(campaign.id());
    Figures figures = results.figures();
    List<Scheme.Item> items = figures.scheme().items();
    List<Integer> proposed =
        results.proposedExclusions().stream().map(Results.Proposal::item).toList();
    List<Council.Member> council = leading.desk().council(campaign.id());
    Map<String, Long> machine =
        leading.desk().figures(campaign.id()).stream()
            .filter(
                kept -> kept.figure().source().equals("machine") && kept.figure().points() != null)
            .collect(Collectors.groupingBy(k -> k.figure().indicator(), Collectors.counting()));
    List<Line> rows =
        items.stream()
            .map(item ->
                new Line(
                    item,
                    council.stream()
                        .filter(m -> m.indicators().contains(item.id()))
                        .map(Council.Member::who)
                        .collect(Collectors.joining(", ")),
                    machine.getOrDefault(item.id(), 0L),
                    figures.exclusions().get(items.indexOf(item)),
                    proposed.contains(items.indexOf(item))))
            .toList();
    return leading
        .screen("campaign-indicators", campaign, "chi-so")
        .with("changes", me.is(Role.OPERATOR))
        .with("rows", rows)
        .with(
            "excluded",
            figures.exclusions().keySet().stream()
                .map(items::get)
                .map(i -> new Option(i.id(), i.id() + " " + i.title()))
                .toList())
        .with("rules", figures.scheme().conditions().noData())
        .with(
            "choices",
            items.stream().map(i -> new Option(i.id(), i.id() + " " + i.title())).toList());
  }

  @Allowed(Role.OPERATOR)
  @PostMapping(PATH + "/tinh-lai")
  Screen include(@PathVariable String code, Form form, Person me, ActionLog.Actor actor) {
    Campaign campaign = leading.campaign(code);
    String indicator = form.required("back", "chỉ số được tính lại", 40);
    String reason = form.required("why", "lý do tính lại", 4_000);
    if (!form.bad()) {
      Ruling<Exclusions.Exclusion> ruling =
          leading.does(
              actor,
              "campaign.included",
              campaign,
              indicator + ": " + reason,
              () -> leading.desk().include(campaign.id(), indicator, reason, Leading.by(me)));
      if (ruling.granted()) {
        return Screen.to(Leading.PATH + "/" + code + "/chi-so", "Đã tính lại chỉ số.");
      }
      form.problem("back", ruling.says() + ".");
    }
    return screen(campaign, me).refused(form);
  }

  @Allowed(Role.OPERATOR)
  @PostMapping(PATH + "/loai")
  Screen exclude(@PathVariable String code, Form form, Person me, ActionLog.Actor actor) {
    Campaign campaign = leading.campaign(code);
    String indicator = form.required("indicator", "chỉ số bị loại", 40);
    String reason = form.required("reason", "lý do loại", 4_000);
    if (!form.bad()) {
      Ruling<Exclusions.Exclusion> ruling =
          leading.does(
              actor,
              "campaign.excluded",
              campaign,
              indicator + ": " + reason,
              () -> leading.desk().exclude(campaign.id(), indicator, reason, Leading.by(me)));
      if (ruling.granted()) {
        return Screen.to(Leading.PATH + "/" + code + "/chi-so", "Đã loại chỉ số khỏi xếp hạng.");
      }
      form.problem("indicator", ruling.says() + ".");
    }
    return screen(campaign, me).refused(form);
  }

  @Allowed(Role.OPERATOR)
  @PostMapping(PATH + "/may")
  Screen fill(@PathVariable String code, Person me, ActionLog.Actor actor) {
    Campaign campaign = leading.campaign(code);
    Ruling<Integer> ruling =
        leading.does(
            actor,
            "campaign.machine-filled",
            campaign,
            "",
            () -> leading.desk().fillMachine(campaign.id(), Leading.by(me)));
    Leading.must(ruling);
    return Screen.to(
        Leading.PATH + "/" + code + "/chi-so", "Máy đã đề xuất " + ruling.value() + " điểm số.");
  }
}
