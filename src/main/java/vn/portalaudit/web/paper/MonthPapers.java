package vn.portalaudit.web.paper;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.portalaudit.agent.Settings;
import vn.portalaudit.document.form.PortalMonth;
import vn.portalaudit.document.form.ProvinceMonth;
import vn.portalaudit.document.paper.Letterhead;
import vn.portalaudit.monitor.Availability;
import vn.portalaudit.monitor.Cause;
import vn.portalaudit.schedule.Timetable;
import vn.portalaudit.store.AvailabilityStore;
import vn.portalaudit.store.Database;
import vn.portalaudit.store.MonthFigures;
import vn.portalaudit.store.PaperTexts;
import vn.portalaudit.store.PortalStore.Facts;

/** How much of a month portals could be used, as documents. Safe for threads. */
@Component
public final class MonthPapers {
  private static final String SUBJECT = "month";
  private static final Availability.Rule RULE = Availability.Rule.STANDARD;

  private final MonthFigures months;
  private final AvailabilityStore availability;
  private final PaperTexts texts;
  private final Settings settings;
  private final InstantSource clock;

  MonthPapers(
      MonthFigures months,
      Database database,
      PaperTexts texts,
      Settings settings,
      InstantSource clock) {
    this.months = months;
    this.availability = new AvailabilityStore(database);
    this.texts = texts;
    this.settings = settings;
    this.clock = clock;
  }

  /** A month to be chosen. */
  public record Choice(String code, String name) {}

  /** The months that have results, the newest first. */
  public List<Choice> choices() {
    return months.months().stream()
        .map(month ->
            new Choice(month.toString(), "Tháng " + month.getMonthValue() + "/" + month.getYear()))
        .toList();
  }

  /**
   * The month of a name as {@code 2026-10}; the last whole one for an empty name.
   *
   * @return empty for what is no month
   */
  public Optional<YearMonth> month(String name) {
    if (name.isEmpty()) {
      return Optional.of(YearMonth.from(today()).minusMonths(1));
    }
    return name.matches("20[0-9]{2}-(0[1-9]|1[0-2])")
        ? Optional.of(YearMonth.parse(name))
        : Optional.empty();
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), CampaignPapers.ZONE);
  }

  /** What people added to the head of monthly reports. */
  public CampaignPapers.Written written() {
    PaperTexts.Kept kept = texts.find(SUBJECT, PaperKind.MONTH.id());
    return new CampaignPapers.Written(Words.of(PaperKind.MONTH, Map.of(), kept.texts()), kept);
  }

  /** Keeps the head of monthly reports; empty when somebody else was faster. */
  public Optional<PaperTexts.Kept> save(Map<String, String> typed, int seen, String who) {
    return texts.save(SUBJECT, PaperKind.MONTH.id(), typed, seen, who, clock.instant());
  }

  private Letterhead head() {
    return written().words().head();
  }

  private Duration slot(@Nullable String group) {
    return settings.timetables().stream()
        .filter(one -> one.group().equals(group))
        .findFirst()
        .orElse(settings.timetables().getFirst())
        .probeEvery();
  }

  /** All portals of a month. */
  public ProvinceMonth all(YearMonth month) {
    Letterhead head = head();
    List<ProvinceMonth.Portal> portals =
        months.portals(month).stream()
            .map(one ->
                new ProvinceMonth.Portal(
                    Objects.requireNonNullElse(one.agency(), ""),
                    one.rootUrl(),
                    one.counts(),
                    one.slowMs()))
            .toList();
    return new ProvinceMonth(
        head,
        head.superior().isEmpty() ? head.issuer() : head.superior(),
        month,
        slot(Timetable.DEFAULT_GROUP),
        RULE,
        portals,
        today());
  }

  /** One portal in a month. */
  public PortalMonth of(Facts portal, YearMonth month) {
    Instant now = clock.instant();
    return new PortalMonth(
        head(),
        Objects.requireNonNullElse(portal.agencyName(), ""),
        portal.rootUrl(),
        month,
        slot(portal.scheduleGroup()),
        months.days(portal.id(), month).stream()
            .map(day -> new PortalMonth.Day(day.day(), day.counts(), day.medianMs(), day.slowMs()))
            .toList(),
        availability.count(portal.id(), month.atDay(1), month.atEndOfMonth(), RULE).counts(),
        RULE,
        months.outages(portal.id(), month).stream()
            .map(one ->
                new PortalMonth.Incident(
                    one.start(),
                    one.end(),
                    Duration.between(one.start(), Objects.requireNonNullElse(one.end(), now)),
                    cause(one.cause())))
            .toList(),
        months.pauses(portal.id(), month).stream()
            .map(one ->
                new PortalMonth.Maintenance(one.start(), one.end(), one.excluded(), one.says()))
            .toList(),
        today());
  }

  private static String cause(@Nullable String code) {
    return Arrays.stream(Cause.values())
        .filter(one -> one.code().equals(code))
        .findFirst()
        .orElse(Cause.UNKNOWN)
        .label();
  }
}
