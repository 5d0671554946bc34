package vn.portalaudit.web;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.bridge.SLF4JBridgeHandler;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import vn.portalaudit.agent.Agent;
import vn.portalaudit.agent.Settings;
import vn.portalaudit.alert.Channel;
import vn.portalaudit.alert.Delivery;
import vn.portalaudit.checklist.Rulebook;
import vn.portalaudit.document.Documents;
import vn.portalaudit.store.AccountStore;
import vn.portalaudit.store.ChecklistVersions;
import vn.portalaudit.store.Database;
import vn.portalaudit.store.SignInStore;
import vn.portalaudit.store.SignInStore.LinkKind;
import vn.portalaudit.store.campaign.Campaigns;
import vn.portalaudit.web.access.Letters;
import vn.portalaudit.web.access.OidcSetUp;
import vn.portalaudit.web.page.Criteria;
import vn.portalaudit.web.page.SetLibrary;

/** The web application of a running node. Safe for threads. */
public final class WebServer implements AutoCloseable {
  private static final Duration SET_UP_VALID = Duration.ofHours(24);
  private final ConfigurableApplicationContext context;

  private WebServer(ConfigurableApplicationContext context) {
    this.context = context;
  }

  /**
   * What the application shows and works on.
   *
   * @param health how the node is
   * @param figures what it does at this moment
   * @param database migrated
   * @param settings how the service runs
   * @param clock of the wall
   * @param trial sends a trial message over a channel and says how that went, within a minute
   * @param rulebook the criteria in force
   * @param letters sends mail to persons; null without a mail server
   */
  public record Node(
      Supplier<Agent.Health> health,
      Supplier<Agent.Figures> figures,
      Database database,
      Settings settings,
      InstantSource clock,
      Function<Channel, Delivery> trial,
      Supplier<Rulebook> rulebook,
      @Nullable Letters letters) {}

  /**
   * Starts serving.
   *
   * @throws IllegalStateException when a port is taken; the message is for people
   */
  public static WebServer start(Node node) {
    // The log is set up by its own file, whichever provider the program was started with.
    System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
    SpringApplicationBuilder application =
        new SpringApplicationBuilder(Application.class)
            .bannerMode(Banner.Mode.OFF)
            .logStartupInfo(false)
            .registerShutdownHook(false)
            .properties(properties(node.settings()))
            .initializers(c -> register((GenericApplicationContext) c, node));
    try {
      return new WebServer(application.run());
    } catch (RuntimeException e) {
      throw portTaken(e).orElse(e);
    }
  }

  private static Optional<RuntimeException> portTaken(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof PortInUseException taken) {
        return Optional.of(
            new IllegalStateException(
                "cổng "
                    + taken.getPort()
                    + " đang được chương trình khác dùng; chọn cổng khác bằng --port hoặc"
                    + " --management-port",
                failure));
      }
    }
    return Optional.empty();
  }

  private static void register(GenericApplicationContext context, Node node) {
    context.registerBean(Node.class, () -> node);
    context.registerBean(Settings.class, node::settings);
    context.registerBean(InstantSource.class, node::clock);
    context.registerBean(
        Database.class, node::database, definition -> definition.setDestroyMethodName(""));
    context.registerBean(
        DataSource.class,
        () -> node.database().dataSource(),
        definition -> definition.setDestroyMethodName(""));
    Stores.register(context, node.database());
    Letters letters = node.letters();
    if (letters != null) {
      context.registerBean(Letters.class, () -> letters);
    }
    OidcSetUp.register(context, node.settings().access());
    Path home = Path.of(System.getProperty("portalaudit.home", "")).toAbsolutePath();
    context.registerBean(
        Criteria.class,
        () -> new Criteria(home, node.rulebook(), new ChecklistVersions(node.database())));
    context.registerBean(Documents.class, () -> new Documents(home.resolve("reports")));
    SetLibrary sets = new SetLibrary(home);
    context.registerBean(SetLibrary.class, () -> sets);
    context.registerBean(
        Campaigns.class,
        () -> new Campaigns(node.database(), node.clock(), node.settings().data(), sets));
  }

  private static Map<String, Object> properties(Settings settings) {
    boolean encrypted = settings.access().encrypted();
    Map<String, Object> properties = new HashMap<>();
    properties.put("server.port", settings.port());
    properties.put("server.shutdown", "graceful");
    properties.put("spring.lifecycle.timeout-per-shutdown-phase", "5s");
    properties.put("server.server-header", "");
    properties.put("server.error.include-message", "never");
    properties.put("server.error.whitelabel.enabled", "false");
    properties.put("server.compression.enabled", "true");
    properties.put(
        "server.forward-headers-strategy", settings.access().proxy() ? "native" : "none");
    properties.put("server.servlet.session.cookie.name", encrypted ? "__Host-phien" : "phien");
    properties.put("server.servlet.session.cookie.secure", Boolean.toString(encrypted));
    properties.put("server.servlet.session.cookie.same-site", "lax");
    properties.put("server.servlet.session.cookie.http-only", "true");
    properties.put("spring.session.timeout", settings.access().longest().toSeconds() + "s");
    properties.put("spring.session.jdbc.initialize-schema", "never");
    properties.put("spring.web.resources.add-mappings", "false");
    // what a single file may weigh is for the forms to say, in words
    properties.put("spring.servlet.multipart.max-file-size", "-1");
    properties.put("spring.servlet.multipart.max-request-size", "25MB");
    // a browser reads the answer only after it has sent all
    properties.put("server.tomcat.max-swallow-size", "200MB");
    properties.put("spring.mvc.problemdetails.enabled", "false");
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

  /** The port of figures, in the same way. */
  int managementPort() {
    return Objects.requireNonNull(
        context.getEnvironment().getProperty("local.management.port", Integer.class));
  }

  /**
   * The path of a link that makes the first account; it works once, for a day, and earlier ones
   * stop working. Empty once there is an account.
   */
  public Optional<String> setUpPath() {
    return context.getBean(AccountStore.class).any()
        ? Optional.empty()
        : Optional.of(
            "/thiet-lap/"
                + context.getBean(SignInStore.class).link(LinkKind.SETUP, null, SET_UP_VALID));
  }

  /** Every handler with its routes. */
  Map<RequestMappingInfo, HandlerMethod> routes() {
    return context
        .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
        .getHandlerMethods();
  }

  /** Finishes answers that are under way, for at most 5 s. */
  @Override
  public void close() {
    SpringApplication.exit(context);
  }

  /** What Spring wires. The database is the node's: nothing of Spring opens another. */
  @SpringBootConfiguration(proxyBeanMethods = false)
  @EnableAutoConfiguration(
      excludeName = {
        "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
        "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration",
        "org.springframework.boot.quartz.autoconfigure.QuartzAutoConfiguration",
        "org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration"
      })
  @ComponentScan
  static class Application {
    @Bean
    Figures figures(Node node) {
      return new Figures(node.figures());
    }
  }
}
