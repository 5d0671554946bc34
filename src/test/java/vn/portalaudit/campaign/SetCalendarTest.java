package vn.portalaudit.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import vn.portalaudit.config.Problems;
import vn.portalaudit.config.WorkingDays;
import vn.portalaudit.index.GeneralTable;
import vn.portalaudit.index.IndexSet;
import vn.portalaudit.index.IndexSets;

class SetCalendarTest {
  private final Problems problems = new Problems();
  private final IndexSets sets = IndexSets.load(Path.of("checklists/chi-so"));
  private final WorkingDays days = WorkingDays.read(Path.of("probes/lich/ngay-nghi.yml"), problems);

  private IndexSet set(String id) {
    return sets.find(id).orElseThrow();
  }

  private SetCalendar.Proposed of(String set, int year, LocalDate letter) {
    assertThat(problems.lines()).isEmpty();
    return SetCalendar.of(set(set).calendar(), year, letter, days);
  }

  @Test
  void theBacGiangTermRunsFifteenCalendarDaysFromTheLetter() {
    SetCalendar.Proposed dates = of("bac-giang-2294-cntt-so", 2026, LocalDate.of(2026, 10, 5));

    assertThat(dates.dataFrom()).isEqualTo("2025-10-01");
    assertThat(dates.dataTo()).isEqualTo("2026-10-01");
    // the whole of 20/10 is in time: late from midnight in Vietnam
    assertThat(dates.due()).isEqualTo(Instant.parse("2026-10-20T17:00:00Z"));
    assertThat(dates.publishBy()).isEqualTo("2026-12-31");
  }

  @Test
  void aTermThatEndsOnADayOffEndsOnTheNextWorkingDay() {
    // 15 days from 02/10/2026 is Saturday 17/10
    SetCalendar.Proposed dates = of("bac-giang-2294-cntt-so", 2026, LocalDate.of(2026, 10, 2));

    assertThat(dates.due()).isEqualTo(Instant.parse("2026-10-19T17:00:00Z"));
  }

  @Test
  void theMinistrysReportsComeBeforeTheFifteenthOfJanuary() {
    SetCalendar.Proposed dates = of("noi-vu-988-thuoc-bo", 2026, LocalDate.of(2026, 12, 1));

    assertThat(dates.dataFrom()).isEqualTo("2026-01-01");
    assertThat(dates.dataTo()).isEqualTo("2026-12-31");
    assertThat(dates.due()).isEqualTo(Instant.parse("2027-01-14T17:00:00Z"));
    assertThat(dates.publishBy()).isEqualTo("2027-03-31");
  }

  @Test
  void whatATextDoesNotSayStaysOpen() {
    assertThat(of("ha-noi-920-thanh-pho", 2026, LocalDate.of(2026, 1, 1)).due()).isNull();
    assertThat(of("ha-noi-920-thanh-pho", 2026, LocalDate.of(2026, 1, 1)).dataTo())
        .isEqualTo("2026-12-31");
    assertThat(of("btttt-1726-tinh", 2026, LocalDate.of(2026, 1, 1)).publishBy())
        .isEqualTo("2027-04-30");
  }

  @Test
  void workingDaysSkipHolidaysAndTakeTheSaturdaysThatAreWorkedForThem() {
    // 30/04 to 04/05/2025: holidays, an exchanged Friday, a weekend
    assertThat(SetCalendar.end(LocalDate.of(2025, 4, 29), 1, true, days)).isEqualTo("2025-05-05");
    // Saturday 26/04/2025 is worked
    assertThat(SetCalendar.end(LocalDate.of(2025, 4, 25), 1, true, days)).isEqualTo("2025-04-26");
  }

  @Test
  void theSixBodiesAreLeftOutByTheTextsWords() {
    assertThat(set("btttt-1726-bo").whyLeftOut("Thông tấn xã Việt Nam").orElseThrow())
        .contains("QĐ 1726");
    assertThat(set("btttt-1726-bo").whyLeftOut("Bộ Nội vụ")).isEmpty();
    assertThat(set("btttt-1726-tinh").whyLeftOut("Thông tấn xã Việt Nam")).isEmpty();
    assertThat(set("btttt-1726-bo").assessed().leftOut()).hasSize(6);
  }

  @Test
  void theGeneralTableAsksForOfficerAndLeader() {
    GeneralTable table = Objects.requireNonNull(set("ha-noi-920-thanh-pho").generalTable());

    assertThat(table.rows()).hasSize(22);
    assertThat(table.rows().stream().filter(GeneralTable.Row::needed))
        .extracting(GeneralTable.Row::title)
        .containsExactly("Chuyên viên cung cấp số liệu: Họ tên", "Lãnh đạo cơ quan duyệt: Họ tên");
    assertThat(Objects.requireNonNull(set("ha-noi-920-huyen").generalTable()).rows()).hasSize(28);
    assertThat(set("tuyen-quang-742-so").generalTable()).isNull();
  }
}
