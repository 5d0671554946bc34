package vn.portalaudit.web.open;

import io.nayuki.qrcodegen.QrCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import vn.portalaudit.agent.Settings;
import vn.portalaudit.campaign.Campaign;
import vn.portalaudit.campaign.sheets.PublishedTable;
import vn.portalaudit.store.campaign.Campaigns;
import vn.portalaudit.store.campaign.DepartmentDesk;
import vn.portalaudit.store.campaign.Publications.Publication;
import vn.portalaudit.web.page.Allowed;
import vn.portalaudit.web.page.MenuItem;
import vn.portalaudit.web.page.NotFound;
import vn.portalaudit.web.page.QrPath;
import vn.portalaudit.web.page.Screen;
import vn.portalaudit.web.page.SetLibrary;

/**
 * What was published, for everybody: an address that stays, the figures byte for byte as they were
 * decided, and a hash by which a copy is recognised.
 */
@Controller
final class PublicationController {
  private static final String PATH = "/cong-bo";
  private static final String TITLE = "Kết quả đã công bố";
  private static final Duration KEPT = Duration.ofDays(1);

  private final DepartmentDesk desk;
  private final SetLibrary sets;
  private final Settings settings;

  PublicationController(Campaigns campaigns, SetLibrary sets, Settings settings) {
    this.desk = campaigns.department();
    this.sets = sets;
    this.settings = settings;
  }

  /** A publication with the campaign that it is of. */
  public record Line(Campaign campaign, Publication publication, boolean corrected) {}

  /** Agencies that are ranked together. */
  public record Group(String name, List<PublishedTable.Line> lines) {}

  @Allowed(anyone = true)
  @MenuItem(title = TITLE, group = MenuItem.Group.PUBLIC, order = 20)
  @GetMapping(PATH)
  Screen list() {
    List<Line> lines = new ArrayList<>();
    for (Campaign campaign : desk.campaigns()) {
      List<Publication> all = desk.publications(campaign.id());
      all.reversed()
          .forEach(p -> lines.add(new Line(campaign, p, p.number() != all.getLast().number())));
    }
    return Screen.of("open/publications", TITLE).with("rows", lines);
  }

  @Allowed(anyone = true)
  @GetMapping(PATH + "/{campaign}/{number}")
  Screen show(@PathVariable String campaign, @PathVariable String number) {
    Line line = line(campaign, number);
    Map<String, List<PublishedTable.Line>> groups = new LinkedHashMap<>();
    PublishedTable.of(line.publication().document())
        .lines()
        .forEach(l -> groups.computeIfAbsent(l.group(), g -> new ArrayList<>()).add(l));
    String path = PATH + "/" + campaign + "/" + line.publication().number();
    String base =
        settings.access().publicUrl() != null
            ? settings.access().publicUrl()
            : ServletUriComponentsBuilder.fromCurrentContextPath().build().toUriString();
    return Screen.of("open/publication", line.campaign().title())
        .under(TITLE, PATH)
        .with("line", line)
        .with(
            "groups",
            groups.entrySet().stream()
                .map(e -> new Group(title(line.campaign(), e.getKey()), e.getValue()))
                .toList())
        .with(
            "graded",
            groups.values().stream().flatMap(List::stream).anyMatch(l -> !l.grade().isEmpty()))
        .with("path", path)
        .with("address", base + path)
        .with("qr", QrPath.of(QrCode.encodeText(base + path, QrCode.Ecc.MEDIUM)))
        .with("newest", desk.publications(line.campaign().id()).getLast().number());
  }

  private String title(Campaign campaign, String group) {
    return sets.groupTitle(campaign.set().id(), group);
  }

  private Line line(String code, String number) {
    Campaign campaign =
        NotFound.unless(
            desk.campaigns().stream().filter(one -> one.code().equals(code)).findFirst());
    List<Publication> all = desk.publications(campaign.id());
    Publication found =
        NotFound.unless(
            all.stream().filter(p -> Integer.toString(p.number()).equals(number)).findFirst());
    return new Line(campaign, found, found.number() != all.getLast().number());
  }

  @Allowed(anyone = true)
  @GetMapping(PATH + "/{campaign}/{number}/so-lieu.json")
  ResponseEntity<byte[]> json(@PathVariable String campaign, @PathVariable String number) {
    Publication found = line(campaign, number).publication();
    return file(
        found,
        campaign,
        "json",
        "application/json",
        found.document().getBytes(StandardCharsets.UTF_8));
  }

  @Allowed(anyone = true)
  @GetMapping(PATH + "/{campaign}/{number}/so-lieu.csv")
  ResponseEntity<byte[]> csv(@PathVariable String campaign, @PathVariable String number) {
    Publication found = line(campaign, number).publication();
    return file(
        found,
        campaign,
        "csv",
        "text/csv;charset=UTF-8",
        PublishedTable.of(found.document()).csv());
  }

  @Allowed(anyone = true)
  @GetMapping(PATH + "/{campaign}/{number}/so-lieu.xlsx")
  ResponseEntity<byte[]> xlsx(@PathVariable String campaign, @PathVariable String number) {
    Publication found = line(campaign, number).publication();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      PublishedTable.of(found.document()).xlsx(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file(
        found,
        campaign,
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        out.toByteArray());
  }

  private static ResponseEntity<byte[]> file(
      Publication found, String campaign, String ending, String type, byte[] content) {
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType(type))
        .cacheControl(CacheControl.maxAge(KEPT).cachePublic().immutable())
        .eTag("\"" + found.sha256() + "-" + ending + "\"")
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment()
                .filename(campaign + "-" + found.number() + "." + ending)
                .build()
                .toString())
        .body(content);
  }
}
