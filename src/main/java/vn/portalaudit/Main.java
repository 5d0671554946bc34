package vn.portalaudit;

import java.nio.file.Path;
import java.util.*;
import vn.portalaudit.config.Problems;
import vn.portalaudit.probe.*;

/** Entry point of the command line. */
public final class Main {
  private Main() {}

  /** Runs. */
  public static void main(String[] args) throws Exception {
    Problems p = new Problems();
    ProbeCatalog c = ProbeCatalog.load(Path.of("probes"), Measures.NONE, p);
    p.lines().forEach(System.out::println);
    c.failedExamples(vn.portalaudit.crawl.Source.NONE).forEach(System.out::println);
    Map<String, List<String>> m = new LinkedHashMap<>();
    for (String l : """
        gioi_thieu gioi-thieu co-cau-to-chuc
        chuc_nang_nhiem_vu chuc-nang-nhiem-vu
        lanh_dao lanh-dao
        tin_tuc_su_kien tin-tuc
        tuyen_truyen_phap_luat pho-bien-phap-luat
        chi_dao_dieu_hanh chi-dao-dieu-hanh
        lich_cong_tac lich-lam-viec-lanh-dao lich-tiep-cong-dan
        chien_luoc_quy_hoach_ke_hoach chien-luoc-quy-hoach-ke-hoach
        van_ban_qppl van-ban
        du_an_dau_thau du-an dau-thau-mua-sam
        cong_khai_ngan_sach cong-khai-ngan-sach
        dich_vu_cong_tthc dich-vu-cong
        lay_y_kien_du_thao lay-y-kien-du-thao
        hoi_dap hoi-dap
        lien_he_gop_y lien-he phan-anh-kien-nghi
        duong_day_nong duong-day-nong
        thong_ke_bao_cao thong-ke-bao-cao
        de_tai_khoa_hoc de-tai-khoa-hoc
        du_lieu_mo du-lieu-mo
        chuyen_doi_so chuyen-doi-so
        tim_kiem tim-kiem
        so_do_cong so-do-cong
        rss rss
        tieng_nuoc_ngoai tieng-nuoc-ngoai
        mang_xa_hoi mang-xa-hoi
        thong_ke_truy_cap thong-ke-truy-cap
        chan_trang_co_quan chan-trang
        lien_ket_web lien-ket-web""".split("\n")) {
      String[] w = l.split(" ");
      m.put(w[0], List.of(w).subList(1, w.length));
    }
    System.out.println(new DetectionTable(c, m).measure(Path.of(args[0])));
  }
}
