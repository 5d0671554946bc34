package vn.portalaudit.web.department;

import java.util.List;
import java.util.stream.Stream;
import vn.portalaudit.store.PortalStore.Facts;
import vn.portalaudit.web.page.Screen;

/** What all screens of one portal have in common. */
final class PortalTabs {
  private PortalTabs() {}

  /** A tab, for the macro {@code #tabs}. */
  public record Tab(String title, String href, boolean current) {}

  private record Named(String path, String title) {}

  private static final List<Named> ALL =
      List.of(
          new Named("", "Tổng quan"),
          new Named("kiem-tra", "Kiểm tra"),
          new Named("hoat-dong", "Thời gian hoạt động"),
          new Named("bao-cao-thang", "Báo cáo tháng"),
          new Named("tls-dns", "TLS và DNS"),
          new Named("trang", "Trang đã quét"),
          new Named("lich-su", "Lịch sử"),
          new Named("cau-hinh", "Cấu hình"));

  /** A screen of a portal. */
  static Screen screen(String template, Facts portal, String current) {
    String base = "/cong/" + portal.code();
    Stream<Named> tabs = ALL.stream();
    return Screen.of(template, portal.title())
        .under("Danh sách cổng", "/cong")
        .with("portal", portal)
        .with(
            "tabs",
            tabs.map(tab ->
                    new Tab(
                        tab.title,
                        tab.path.isEmpty() ? base : base + "/" + tab.path,
                        tab.path.equals(current)))
                .toList());
  }
}
