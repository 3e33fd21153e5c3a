package dev.strata.testbed;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

@AnalyzeClasses(packages = "dev.strata.testbed", importOptions = DoNotIncludeTests.class)
class HouseTest {
    private static final String ROOT = "dev.strata.testbed.";

    @ArchTest
    static final ArchRule part_imports_onlyTheJdk = room("part");

    @ArchTest
    static final ArchRule junit_imports_partAndJunit = room("junit", ROOT + "part", "org.junit..");

    @ArchTest
    static final ArchRule cluster_imports_partJunitAndJackson =
            room("cluster", ROOT + "part", ROOT + "junit", "com.fasterxml.jackson..", "com.sun.net.httpserver");

    @ArchTest
    static final ArchRule monitoring_imports_alsoCluster = room(
            "monitoring",
            ROOT + "part",
            ROOT + "junit",
            ROOT + "cluster",
            "com.fasterxml.jackson..",
            "com.sun.net.httpserver");

    @ArchTest
    static final ArchRule exposition_imports_onlyTheJdk = room("exposition");

    @ArchTest
    static final ArchRule target_imports_monitoringForItsJobs = room(
            "target",
            ROOT + "part",
            ROOT + "junit",
            ROOT + "cluster",
            ROOT + "exposition",
            ROOT + "monitoring",
            "com.fasterxml.jackson..",
            "com.sun.net.httpserver");

    @ArchTest
    static final ArchRule shop_imports_alsoCluster = room(
            "shop",
            ROOT + "part",
            ROOT + "junit",
            ROOT + "cluster",
            ROOT + "exposition",
            "com.fasterxml.jackson..",
            "com.sun.net.httpserver");

    @ArchTest
    static final ArchRule rooms_formNoCycle =
            slices().matching(ROOT + "(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule time_comesFromAnInstantSource = noClasses().should().callMethod(Instant.class, "now");

    @ArchTest
    static final ArchRule names_carryNoEmptySuffix = noClasses()
            .should()
            .haveNameMatching(".*(Manager|Helper|Utils?|Impl|Base|Abstract|Common|Processor|Service|Info)");

    private static ArchRule room(String name, String... imports) {
        List<String> allowed = new ArrayList<>(List.of("java..", "javax.net.ssl", "org.jspecify..", ROOT + name));
        allowed.addAll(List.of(imports));
        return classes()
                .that()
                .resideInAPackage(ROOT + name)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(allowed.toArray(String[]::new));
    }
}
