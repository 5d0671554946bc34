package vn.portalaudit.web.department;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import vn.portalaudit.access.Person;
import vn.portalaudit.access.Role;
import vn.portalaudit.campaign.Actor;
import vn.portalaudit.campaign.Campaign;
import vn.portalaudit.campaign.Ruling;
import vn.portalaudit.index.Scheme;
import vn.portalaudit.store.AccountStore;
import vn.portalaudit.store.ActionLog;
import vn.portalaudit.store.campaign.Campaigns;
import vn.portalaudit.store.campaign.Council;
import vn.portalaudit.web.page.Allowed;
import vn.portalaudit.web.page.Form;
import vn.portalaudit.web.page.Screen;

/** Who appraises what, and the closing of a round by two persons. */
@Controller
final class CouncilController {
  private static final String PATH = Leading.PATH + "/{code}/hoi-dong";
  private static final int MOST = 1_000;

  private final Leading leading;
  private final Campaigns campaigns;
  private final AccountStore accounts;

  CouncilController(Leading leading, Campaigns campaigns, AccountStore accounts) {
    this.leading = leading;
    this.campaigns = campaigns;
    this.accounts = accounts;
  }

  /** A member with the words for what they were given. */
  public record Line(String who, String name, String duty, String agency, String indicators) {}

  /** A choice. */
  public record Option(String code, String name) {}

  /** A group of indicators. */
  public record Group(String title, List<Option> indicators) {}

  /** An indicator that nobody appraises is one that cannot be finished. */
  @Allowed({Role.OPERATOR, Role.LEADER, Role.APPRAISER})
  @GetMapping(PATH)
  Screen show(@PathVariable String code, Person me) {
    return screen(leading.campaign(code), me);
  }

  private Screen screen(Campaign campaign, Person me) {
    Scheme scheme = leading.desk().provisional(campaign.id()).figures().scheme();
    List<Council.Member> council = leading.desk().council(campaign.id());
    Map<String, String> names = new TreeMap<>();
    people().forEach(one -> names.put(one.code(), one.name()));
    Map<String, String> agencies = new TreeMap<>();
    leading.desk().submissions(campaign.id()).forEach(s -> agencies.put(s.agency(), s.name()));
    Set<String> given =
        council.stream().flatMap(m -> m.indicators().stream()).collect(Collectors.toSet());
    return leading
        .screen("campaign-council", campaign, "hoi-dong")
        .with("changes", me.is(Role.OPERATOR))
        .with("rows", council.stream().map(one -> line(one, names, agencies)).toList())
        .with("people", people())
        .with("agencies", options(agencies))
        .with("duties", duties())
        .with("groups", groups(scheme))
        .with(
            "lacking",
            scheme.items().stream().map(Scheme.Item::id).filter(id -> !given.contains(id)).toList())
        .with("signed", leading.desk().signed(campaign.id()))
        .with(
            "mine",
            council.stream()
                .anyMatch(m -> m.who().equals(me.login()) && m.duty() == Council.Duty.COUNCIL));
  }

  private static List<Option> duties() {
    List<Option> duties = new ArrayList<>();
    for (Council.Duty duty : Council.Duty.values()) {
      duties.add(new Option(duty.id(), duty.label()));
    }
    return duties;
  }

  private static List<Option> options(Map<String, String> names) {
    return names.entrySet().stream().map(e -> new Option(e.getKey(), e.getValue())).toList();
  }

  private static List<Group> groups(Scheme scheme) {
    return scheme.groups().stream()
        .map(group ->
            new Group(
                group.code() + ". " + group.title(),
                group.items().stream()
                    .map(scheme.items()::get)
                    .map(item -> new Option(item.id(), item.id() + " " + item.title()))
                    .toList()))
        .toList();
  }

  private static Line line(
      Council.Member one, Map<String, String> names, Map<String, String> agencies) {
    String agency = one.agency() == null ? "" : agencies.getOrDefault(one.agency(), one.agency());
    return new Line(
        one.who(),
        names.getOrDefault(one.who(), one.who()),
        one.duty().label(),
        agency,
        String.join(", ", one.indicators()));
  }

  /** Who of the department may be named. */
  private List<Option> people() {
    List<Option> people = new ArrayList<>();
    accounts.page("", null, 0, MOST).rows().stream()
        .filter(one -> one.disabledAt() == null && one.person().central())
        .filter(one -> one.person().is(Role.APPRAISER, Role.LEADER, Role.OPERATOR))
        .forEach(one -> people.add(new Option(one.login(), one.name() + " (" + one.login() + ")")));
    return people;
  }

  @Allowed(Role.OPERATOR)
  @PostMapping(PATH)
  Screen appoint(@PathVariable String code, Form form, Person me, ActionLog.Actor actor) {
    Campaign campaign = leading.campaign(code);
    String who = form.required("who", "người được phân công", 200);
    if (!who.isEmpty() && people().stream().noneMatch(one -> one.code().equals(who))) {
      form.problem("who", "Hãy chọn một người trong danh sách.");
    }
    Council.Duty duty =
        form.value("duty").equals(Council.Duty.COUNCIL.id())
            ? Council.Duty.COUNCIL
            : Council.Duty.APPRAISER;
    String agency = form.text("agency", 80);
    Set<String> known = leading.desk().provisional(campaign.id()).figures().scheme().ids();
    Set<String> indicators = new LinkedHashSet<>(form.several("indicators"));
    indicators.retainAll(known);
    if (duty == Council.Duty.APPRAISER && indicators.isEmpty()) {
      form.problem("indicators", "Hãy chọn chỉ số cho thẩm định viên.");
    }
    if (form.bad()) {
      return screen(campaign, me).refused(form);
    }
    Council.Member member =
        new Council.Member(
            who,
            duty,
            agency.isEmpty() ? null : agency,
            duty == Council.Duty.APPRAISER ? indicators : Set.of());
    Ruling<Council.Member> ruling =
        leading.does(
            actor,
            "campaign.appointed",
            campaign,
            who + ": " + duty.label() + " " + String.join(", ", member.indicators()),
            () -> leading.desk().appoint(campaign.id(), member, Leading.by(me)));
    if (!ruling.granted()) {
      form.problem("who", ruling.says() + ".");
      return screen(campaign, me).refused(form);
    }
    return Screen.to(Leading.PATH + "/" + code + "/hoi-dong", "Đã phân công.");
  }

  @Allowed({Role.OPERATOR, Role.LEADER, Role.APPRAISER})
  @PostMapping(PATH + "/chot")
  Screen close(@PathVariable String code, Form form, Person me, ActionLog.Actor actor) {
    Campaign campaign = leading.campaign(code);
    String why = form.text("why", 4_000);
    Actor by = new Actor(me.login(), Actor.Role.APPRAISER, null);
    Ruling<Integer> ruling =
        leading.does(
            actor,
            "campaign.round-signed",
            campaign,
            "vòng " + campaign.round(),
            () -> campaigns.appraiser().closeRound(campaign.id(), by, why));
    if (!ruling.granted()) {
      form.problem("why", ruling.says() + ".");
      return screen(campaign, me).refused(form);
    }
    return Screen.to(
        Leading.PATH + "/" + code + "/hoi-dong",
        ruling.value() < 2
            ? "Bạn đã chốt vòng này; cần một thành viên khác cùng chốt."
            : "Vòng này đã được hai thành viên chốt.");
  }
}
