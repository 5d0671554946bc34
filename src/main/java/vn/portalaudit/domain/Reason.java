package vn.portalaudit.domain;

/**
 * Why something could not be observed. A closed list: other systems switch over these names.
 *
 * <p>A permanent reason will stand until somebody acts, so trying again soon is useless; a
 * transient one may be gone at the next try.
 */
public enum Reason {
  DNS_NOT_FOUND(
      true,
      Fault.PORTAL,
      "không có tên miền này trong DNS",
      "Kiểm tra bản ghi A/AAAA của tên miền với đơn vị quản lý DNS."),
  DNS_FAILURE(
      false,
      Fault.PATH,
      "máy chủ DNS không trả lời được",
      "Kiểm tra máy chủ DNS của tên miền, kể cả chữ ký DNSSEC."),
  CONNECT_REFUSED(
      false,
      Fault.PORTAL,
      "máy chủ từ chối kết nối",
      "Kiểm tra dịch vụ web có chạy và tường lửa có mở cổng 80, 443."),
  CONNECT_TIMEOUT(
      false,
      Fault.PATH,
      "không kết nối được trong thời gian chờ",
      "Kiểm tra đường truyền và tường lửa có chặn địa chỉ của hệ thống giám sát."),
  CONNECTION_RESET(
      false,
      Fault.PATH,
      "kết nối bị ngắt giữa chừng",
      "Kiểm tra thiết bị cân bằng tải và tường lửa ứng dụng."),
  TLS_HANDSHAKE(
      true,
      Fault.PORTAL,
      "không bắt tay TLS được",
      "Bật TLS 1.2 và 1.3 với bộ mã hiện hành trên máy chủ."),
  TLS_CERTIFICATE(
      true,
      Fault.PORTAL,
      "chứng thư số không dùng được",
      "Cài chứng thư còn hạn, đúng tên miền, kèm chứng thư trung gian."),
  READ_TIMEOUT(
      false,
      Fault.PORTAL,
      "máy chủ không trả lời trong thời gian chờ",
      "Kiểm tra tải của máy chủ, cơ sở dữ liệu và thời gian xử lý trang."),
  TOO_SLOW(
      false,
      Fault.PORTAL,
      "dữ liệu về quá chậm nên dừng đọc",
      "Kiểm tra băng thông và dung lượng trang."),
  HTTP_STATUS(
      false, Fault.PORTAL, "máy chủ trả mã lỗi HTTP", "Sửa trang hoặc liên kết trả mã lỗi."),
  BLOCKED(
      true,
      Fault.POLICY,
      "tường lửa hoặc trang thử thách chặn hệ thống giám sát",
      "Cho phép hệ thống giám sát (theo User-Agent và địa chỉ) đi qua tường lửa."),
  RATE_LIMITED(
      false,
      Fault.POLICY,
      "cổng giới hạn số lần truy cập",
      "Nâng giới hạn cho hệ thống giám sát, hoặc báo nhịp truy cập phù hợp."),
  LOGIN_WALL(
      true,
      Fault.POLICY,
      "phải đăng nhập mới xem được",
      "Đưa thông tin phải công khai ra ngoài phần đăng nhập."),
  ROBOTS_DENIED(
      true,
      Fault.POLICY,
      "robots.txt không cho đọc",
      "Bỏ các dòng Disallow phủ lên thông tin phải công khai."),
  REDIRECT_LOOP(
      true,
      Fault.PORTAL,
      "chuyển hướng vòng lặp",
      "Sửa cấu hình chuyển hướng giữa http/https, có/không www."),
  REDIRECTED_AWAY(
      true,
      Fault.PORTAL,
      "chuyển hướng ra ngoài phạm vi của cổng",
      "Kiểm tra tên miền chính và chuyển hướng của cổng."),
  TOO_LARGE(
      true,
      Fault.PORTAL,
      "trang lớn hơn giới hạn đọc",
      "Giảm dung lượng trang; tách nội dung nhúng ra tệp riêng."),
  DECOMPRESSION(
      true,
      Fault.PORTAL,
      "dữ liệu nén hỏng hoặc giãn bất thường",
      "Kiểm tra cấu hình nén của máy chủ."),
  UNSUPPORTED_TYPE(
      true,
      Fault.PORTAL,
      "kiểu nội dung không đọc được",
      "Khai đúng Content-Type; cung cấp bản HTML hoặc PDF có chữ."),
  PARSE(
      true,
      Fault.PORTAL,
      "không đọc được dữ liệu cần thiết từ nội dung trang (không ghi, hoặc ghi ở dạng máy không"
          + " hiểu)",
      "Ghi rõ dữ liệu ấy bằng chữ trên trang (ví dụ: ngày ban hành, ngày đăng); sửa HTML/XML hỏng"
          + " nếu có."),
  SOFT_404(
      true,
      Fault.PORTAL,
      "trang báo không tìm thấy nhưng trả mã 200",
      "Trả mã 404 cho trang không tồn tại và sửa liên kết."),
  EMPTY_SITE(
      true, Fault.PORTAL, "cổng không có nội dung", "Kiểm tra trang chủ có xuất bản nội dung."),
  NEEDS_JAVASCRIPT(
      true,
      Fault.PORTAL,
      "trang chỉ hiện nội dung khi chạy JavaScript",
      "Kết xuất nội dung từ máy chủ, hoặc chạy kiểm tra có trình duyệt."),
  BROWSER_FAILED(
      false, Fault.OURS, "trình duyệt của hệ thống giám sát gặp lỗi", "Chạy lại kiểm tra."),
  BUDGET_EXHAUSTED(
      false,
      Fault.OURS,
      "hết hạn mức trang hoặc thời gian của lần kiểm tra",
      "Chạy lại với --max-pages lớn hơn."),
  INTERRUPTED(false, Fault.OURS, "lần kiểm tra bị dừng giữa chừng", "Chạy tiếp với --resume."),
  TOO_LITTLE_HISTORY(
      false, Fault.OURS, "chưa đủ số lần đo trong kỳ", "Theo dõi liên tục trong kỳ rồi chấm lại."),
  ADDRESS_REFUSED(
      true,
      Fault.OURS,
      "địa chỉ nội bộ hoặc không được phép truy cập",
      "Dùng địa chỉ công khai; chỉ khi thử nghiệm mới dùng --allow-private."),
  OWN_FAULT(
      false,
      Fault.OURS,
      "lỗi của hệ thống giám sát",
      "Báo lỗi cho người phát triển kèm thư mục minh chứng.");

  private final boolean permanent;
  private final Fault fault;
  private final String says;
  private final String fix;

  Reason(boolean permanent, Fault fault, String says, String fix) {
    this.permanent = permanent;
    this.fault = fault;
    this.says = says;
    this.fix = fix;
  }

  /** Whether it will stand until somebody acts. */
  public boolean permanent() {
    return permanent;
  }

  /** Whose fault it is, as far as can be told. */
  public Fault fault() {
    return fault;
  }

  /** A Vietnamese clause, without a full stop. */
  public String says() {
    return says;
  }

  /** A Vietnamese sentence on what to do. */
  public String fix() {
    return fix;
  }
}
