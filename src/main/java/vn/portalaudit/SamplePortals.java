package vn.portalaudit;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import vn.portalaudit.demo.FixtureServer;
import vn.portalaudit.domain.PortalKind;
import vn.portalaudit.registry.Agency;
import vn.portalaudit.registry.AgencyVersion;
import vn.portalaudit.registry.AgencyVersion.Level;
import vn.portalaudit.registry.Entry;
import vn.portalaudit.registry.Portal;
import vn.portalaudit.registry.PortalOwner;
import vn.portalaudit.registry.Registry;
import vn.portalaudit.registry.Validity;
import vn.portalaudit.store.campaign.Opening;

/** The sample portals on loopback, each under the name of a host that leads to it. */
final class SamplePortals implements AutoCloseable {
  /** Those that show most first. */
  private static final List<String> NAMES =
      List.of(
          "so-mau",
          "so-thieu-muc",
          "xa-mau",
          "don-vi-mau",
          "so-javascript",
          "so-bi-chan",
          "so-bay",
          "so-cham");

  /** A portal that does not answer, so that there is something to look after. */
  static final String DOWN = "so-mat-dien";

  private static final String DOWN_HOST = "sgd.truonggiang.gov.vn";
  private static final String DOWN_AGENCY = "Sở Giáo dục và Đào tạo tỉnh Trường Giang";
  private static final String PROVINCE = "tinh-truong-giang";
  private static final String MINISTRY = "bo-mau";

  /** It speaks TLS, with a certificate of its own that soon ends; the others do not. */
  private static final String SECURE = "so-thieu-muc";

  private final Map<String, FixtureServer> servers = new LinkedHashMap<>();
  private int securePort;

  /**
   * Serves them.
   *
   * @param home the folder of the program
   * @param day reference day of their dates
   */
  static SamplePortals serve(Path home, LocalDate day) throws IOException {
    SamplePortals all = new SamplePortals();
    try {
      for (String name : NAMES) {
        all.servers.put(name, FixtureServer.start(folder(home, name), day));
      }
      FixtureServer secure = Objects.requireNonNull(all.servers.get(SECURE));
      all.securePort =
          secure.startTls(
              SampleCertificate.of(secure.hosts().getFirst()),
              SampleCertificate.PASSWORD.toCharArray());
      return all;
    } catch (GeneralSecurityException e) {
      all.close();
      throw new IOException(e);
    } catch (IOException | RuntimeException e) {
      all.close();
      throw e;
    }
  }

  /** The codes of all portals. */
  List<String> codes() {
    return Stream.concat(servers.keySet().stream(), Stream.of(DOWN)).toList();
  }

  /** The codes of those that are served. */
  Set<String> served() {
    return Collections.unmodifiableSet(servers.keySet());
  }

  /** The departments among their agencies, as an assessment takes them. */
  List<Opening.Assessed> departments() {
    List<Opening.Assessed> departments = new ArrayList<>();
    servers.forEach((code, server) -> {
      if (server.kind() == PortalKind.SO) {
        departments.add(new Opening.Assessed(code, agency(server), "so", Set.of()));
      }
    });
    return departments;
  }

  private static String agency(FixtureServer server) {
    return server.title().replaceFirst("^(Cổng|Trang) thông tin điện tử ", "");
  }

  /** Detours from their hosts to where they are served. */
  List<String> detours() {
    String secure = Objects.requireNonNull(servers.get(SECURE)).hosts().getFirst() + ":443";
    return Stream.concat(
            Stream.of(
                secure + ":127.0.0.1:" + securePort,
                // nobody listens there
                DOWN_HOST + ":80:127.0.0.1:1",
                DOWN_HOST + ":443:127.0.0.1:1"),
            detours(servers.values()).stream().filter(detour -> !detour.startsWith(secure + ":")))
        .toList();
  }

  /** Detours from the hosts of portals to where they are served. */
  static List<String> detours(Collection<FixtureServer> servers) {
    Map<String, String> detours = new LinkedHashMap<>();
    // a host that one of them owns is not a neighbour's
    servers.forEach(server -> detour(detours, server.hosts().getFirst(), server.port()));
    servers.forEach(server -> server.hosts().forEach(host -> detour(detours, host, server.port())));
    return List.copyOf(detours.values());
  }

  /** Folder of a sample. */
  static Path folder(Path home, String name) {
    return home.resolve("src/test/resources/portals").resolve(name);
  }

  private static void detour(Map<String, String> detours, String host, int port) {
    detours.putIfAbsent(host + ":80", host + ":80:127.0.0.1:" + port);
    // nobody listens there: the samples speak no TLS
    detours.putIfAbsent(host + ":443", host + ":443:127.0.0.1:1");
  }

  /** The registry of them. */
  Registry registry() {
    List<Entry> rows = new ArrayList<>();
    agency(rows, PROVINCE, "Tỉnh Trường Giang", Level.TINH, null);
    agency(rows, MINISTRY, "Bộ Mẫu", Level.BO, null);
    servers.forEach((code, server) -> {
      boolean province = server.kind() != PortalKind.DON_VI_BO;
      agency(rows, code, agency(server), level(server.kind()), province ? PROVINCE : MINISTRY);
      portal(rows, code, server.title(), server.kind(), server.hosts().getFirst());
    });
    agency(rows, DOWN, DOWN_AGENCY, Level.SO, PROVINCE);
    portal(rows, DOWN, "Cổng thông tin điện tử " + DOWN_AGENCY, PortalKind.SO, DOWN_HOST);
    return Registry.of(rows);
  }

  private static void portal(
      List<Entry> rows, String code, String title, PortalKind kind, String host) {
    rows.add(
        new Portal(
            code,
            title,
            kind,
            "http://" + host + "/",
            true,
            Portal.DEFAULT_SCHEDULE,
            null,
            Portal.Hosting.UNKNOWN,
            List.of("mau"),
            Validity.ALWAYS,
            null));
    rows.add(new PortalOwner(code, code, Validity.ALWAYS, true));
  }

  private static Level level(PortalKind kind) {
    return switch (kind) {
      case SO -> Level.SO;
      case HUYEN -> Level.HUYEN;
      case XA -> Level.XA;
      case TINH -> Level.TINH;
      case BO -> Level.BO;
      case DON_VI_BO -> Level.DON_VI_BO;
    };
  }

  private static void agency(
      List<Entry> rows,
      String code,
      String name,
      Level level,
      @org.jspecify.annotations.Nullable String parent) {
    rows.add(new Agency(code, Validity.ALWAYS, List.of(), null));
    rows.add(new AgencyVersion(code, Validity.ALWAYS, name, level, parent, null));
  }

  @Override
  public void close() {
    servers.values().forEach(FixtureServer::close);
  }
}
