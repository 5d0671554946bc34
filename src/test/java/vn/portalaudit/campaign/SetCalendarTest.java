package vn.portalaudit.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import vn.portalaudit.config.Problems;
import vn.portalaudit.config.WorkingDays;

class SetCalendarTest {
  private final Problems problems = new Problems();
  private final SetCalendars texts =
      SetCalendars.read(Path.of("checklists/lich/ky-danh-gia.yml"), problems);
  private final WorkingDays days = WorkingDays.read(Path.of("probes/lich/ngay-nghi.yml"), problems);

  private SetCalendar.Proposed of(String set, int year, LocalDate letter) {
    assertThat(problems.lines()).isEmpty();
    return texts.of(set).orElseThrow().of(year, letter, days);
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
    assertThat(texts.of("ha-noi-920-thanh-pho").orElseThrow().rounds()).isEqualTo(2);
    assertThat(of("btttt-1726-tinh", 2026, LocalDate.of(2026, 1, 1)).publishBy())
        .isEqualTo("2027-04-30");
    assertThat(texts.of("khong-co")).isEmpty();
  }

  @Test
  void workingDaysSkipHolidaysAndTakeTheSaturdaysThatAreWorkedForThem() {
    // 30/04 to 04/05/2025: holidays, an exchanged Friday, a weekend
    assertThat(SetCalendar.end(LocalDate.of(2025, 4, 29), 1, SetCalendar.Counting.WORKING, days))
        .isEqualTo("2025-05-05");
    // Saturday 26/04/2025 is worked
    assertThat(SetCalendar.end(LocalDate.of(2025, 4, 25), 1, SetCalendar.Counting.WORKING, days))
        .isEqualTo("2025-04-26");
  }

  @Test
  void theSixBodiesAreLeftOutByTheTextsWords() {
    assertThat(texts.whyLeftOut("btttt-1726-bo", "Thông tấn xã Việt Nam").orElseThrow())
        .contains("QĐ 1726");
    assertThat(texts.whyLeftOut("btttt-1726-bo", "Bộ Nội vụ")).isEmpty();
    assertThat(texts.whyLeftOut("btttt-1726-tinh", "Thông tấn xã Việt Nam")).isEmpty();
    assertThat(texts.leftOut().getFirst().names()).hasSize(6);
  }

  @Test
  void theGeneralTableAsksForOfficerAndLeader() {
    GeneralTable table = texts.table("ha-noi-920-thanh-pho").orElseThrow();

    assertThat(table.rows()).hasSize(22);
    assertThat(table.rows().stream().filter(GeneralTable.Row::needed))
        .extracting(GeneralTable.Row::title)
        .containsExactly("Chuyên viên cung cấp số liệu: Họ tên", "Lãnh đạo cơ quan duyệt: Họ tên");
    assertThat(texts.table("ha-noi-920-huyen").orElseThrow().rows()).hasSize(28);
    assertThat(texts.table("tuyen-quang-742-so")).isEmpty();
  }
}
