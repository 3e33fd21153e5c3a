package dev.strata.exporter;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The plan of the house: who may import whom. One row a room; a new room gets its row before its first class. */
@AnalyzeClasses(packages = "dev.strata.exporter", importOptions = DoNotIncludeTests.class)
class HouseTest {

    private static final String ROOT = "dev.strata.exporter";
    private static final String CATALOG = "dev.strata.catalog..";
    private static final String JACKSON = "com.fasterxml.jackson..";
    private static final String SLF4J = "org.slf4j..";

    /** For pure rooms; no files, no threads of their own. */
    private static final List<String> EVERYWHERE =
            List.of("java.lang..", "java.util..", "java.time..", "java.math..", "org.jspecify..");

    private static final List<String> INPUT_AND_OUTPUT = List.of("java.io", "java.nio..");

    private static final Map<String, List<String>> MAY_IMPORT = new TreeMap<>(Map.ofEntries(
            row("cluster"),
            row("measurement", CATALOG),
            row("signal", room("cluster"), room("measurement"), CATALOG),
            row("health", room("signal"), room("cluster"), room("measurement"), CATALOG),
            door("config", CATALOG, room("signal"), JACKSON, "java.net", "java.security.."),
            door("projection", room("cluster"), JACKSON, "java.security.cert"),
            door(
                    "kube",
                    room("cluster"),
                    room("projection"),
                    room("config"),
                    "io.kubernetes..",
                    "okhttp3..",
                    "okio..",
                    "java.net",
                    "java.security..",
                    "javax.net.ssl",
                    JACKSON,
                    SLF4J),
            door(
                    "prometheus",
                    room("measurement"),
                    room("config"),
                    CATALOG,
                    "java.net..",
                    "java.security..",
                    "javax.net.ssl",
                    JACKSON,
                    SLF4J),
            door(
                    "recording",
                    room("cluster"),
                    room("projection"),
                    room("measurement"),
                    CATALOG,
                    JACKSON,
                    "org.yaml.snakeyaml"),
            row(
                    "exposition",
                    room("health"),
                    room("signal"),
                    room("cluster"),
                    CATALOG,
                    "io.prometheus.metrics.model..",
                    "io.prometheus.metrics.core.."),
            door(
                    "http",
                    room("config"),
                    "io.prometheus.metrics.exporter..",
                    "io.prometheus.metrics.expositionformats..",
                    "io.prometheus.metrics.model.registry..",
                    "com.sun.net.httpserver..",
                    "java.net",
                    "java.security..",
                    "javax.net.ssl",
                    "org.bouncycastle.crypto.generators",
                    SLF4J),
            row("inquiry", room("health"), room("cluster"), CATALOG),
            door(
                    "report",
                    room("inquiry"),
                    room("health"),
                    room("signal"),
                    room("cluster"),
                    room("measurement"),
                    CATALOG,
                    JACKSON)));

    @ArchTest
    static void rooms_import_onlyWhatTheirRowAllows(JavaClasses imported) {
        MAY_IMPORT.forEach((room, imports) -> classes()
                .that()
                .resideInAPackage(room(room))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(imports.toArray(String[]::new))
                .allowEmptyShould(true)
                .check(imported));
    }

    @ArchTest
    static void rooms_all_haveARow(JavaClasses imported) {
        var rooms = imported.stream()
                .map(c -> c.getPackageName())
                .filter(name -> !name.equals(ROOT))
                .map(name -> name.substring(ROOT.length() + 1))
                .distinct();
        assertThat(rooms).allSatisfy(room -> assertThat(MAY_IMPORT).containsKey(room));
    }

    @ArchTest
    static void rooms_all_sayWhatTheyAreFor(JavaClasses imported) {
        var packages = imported.stream().map(c -> c.getPackageName()).distinct();
        assertThat(packages)
                .allSatisfy(name -> assertThat(imported.contain(name + ".package-info"))
                        .as(name)
                        .isTrue());
    }

    @ArchTest
    static final ArchRule rooms_never_formCycles =
            slices().matching(ROOT + ".(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule main_isSeenBy_nobody = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT);

    @ArchTest
    static final ArchRule time_comesFrom_main = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT)
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(InstantSource.class, "system")
            .orShould()
            .callMethod(Clock.class, "systemUTC");

    @ArchTest
    static final ArchRule exit_isCalledBy_mainOnly = noClasses()
            .that()
            .doNotHaveFullyQualifiedName(ROOT + ".ExporterMain")
            .should()
            .callMethod(System.class, "exit", int.class);

    @ArchTest
    static final ArchRule names_say_whatAClassIs = noClasses()
            .should()
            .haveNameMatching(
                    ".*[a-z](Manager|Helper|Utils?|Impl|Common|Processor|Service|Info)|.*\\.(Base|Abstract)[A-Z].*");

    private static String room(String name) {
        return ROOT + "." + name;
    }

    private static Map.Entry<String, List<String>> row(String room, String... imports) {
        var all = new ArrayList<>(EVERYWHERE);
        all.add(room(room));
        all.addAll(List.of(imports));
        return Map.entry(room, List.copyOf(all));
    }

    private static Map.Entry<String, List<String>> door(String room, String... imports) {
        return row(
                room,
                Stream.concat(INPUT_AND_OUTPUT.stream(), Stream.of(imports)).toArray(String[]::new));
    }
}
