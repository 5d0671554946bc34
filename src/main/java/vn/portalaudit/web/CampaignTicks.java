package vn.portalaudit.web;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import vn.portalaudit.store.campaign.Campaigns;

/** Lets passing time close what deadlines have overtaken, and remind; every minute. */
@Component
final class CampaignTicks {
  private static final Logger LOG = LoggerFactory.getLogger(CampaignTicks.class);

  private final Campaigns campaigns;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("ky-danh-gia").factory());

  CampaignTicks(Campaigns campaigns) {
    this.campaigns = campaigns;
  }

  @PostConstruct
  void start() {
    var unused = clock.scheduleWithFixedDelay(this::tick, 1, 1, TimeUnit.MINUTES);
  }

  private void tick() {
    try {
      campaigns.tick();
    } catch (RuntimeException e) {
      // the next minute tries again
      LOG.warn("Không kiểm tra được hạn của các kỳ đánh giá", e);
    }
  }

  @PreDestroy
  void stop() {
    clock.shutdownNow();
  }
}
