package vn.portalaudit.web.page;

import java.time.Duration;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Serves {@link Assets}. */
@Controller
final class AssetController {
  private final Assets assets;

  AssetController(Assets assets) {
    this.assets = assets;
  }

  @Allowed(anyone = true)
  @GetMapping(Assets.PATH + "{mark}/{name}")
  ResponseEntity<byte[]> asset(@PathVariable String mark, @PathVariable String name) {
    Assets.Asset asset = NotFound.unless(assets.find(name));
    CacheControl cache =
        mark.equals(asset.mark())
            ? CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable()
            : CacheControl.noCache();
    return ResponseEntity.ok()
        .header(HttpHeaders.CONTENT_TYPE, asset.type())
        .cacheControl(cache)
        .body(asset.content());
  }
}
