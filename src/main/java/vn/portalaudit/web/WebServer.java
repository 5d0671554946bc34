package vn.portalaudit.web;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.GenericApplicationContext;
import vn.portalaudit.agent.Agent;
import vn.portalaudit.agent.Settings;

/** The web application of a running agent. Safe for threads. */
public final class WebServer implements AutoCloseable {
  private final ConfigurableApplicationContext context;

  private WebServer(ConfigurableApplicationContext context) {
    this.context = context;
  }

  /**
   * Starts serving.
   *
   * @throws RuntimeException when a port is taken
   */
  public static WebServer start(Agent agent, Settings settings) {
    ConfigurableApplicationContext context =
        new SpringApplicationBuilder(Application.class)
            .bannerMode(Banner.Mode.OFF)
            .logStartupInfo(false)
            .registerShutdownHook(false)
            .properties(properties(settings))
            .initializers(
                c -> ((GenericApplicationContext) c).registerBean(Agent.class, () -> agent))
            .run();
    return new WebServer(context);
  }

  private static Map<String, Object> properties(Settings settings) {
    Map<String, Object> properties = new HashMap<>();
    properties.put("server.port", settings.port());
    properties.put("server.shutdown", "graceful");
    properties.put("spring.lifecycle.timeout-per-shutdown-phase", "5s");
    properties.put("server.server-header", "");
    properties.put("server.error.include-message", "never");
    properties.put("spring.mvc.problemdetails.enabled", "true");
    properties.put("management.server.port", settings.managementPort());
    properties.put("management.server.address", settings.managementAddress());
    properties.put("management.endpoints.web.exposure.include", "prometheus");
    properties.put("management.endpoints.access.default", "read-only");
    return properties;
  }

  /** The port on which it serves: where port 0 was asked for, the one that was free. */
  public int port() {
    return Objects.requireNonNull(((WebServerApplicationContext) context).getWebServer()).getPort();
  }

  /** Finishes answers that are under way, for at most 5 s. */
  @Override
  public void close() {
    SpringApplication.exit(context);
  }

  /** What Spring wires. The database is the agent's: nothing of Spring opens another. */
  @SpringBootConfiguration(proxyBeanMethods = false)
  @EnableAutoConfiguration(
      excludeName = {
        "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
        "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration",
        "org.springframework.boot.quartz.autoconfigure.QuartzAutoConfiguration"
      })
  @Import(HealthController.class)
  static class Application {
    @Bean
    Figures figures(Agent agent) {
      return new Figures(agent);
    }
  }
}
