package vn.portalaudit.agent;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.alert.Guessing;
import vn.portalaudit.net.browser.Browsers;
import vn.portalaudit.net.mail.Mailer;
import vn.portalaudit.schedule.Campaign;
import vn.portalaudit.schedule.Timetable;

/**
 * How the service runs: {@code portal-audit.yml} over the defaults. What each is for, and why its
 * default is what it is, stands in {@code portal-audit.yml} at the top of the project.
 *
 * @param port of the web application
 * @param managementPort of metrics, on loopback unless {@code managementAddress} says otherwise
 * @param managementAddress address on which metrics are given
 * @param data folder of database, evidence and reports
 * @param database a PostgreSQL elsewhere; null for the private one
 * @param node how this node works
 * @param timetables one for each group of portals, the group {@code mac-dinh} among them
 * @param campaigns rounds of assessment with dates of their own
 * @param canaries hosts whose outage together with everything else means that ours is the fault
 * @param mail the server for e-mail; empty when there is none
 * @param telegram address of the Bot API of Telegram, without a slash at its end
 * @param retention how long measurements are kept
 * @param disk when no more work is taken
 * @param access how people are let in
 * @param trusted root certificates of authorities whose signatures on papers are trusted
 */
public record Settings(
    int port,
    int managementPort,
    String managementAddress,
    Path data,
    @Nullable DatabaseAddress database,
    Node node,
    List<Timetable> timetables,
    List<Campaign> campaigns,
    List<String> canaries,
    Optional<Mailer.Settings> mail,
    String telegram,
    Retention retention,
    Disk disk,
    Access access,
    List<X509Certificate> trusted) {
  public Settings {
    timetables = List.copyOf(timetables);
    campaigns = List.copyOf(campaigns);
    canaries = List.copyOf(canaries);
    trusted = List.copyOf(trusted);
  }

  /** The same on other ports, where these are given. */
  public Settings with(@Nullable Integer otherPort, @Nullable Integer otherManagementPort) {
    return new Settings(
        otherPort == null ? port : otherPort,
        otherManagementPort == null ? managementPort : otherManagementPort,
        managementAddress,
        data,
        database,
        node,
        timetables,
        campaigns,
        canaries,
        mail,
        telegram,
        retention,
        disk,
        access,
        trusted);
  }

  /** The same in another folder of data. */
  public Settings in(Path folder) {
    return new Settings(
        port,
        managementPort,
        managementAddress,
        folder,
        database,
        node,
        timetables,
        campaigns,
        canaries,
        mail,
        telegram,
        retention,
        disk,
        access,
        trusted);
  }

  /** The same with another way of working and on the private database, as for a demonstration. */
  public Settings onItsOwn(Node other, List<Timetable> otherTimetables, Access otherAccess) {
    return new Settings(
        port,
        managementPort,
        managementAddress,
        data,
        null,
        other,
        otherTimetables,
        List.of(),
        List.of(),
        mail,
        telegram,
        retention,
        disk,
        otherAccess,
        trusted);
  }

  /** A PostgreSQL elsewhere. */
  public record DatabaseAddress(String url, @Nullable String user, @Nullable String password) {
    @Override
    public String toString() {
      return "DatabaseAddress[" + url.replaceFirst("[?].*", "") + "]";
    }
  }

  /**
   * How a node works.
   *
   * @param name its name in displays
   * @param audits audits at one time
   * @param maxPages page budget of an audit
   * @param rate requests a second to one host; null for no limit
   * @param allowPrivate whether loopback and private addresses may be asked
   * @param connectTo detours for tests and mirrors, {@code HOST:PORT:ADDR:PORT2}
   * @param browser whether pages may be rendered
   * @param lease how long work is held without a sign of life; what a lost node held is taken over
   *     after this time
   * @param grid the Selenium Grid that runs the browsers; null for browsers of this machine
   */
  public record Node(
      String name,
      int audits,
      int maxPages,
      @Nullable BigDecimal rate,
      boolean allowPrivate,
      List<String> connectTo,
      boolean browser,
      Duration lease,
      Browsers.@Nullable Grid grid) {
    public Node {
      connectTo = List.copyOf(connectTo);
    }

    /** A node with the browsers of its own machine. */
    public Node(
        String name,
        int audits,
        int maxPages,
        @Nullable BigDecimal rate,
        boolean allowPrivate,
        List<String> connectTo,
        boolean browser,
        Duration lease) {
      this(name, audits, maxPages, rate, allowPrivate, connectTo, browser, lease, null);
    }
  }

  /**
   * How long measurements are kept.
   *
   * @param rawDays days of single probes
   * @param hourDays days of hourly figures; daily figures are kept for good
   */
  public record Retention(int rawDays, int hourDays) {}

  /**
   * When no more work is taken; evidence is never deleted to make room.
   *
   * @param minFree bytes that must be free
   * @param minShare share of the disk that must be free, 0 to 1
   */
  public record Disk(long minFree, double minShare) {}

  /**
   * How people are let in.
   *
   * @param secondFactor whether operators, appraisers and administrators need a second factor
   * @param idle a session without activity ends after this time
   * @param longest every session ends after this time
   * @param publicUrl address under which people reach the application, without a slash at its end;
   *     null while it is not known: then no mail holds a link. With {@code https:} the cookies are
   *     for encrypted connections alone
   * @param proxy whether a proxy of ours stands before it, whose headers name the client
   * @param oidc another way to sign in; null without one
   * @param guessing when failures to sign in are told as guessing
   */
  public record Access(
      boolean secondFactor,
      Duration idle,
      Duration longest,
      @Nullable String publicUrl,
      boolean proxy,
      @Nullable Oidc oidc,
      Guessing guessing) {
    /** With the usual notion of guessing. */
    public Access(
        boolean secondFactor,
        Duration idle,
        Duration longest,
        @Nullable String publicUrl,
        boolean proxy,
        @Nullable Oidc oidc) {
      this(secondFactor, idle, longest, publicUrl, proxy, oidc, Guessing.STANDARD);
    }

    /** What holds without any setting. */
    public static final Access STANDARD =
        new Access(true, Duration.ofMinutes(30), Duration.ofHours(12), null, false, null);

    /** Whether people come by encrypted connections. */
    public boolean encrypted() {
      return publicUrl != null && publicUrl.startsWith("https:");
    }
  }

  /**
   * An OpenID Connect provider.
   *
   * @param title what the button says
   * @param issuer its address
   * @param clientId the name of this application there
   * @param clientSecret its secret there
   * @param linkByEmail whether an account is found by an address that the provider has verified;
   *     otherwise an administrator writes down the subject
   * @param secondFactor values of {@code amr} or {@code acr} that stand for a second factor; empty:
   *     ours is asked for as after a password
   */
  public record Oidc(
      String title,
      String issuer,
      String clientId,
      String clientSecret,
      boolean linkByEmail,
      Set<String> secondFactor) {
    public Oidc {
      secondFactor = Set.copyOf(secondFactor);
    }

    @Override
    public String toString() {
      return "Oidc[" + issuer + ", " + clientId + "]";
    }
  }
}
