package vn.portalaudit.web.department;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import vn.portalaudit.access.Person;
import vn.portalaudit.access.Role;
import vn.portalaudit.campaign.Campaign;
import vn.portalaudit.campaign.Ruling;
import vn.portalaudit.campaign.SetCalendar;
import vn.portalaudit.campaign.Submission;
import vn.portalaudit.index.IndexSet;
import vn.portalaudit.report.Vietnamese;
import vn.portalaudit.store.ActionLog;
import vn.portalaudit.store.AgencyNames;
import vn.portalaudit.store.AgencyNames.Grouped;
import vn.portalaudit.store.campaign.Opening;
import vn.portalaudit.web.page.Allowed;
import vn.portalaudit.web.page.Form;
import vn.portalaudit.web.page.MenuItem;
import vn.portalaudit.web.page.Moments;
import vn.portalaudit.web.page.NotFound;
import vn.portalaudit.web.page.Query;
import vn.portalaudit.web.page.Screen;
import vn.portalaudit.web.page.SetLibrary;

/** The campaigns, and preparing one: a year, a set, its calendar and who is assessed. */
@Controller
final class CampaignListController {
  private final Leading leading;
  private final SetLibrary sets;
  private final AgencyNames agencies;
  private final InstantSource clock;

  CampaignListController(
      Leading leading, SetLibrary sets, AgencyNames agencies, InstantSource clock) {
    this.leading = leading;
    this.sets = sets;
    this.agencies = agencies;
    this.clock = clock;
  }

  /** A campaign of the list. */
  public record Line(Campaign campaign, String kind, int agencies, long handedIn) {}

  /** A choice. */
  public record Option(String code, String name) {}

  /** Agencies that are ranked together. */
  public record Group(String code, String name, List<Grouped> agencies) {}

  @Allowed({Role.OPERATOR, Role.LEADER})
  @MenuItem(title = Leading.TITLE, group = MenuItem.Group.ASSESSMENT, order = 10)
  @GetMapping(Leading.PATH)
  Screen list(Person me) {
    return Screen.of("department/campaigns", Leading.TITLE)
        .with("changes", me.is(Role.OPERATOR))
        .with("rows", leading.desk().campaigns().stream().map(this::line).toList());
  }

  private Line line(Campaign campaign) {
    List<Submission> all = leading.desk().submissions(campaign.id());
    long handedIn = all.stream().filter(one -> one.submittedAt() != null).count();
    return new Line(campaign, Leading.kind(campaign.state()), all.size(), handedIn);
  }

  @Allowed(Role.OPERATOR)
  @GetMapping(Leading.PATH + "/moi")
  Screen fresh(Query query) {
    Optional<IndexSet> set = sets.find(query.text("bo"));
    int year = clock.instant().atZone(Vietnamese.ZONE).getYear();
    String typed = query.text("nam");
    int asked = typed.matches("20[0-9]{2}") ? Integer.parseInt(typed) : year;
    return set.isEmpty() ? choose(year) : form(set.get()).with("form", proposed(set.get(), asked));
  }

  private Screen choose(int year) {
    return Screen.of("department/campaign-set", "Mở kỳ đánh giá")
        .under(Leading.TITLE, Leading.PATH)
        .with("year", year)
        .with("sets", sets.sets());
  }

  private Screen form(IndexSet set) {
    Map<String, List<Grouped>> members = new TreeMap<>();
    for (Grouped agency : agencies.grouped()) {
      members.computeIfAbsent(agency.group(), group -> new ArrayList<>()).add(agency);
    }
    List<Group> groups = new ArrayList<>();
    set.assessed()
        .groups()
        .forEach(group ->
            groups.add(
                new Group(group.id(), group.title(), members.getOrDefault(group.id(), List.of()))));
    return Screen.of("department/campaign-form", "Mở kỳ đánh giá")
        .under(Leading.TITLE, Leading.PATH)
        .with("set", set)
        .with("groups", groups);
  }

  private Form proposed(IndexSet set, int year) {
    Form form =
        Form.empty()
            .put("set", set.id())
            .put("year", year)
            .put("title", set.title() + " năm " + year)
            .put("code", set.id() + "-" + year)
            .put("agencies", able(set).stream().map(Grouped::code).toList());
    SetCalendar.Proposed days =
        sets.days(set, year, clock.instant().atZone(Vietnamese.ZONE).toLocalDate());
    return form.put("dataFrom", days.dataFrom())
        .put("dataTo", days.dataTo())
        .put("due", Moments.field(days.due()))
        .put("publishBy", days.publishBy());
  }

  /** Who may be assessed by the set: of one of its groups, and not left out by the text. */
  private List<Grouped> able(IndexSet set) {
    Set<String> groups =
        set.assessed().groups().stream().map(IndexSet.RankingGroup::id).collect(Collectors.toSet());
    return agencies.grouped().stream()
        .filter(one -> groups.contains(one.group()))
        .filter(one -> set.whyLeftOut(one.name()).isEmpty())
        .toList();
  }

  @Allowed(Role.OPERATOR)
  @PostMapping(Leading.PATH + "/moi")
  Screen add(Form form, Person me, ActionLog.Actor actor) {
    IndexSet set = NotFound.unless(sets.find(form.value("set")));
    Opening opening = opening(form, set);
    if (opening == null) {
      return form(set).refused(form);
    }
    Ruling<Campaign> made = leading.creates(actor, me, opening);
    if (!made.granted()) {
      form.problem("code", made.says() + ".");
      return form(set).refused(form);
    }
    return Screen.to(Leading.PATH + "/" + opening.code(), "Đã chuẩn bị kỳ đánh giá.");
  }

  private @Nullable Opening opening(Form form, IndexSet set) {
    Integer year = form.whole("year", "năm đánh giá", 2000, 2200);
    String title = form.required("title", "tên kỳ đánh giá", 300);
    String code = form.required("code", "mã kỳ", 80);
    if (!code.isEmpty() && !code.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
      form.problem("code", "Chỉ dùng chữ thường không dấu, số và gạch nối.");
    }
    Campaign.Dates dates = dates(form);
    Set<String> chosen = new LinkedHashSet<>(form.several("agencies"));
    List<Opening.Assessed> assessed =
        able(set).stream()
            .filter(one -> chosen.contains(one.code()))
            .map(one ->
                new Opening.Assessed(one.code(), one.name(), one.group(), set.flags(one.name())))
            .toList();
    if (assessed.isEmpty()) {
      form.problem("agencies", "Hãy chọn ít nhất một cơ quan thuộc đối tượng của bộ chỉ số.");
    }
    return form.bad() || year == null || dates == null
        ? null
        : new Opening(
            code,
            title,
            year,
            leading.desk().whole(sets.definition(set)),
            set.rules().rounds(),
            dates,
            assessed,
            leftOut(set));
  }

  private static Campaign.@Nullable Dates dates(Form form) {
    LocalDate from = Moments.needed(form, "dataFrom", "ngày đầu kỳ số liệu");
    LocalDate to = Moments.needed(form, "dataTo", "ngày cuối kỳ số liệu");
    var due = Moments.moment(form, "due", "hạn nộp");
    LocalDate publishBy = Moments.day(form, "publishBy", "hạn công bố");
    if (from != null && to != null && to.isBefore(from)) {
      form.problem("dataTo", "Ngày cuối kỳ số liệu phải sau ngày đầu.");
    }
    return form.bad() || from == null || to == null || due == null
        ? null
        : new Campaign.Dates(from, to, due, null, publishBy);
  }

  private List<Opening.LeftOut> leftOut(IndexSet set) {
    return agencies.grouped().stream()
        .flatMap(one ->
            set.whyLeftOut(one.name()).stream()
                .map(why -> new Opening.LeftOut(one.code(), one.name(), why)))
        .toList();
  }
}
