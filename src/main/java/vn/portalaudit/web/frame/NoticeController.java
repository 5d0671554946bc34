package vn.portalaudit.web.frame;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import vn.portalaudit.access.Person;
import vn.portalaudit.access.Role;
import vn.portalaudit.store.FindingThreads;
import vn.portalaudit.store.NoticeStore;
import vn.portalaudit.store.NoticeStore.Notice;
import vn.portalaudit.web.page.Allowed;
import vn.portalaudit.web.page.Screen;

/** What has lately happened that concerns the person, behind the bell of every page. */
@Controller
final class NoticeController {
  private static final String PATH = "/thong-bao";

  private final NoticeStore notices;
  private final Bell bell;

  NoticeController(NoticeStore notices, Bell bell) {
    this.notices = notices;
    this.bell = bell;
  }

  /**
   * A notice.
   *
   * @param what it is
   * @param says in the words of a person or of the incident; may be empty
   */
  public record Line(
      String kind,
      String what,
      String about,
      String says,
      String href,
      Instant at,
      boolean fresh) {}

  @Allowed(signedIn = true)
  @GetMapping(PATH)
  Screen all(Person me) {
    List<Line> lines = notices.of(me, Bell.MOST).stream().map(notice -> line(notice, me)).toList();
    return Screen.of("frame/notices", "Thông báo")
        .with("lines", lines)
        .with("unseen", lines.stream().filter(Line::fresh).count());
  }

  /** Asked by open pages once a minute: says nothing to somebody whose session has ended. */
  @Allowed(anyone = true)
  @GetMapping(PATH + "/so")
  Object count(@Nullable Person me) {
    return me == null ? ResponseEntity.noContent().build() : Screen.of("frame/bell", "Thông báo");
  }

  @Allowed(signedIn = true)
  @PostMapping(PATH + "/da-xem")
  Screen seen(Person me) {
    notices.seen(me);
    bell.forget(me);
    return Screen.to(PATH, "Đã đánh dấu tất cả là đã xem.");
  }

  private static Line line(Notice notice, Person me) {
    String key = notice.key();
    return switch (notice.kind()) {
      case INCIDENT -> of(notice, "bad", "Sự cố mới", "/su-co/" + key);
      case ENTRY -> {
        String[] at = key.split("/", 3);
        yield of(
            notice,
            "warn",
            FindingThreads.Kind.of(notice.detail()).map(FindingThreads.Kind::label).orElse(""),
            "/don-vi/cong/" + at[0] + "/tieu-chi/" + at[1] + "/" + at[2]);
      }
      case CAMPAIGN_ENTRY -> {
        String[] at = key.split("/", 3);
        yield of(
            notice,
            "warn",
            words(notice.detail()),
            me.is(Role.APPRAISER)
                ? "/tham-dinh/" + at[0] + "/" + at[1] + "?chi-so=" + at[2]
                : "/don-vi/ky/" + at[0]);
      }
      case SUBMITTED -> of(notice, "info", "Đã nộp báo cáo", "/ky-danh-gia/" + key);
      case DEADLINE -> of(notice, "warn", "Sắp đến hạn nộp báo cáo", "/don-vi/ky/" + key);
      case ASSIGNED ->
          of(notice, "info", "Được giao " + notice.detail() + " chỉ số", "/tham-dinh/" + key);
    };
  }

  private static Line of(Notice notice, String kind, String what, String href) {
    return new Line(kind, what, notice.about(), notice.says(), href, notice.at(), notice.fresh());
  }

  private static String words(String kind) {
    return switch (kind) {
      case "question" -> "Câu hỏi của thẩm định viên";
      case "explanation" -> "Giải trình";
      case "objection" -> "Phản đối";
      default -> "Trả lời";
    };
  }
}
