(function () {
  var ngay = function (lui) {
    var d = new Date(Date.now() - lui * 86400000);
    var hai = function (n) { return (n < 10 ? '0' : '') + n; };
    return hai(d.getDate()) + '/' + hai(d.getMonth() + 1) + '/' + d.getFullYear();
  };
  var muc = [
    ['/', 'Trang chủ'], ['/gioi-thieu', 'Giới thiệu'], ['/co-cau-to-chuc', 'Cơ cấu tổ chức'],
    ['/tin-tuc', 'Tin tức – Sự kiện'], ['/van-ban', 'Văn bản'], ['/hoi-dap', 'Hỏi đáp'], ['/lien-he', 'Liên hệ']
  ];
  var bai = ['Phòng, chống sâu bệnh vụ mùa', 'Kiểm tra an toàn hồ đập', 'Tập huấn truy xuất nguồn gốc nông sản', 'Trồng rừng tập trung đầu năm'];
  var noiDung = {
    '/gioi-thieu': '<h1>Giới thiệu</h1><p>Sở Nông nghiệp là cơ quan chuyên môn thuộc Ủy ban nhân dân tỉnh, quản lý nhà nước về nông nghiệp, lâm nghiệp, thủy lợi, thủy sản, tài nguyên và môi trường.</p>',
    '/co-cau-to-chuc': '<h1>Cơ cấu tổ chức</h1><p>Ban Giám đốc; Văn phòng; Phòng Trồng trọt; Phòng Chăn nuôi; Chi cục Kiểm lâm; Chi cục Thủy lợi.</p>',
    '/van-ban': '<h1>Văn bản</h1><p>Quyết định số 41/QĐ-SNN về việc phân công nhiệm vụ.</p>',
    '/hoi-dap': '<h1>Hỏi đáp</h1><p>Hỏi: Hồ sơ hỗ trợ giống cây trồng? Trả lời: nộp tại Ủy ban nhân dân cấp xã.</p>',
    '/lien-he': '<h1>Liên hệ</h1><p>Địa chỉ: Số 15 đường Lý Thường Kiệt. Điện thoại: 0296.3880.444.</p>'
  };
  var tin = '<h1>Tin tức – Sự kiện</h1><ul>' + bai.map(function (t, i) {
    return '<li><a href="/tin-tuc/' + (i + 1) + '">' + t + '</a> <span>' + ngay(3 + 7 * i) + '</span></li>';
  }).join('') + '</ul>';
  var menu = '<nav><ul>' + muc.map(function (m) { return '<li><a href="' + m[0] + '">' + m[1] + '</a></li>'; }).join('') + '</ul></nav>';
  var chan = '<footer><p>Sở Nông nghiệp tỉnh Trường Giang. Chịu trách nhiệm: Ông Mai Văn Phúc – Giám đốc Sở</p><p>Địa chỉ: Số 15 đường Lý Thường Kiệt, phường Trường Giang. Điện thoại: 0296.3880.444. Email: sonongnghiep@truonggiang.gov.vn</p></footer>';
  var duong = location.pathname;
  var bat = duong.match(/^\/tin-tuc\/(\d+)$/);
  var giua = bat && bai[bat[1] - 1]
    ? '<article><h1>' + bai[bat[1] - 1] + '</h1><p>' + ngay(3 + 7 * (bat[1] - 1)) + '</p><p>Sở Nông nghiệp thông tin về hoạt động của ngành trên địa bàn tỉnh.</p></article>'
    : noiDung[duong] || tin;
  document.getElementById('app').innerHTML = menu + '<main>' + giua + '</main>' + chan;
})();
