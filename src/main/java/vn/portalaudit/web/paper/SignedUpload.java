package vn.portalaudit.web.paper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MultipartFile;
import vn.portalaudit.agent.Settings;
import vn.portalaudit.campaign.EvidenceFile;
import vn.portalaudit.document.signed.SignedCopies;
import vn.portalaudit.document.signed.SignedCopy;
import vn.portalaudit.report.Vietnamese;
import vn.portalaudit.store.campaign.SignedPapers;
import vn.portalaudit.web.page.Form;
import vn.portalaudit.web.page.NotFound;

/** Copies that come back signed: read, checked, and given again. Safe for threads. */
@Component
public final class SignedUpload {
  /** The field of the file in forms. */
  public static final String FIELD = "ban-ky";

  private final SignedCopies check;

  SignedUpload(Settings settings, InstantSource clock) {
    this.check = new SignedCopies(settings.trusted(), clock);
  }

  /**
   * A copy on a screen.
   *
   * @param stands whether it is the one that counts
   * @param says what its check said
   */
  public record Line(SignedPapers.Copy copy, boolean stands, List<String> says) {}

  /**
   * A file that was sent, with what its check said.
   *
   * @return what is to be kept; a file that cannot be read becomes a problem of the form
   */
  public SignedPapers.Upload read(PaperKind kind, MultipartFile file, Form form)
      throws IOException {
    String name = file.getOriginalFilename() == null ? "" : file.getOriginalFilename();
    byte[] content = file.getBytes();
    var kept = EvidenceFile.check(name, content);
    String says = "";
    if (!kept.granted()) {
      form.problem(FIELD, kept.says() + ".");
    } else if (kept.value().kind() != EvidenceFile.Kind.PDF) {
      form.problem(FIELD, "Bản ký phải là tệp PDF; hãy lưu hoặc quét thành PDF.");
    } else if (check.check(content) instanceof SignedCopy.Unreadable(String why)) {
      form.problem(FIELD, why);
    } else {
      says = String.join("\n", words(check.check(content)));
    }
    return new SignedPapers.Upload(kind.id(), name, content, says);
  }

  private static List<String> words(SignedCopy copy) {
    List<String> words = new ArrayList<>();
    switch (copy) {
      case SignedCopy.Unreadable(String why) -> words.add(why);
      case SignedCopy.Unsigned _ ->
          words.add("Tệp không có chữ ký số; được nhận như bản quét của văn bản ký tay.");
      case SignedCopy.Signed signed -> {
        signed.signatures().forEach(one -> words.add(words(one)));
        if (signed.changedAfter()) {
          words.add("Có nội dung được thêm vào tệp sau chữ ký cuối.");
        }
        words.addAll(SignedCopy.NOT_CHECKED);
      }
    }
    return words;
  }

  private static String words(SignedCopy.Signature one) {
    return (one.intact() ? "Chữ ký số còn nguyên vẹn: " : "Chữ ký số KHÔNG nguyên vẹn: ")
        + one.signer()
        + (one.organisation().isEmpty() ? "" : ", " + one.organisation())
        + (one.claimed() == null ? "" : ", ký lúc " + Vietnamese.second(one.claimed()))
        + "; "
        + one.trust().says()
        + (one.says().isEmpty() ? "." : ". " + String.join(" ", one.says()));
  }

  /** The copies of a kind for a screen, the one that counts first. */
  public static List<Line> lines(List<SignedPapers.Copy> copies, PaperKind kind) {
    List<Line> lines = new ArrayList<>();
    for (SignedPapers.Copy copy : copies) {
      if (copy.kind().equals(kind.id())) {
        lines.add(new Line(copy, lines.isEmpty(), copy.says().lines().toList()));
      }
    }
    return lines;
  }

  /** The copy of a number as a download, never as a page of ours. */
  public static ResponseEntity<Resource> file(
      List<SignedPapers.Copy> copies,
      String id,
      java.util.function.Function<SignedPapers.Copy, Path> where) {
    SignedPapers.Copy copy =
        NotFound.unless(
            copies.stream().filter(one -> Long.toString(one.id()).equals(id)).findFirst());
    Path file = where.apply(copy);
    NotFound.unless(Files.isRegularFile(file));
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_OCTET_STREAM)
        .cacheControl(CacheControl.noStore())
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment()
                .filename(copy.name(), java.nio.charset.StandardCharsets.UTF_8)
                .build()
                .toString())
        .body(new FileSystemResource(file));
  }
}
