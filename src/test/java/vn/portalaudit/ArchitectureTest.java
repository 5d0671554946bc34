package vn.portalaudit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaFieldAccess;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What may know what. Where a later need shows the table to be wrong, change it here, first. */
class ArchitectureTest {
  private static final String ROOT = "vn.portalaudit";

  /** Each package with those that it may use besides itself; sub-packages count as theirs. */
  private static final Map<String, Set<String>> TABLE =
      Map.ofEntries(
          Map.entry("domain", Set.of()),
          Map.entry("config", Set.of()),
          Map.entry("net", Set.of("domain")),
          Map.entry("evidence", Set.of("domain")),
          Map.entry("crawl", Set.of("domain", "net", "evidence")),
          Map.entry("probe", Set.of("domain", "config", "net", "evidence", "crawl")),
          Map.entry("checklist", Set.of("domain", "config")),
          Map.entry("evaluate", Set.of("domain", "checklist")),
          Map.entry("index", Set.of("domain", "config", "checklist", "sheet")),
          Map.entry("score", Set.of("domain", "checklist")),
          Map.entry("report", Set.of("domain", "checklist", "index")),
          Map.entry("document", Set.of("domain", "checklist", "net", "monitor", "report", "sheet")),
          Map.entry("demo", Set.of("domain", "config")),
          Map.entry("sheet", Set.of("domain", "config")),
          Map.entry("registry", Set.of("domain", "config", "sheet")),
          Map.entry("schedule", Set.of("domain", "config")),
          Map.entry("monitor", Set.of("domain", "net")),
          Map.entry("alert", Set.of("domain", "net", "monitor")),
          Map.entry("campaign", Set.of("domain", "config", "index", "sheet")),
          Map.entry(
              "store",
              Set.of(
                  "domain",
                  "registry",
                  "schedule",
                  "monitor",
                  "alert",
                  "access",
                  "index",
                  "sheet",
                  "campaign")),
          Map.entry("access", Set.of()),
          Map.entry(
              "web",
              Set.of(
                  "domain",
                  "config",
                  "evidence",
                  "checklist",
                  "report",
                  "registry",
                  "schedule",
                  "monitor",
                  "alert",
                  "access",
                  "index",
                  "sheet",
                  "campaign",
                  "store",
                  "document",
                  "pipeline",
                  "agent")),
          Map.entry(
              "agent",
              Set.of(
                  "domain",
                  "config",
                  "net",
                  "evidence",
                  "checklist",
                  "report",
                  "pipeline",
                  "registry",
                  "schedule",
                  "monitor",
                  "alert",
                  "store")),
          Map.entry(
              "pipeline",
              Set.of(
                  "domain",
                  "config",
                  "net",
                  "evidence",
                  "crawl",
                  "probe",
                  "checklist",
                  "evaluate",
                  "score",
                  "report")));

  private static final Set<String> SOCKETS =
      Set.of(
          "java.net.Socket",
          "java.net.ServerSocket",
          "java.net.DatagramSocket",
          "java.net.MulticastSocket",
          "java.net.URLConnection",
          "java.net.HttpURLConnection",
          "javax.net.ssl.HttpsURLConnection",
          "javax.net.SocketFactory",
          "java.nio.channels.SocketChannel",
          "java.nio.channels.ServerSocketChannel",
          "java.nio.channels.DatagramChannel",
          "java.nio.channels.AsynchronousSocketChannel");

  private static JavaClasses product;

  @BeforeAll
  static void read() {
    product =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);
  }

  /** The row of the table; empty for the root package. */
  private static String row(JavaClass type) {
    String name = type.getPackageName();
    if (name.equals(ROOT)) {
      return "";
    }
    String below = name.substring(ROOT.length() + 1);
    int dot = below.indexOf('.');
    return dot < 0 ? below : below.substring(0, dot);
  }

  private static boolean ours(JavaClass type) {
    return type.getPackageName().equals(ROOT) || type.getPackageName().startsWith(ROOT + ".");
  }

  @Test
  void everyPackageIsInTheTable() {
    Set<String> rows =
        product.stream().map(ArchitectureTest::row).collect(Collectors.toCollection(TreeSet::new));
    rows.remove("");

    assertThat(rows).isNotEmpty().isSubsetOf(TABLE.keySet());
  }

  @Test
  void packagesUseOnlyWhatTheTableAllows() {
    classes().should(dependAsTheTableAllows()).check(product);
  }

  private static ArchCondition<JavaClass> dependAsTheTableAllows() {
    return new ArchCondition<>("depend only on packages that the table allows") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        String from = row(type);
        Set<String> allowed = TABLE.getOrDefault(from, Set.of());
        type.getDirectDependenciesFromSelf().stream()
            .filter(use -> !from.isEmpty() && ours(use.getTargetClass()))
            .filter(use -> !row(use.getTargetClass()).equals(from))
            .filter(use -> !allowed.contains(row(use.getTargetClass())))
            .forEach(use -> events.add(SimpleConditionEvent.violated(use, use.getDescription())));
      }
    };
  }

  @Test
  void packagesFormNoCycle() {
    slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(product);
  }

  @Test
  void onlyNetOpensSockets() {
    DescribedPredicate<JavaClass> sockets =
        DescribedPredicate.describe(
            "sockets and HTTP clients",
            type ->
                SOCKETS.contains(type.getName())
                    || type.getPackageName().startsWith("java.net.http")
                    || type.getPackageName().startsWith("okhttp3")
                    || type.getPackageName().startsWith("org.openqa.selenium")
                    || type.getPackageName().startsWith("org.xbill"));
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".net..")
        .should()
        .dependOnClassesThat(sockets)
        .check(product);
  }

  /**
   * What a portal, a person or a file sends never names a class to be made or a place to be looked
   * up.
   */
  @Test
  void nothingFromOutsideBecomesAnObjectOrANameToLookUp() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .haveNameMatching(
            "java\\.io\\.ObjectInputStream|javax\\.naming\\..*Initial.*|javax\\.naming\\.spi\\..*"
                + "|javax\\.script\\..*")
        .check(product);
  }

  @Test
  void onlyDemoServes() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".demo..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.sun.net.httpserver..")
        .check(product);
  }

  @Test
  void clocksComeInFromOutside() {
    noClasses()
        .that()
        .resideInAnyPackage(
            packages("evaluate", "score", "checklist", "probe", "crawl", "report", "document"))
        .should()
        .accessTargetWhere(calls("reading a clock", ArchitectureTest::readsClock))
        .check(product);
  }

  private static boolean readsClock(AccessTarget target) {
    String owner = target.getOwner().getName();
    String name = target.getName();
    return switch (owner) {
      case "java.lang.System" -> name.equals("currentTimeMillis");
      case "java.time.Clock" -> name.startsWith("system");
      case "java.time.InstantSource" -> name.equals("system");
      case "java.util.Date" ->
          target instanceof AccessTarget.ConstructorCallTarget call
              && call.getRawParameterTypes().isEmpty();
      default ->
          owner.startsWith("java.time.")
              && name.equals("now")
              && target instanceof AccessTarget.MethodCallTarget call
              && call.getRawParameterTypes().stream()
                  .noneMatch(type -> type.getName().equals("java.time.Clock"));
    };
  }

  @Test
  void onlyTheCommandLinePrints() {
    DescribedPredicate<JavaAccess<?>> printing =
        DescribedPredicate.describe(
            "printing",
            access ->
                access.getTargetOwner().getName().equals("java.lang.IO")
                    || access instanceof JavaFieldAccess
                        && access.getTargetOwner().getName().equals("java.lang.System"));
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT)
        .should()
        .accessTargetWhere(printing)
        .check(product);
  }

  @Test
  void namesSayWhatAClassIs() {
    classes()
        .should()
        .haveNameNotMatching(".*(Util|Helper|Manager|Common|Misc)s?(\\b|[A-Z$].*)")
        .check(product);
  }

  @Test
  void judgingReadsNoFile() {
    ArchRule rule =
        noClasses()
            .that()
            .resideInAnyPackage(packages("evaluate", "score"))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "java.io..", "java.nio.file..", "java.net..", "java.nio.channels..");
    rule.allowEmptyShould(true).check(product);
  }

  private static DescribedPredicate<JavaAccess<?>> calls(
      String what, java.util.function.Predicate<AccessTarget> test) {
    return DescribedPredicate.describe(what, access -> test.test(access.getTarget()));
  }

  private static String[] packages(String... names) {
    return Stream.of(names).map(name -> ROOT + "." + name + "..").toArray(String[]::new);
  }
}
