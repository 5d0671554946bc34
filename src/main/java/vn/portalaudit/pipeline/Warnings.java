package vn.portalaudit.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import vn.portalaudit.crawl.Survey;
import vn.portalaudit.domain.Capture;
import vn.portalaudit.domain.Datum;
import vn.portalaudit.domain.Evidence;
import vn.portalaudit.domain.Observation;
import vn.portalaudit.domain.Result;
import vn.portalaudit.domain.Warning;

/** What the portal's owner must know though it gives no points. */
final class Warnings {
  private static final Set<String> GRAVE = Set.of("EXPIRED", "NOT_YET_VALID", "HOSTNAME_MISMATCH", "SELF_SIGNED", "INCOMPLETE_CHAIN", "UNTRUSTED_ROOT", "REVOKED", "NOT_A_SERVER_CERTIFICATE");

  private Warnings() {}

  static List<Warning> of(Survey survey, List<Observation> observations) {
    List<Warning> warnings = new ArrayList<>();
    Map<String, Observation> byKey = observations.stream().collect(Collectors.toMap(Observation::key, o -> o, (a, b) -> a));
    certificate(byKey.get("tls.certificate"), warnings);
    if (flag(byKey.get("https.mixed"))) {
      warnings.add(new Warning("noi-dung-hon-hop", "warning", "Trang HTTPS tải tài nguyên qua HTTP; trình duyệt chặn hoặc cảnh báo.", evidence(byKey.get("https.mixed"))));
    }
    if (flag(byKey.get("tieu-de-them.hstsOff"))) {
      warnings.add(new Warning("hsts-bi-tat", "warning", "Tiêu đề HSTS có max-age=0, tức là tắt bảo vệ HTTPS.", evidence(byKey.get("tieu-de-them.hstsOff"))));
    }
    survey.traps().stream().limit(5).forEach(trap ->
        warnings.add(new Warning("bay-thu-thap", "info", "Gặp vòng lặp địa chỉ (" + trap.kind() + "), đã dừng đọc nhánh này.", List.of(new Evidence(trap.url(), at(survey), null, null)))));
    List<Capture> cut = survey.captures().stream().filter(Capture::truncated).limit(5).toList();
    if (!cut.isEmpty()) {
      warnings.add(new Warning("trang-qua-lon", "info", "Có trang lớn hơn giới hạn đọc; chỉ phần đầu được xét.", cut.stream().map(c -> c.evidence(null)).toList()));
    }
    return warnings;
  }

  private static java.time.Instant at(Survey survey) {
    return survey.captures().isEmpty() ? java.time.Instant.EPOCH : survey.captures().get(0).at();
  }

  private static void certificate(@org.jspecify.annotations.Nullable Observation observation, List<Warning> warnings) {
    if (observation != null && observation.result() instanceof Result.Value value && value.datum() instanceof Datum.Words words) {
      List<String> grave = words.values().stream().filter(GRAVE::contains).toList();
      if (!grave.isEmpty()) {
        warnings.add(new Warning("chung-thu-so-loi", "critical", "Chứng thư số có lỗi: " + String.join(", ", grave) + "; trình duyệt sẽ chặn người truy cập.", observation.evidence()));
      } else if (words.values().contains("EXPIRES_SOON")) {
        warnings.add(new Warning("chung-thu-so-sap-het-han", "warning", "Chứng thư số sắp hết hạn.", observation.evidence()));
      }
    }
  }

  private static boolean flag(@org.jspecify.annotations.Nullable Observation observation) {
    return observation != null && observation.result() instanceof Result.Value value && value.datum() instanceof Datum.Flag flag && flag.value();
  }

  private static List<Evidence> evidence(@org.jspecify.annotations.Nullable Observation observation) {
    return observation == null ? List.of() : observation.evidence();
  }
}
