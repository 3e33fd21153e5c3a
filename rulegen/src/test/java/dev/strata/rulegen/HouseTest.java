package dev.strata.rulegen;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The plan of the house: who may import whom. One row a room; a new room gets its row before its first class. */
@AnalyzeClasses(packages = "dev.strata.rulegen", importOptions = DoNotIncludeTests.class)
class HouseTest {

    private static final String ROOT = "dev.strata.rulegen";
    private static final String CATALOG = "dev.strata.catalog..";
    private static final String FILES = "java.nio..";
    private static final String IO = "java.io..";
    private static final String CHARSETS = "java.nio.charset..";
    private static final String AST = room("promql.ast");
    private static final String CHECK = room("promql.check");
    private static final String PRINT = room("promql.print");
    private static final String INFER = room("promql.infer");
    private static final String PARSE = room("promql.parse");
    private static final String DIAGNOSTIC = room("diagnostic");
    private static final String DEFINITION = room("definition");
    private static final String RULE = room("rule");
    private static final String DASHBOARD = room("dashboard");
    private static final String ROUTE = room("route");
    private static final String RUNBOOK = room("runbook");

    private static final List<String> EVERYWHERE =
            List.of("java.lang..", "java.util..", "java.time..", "java.math..", "org.jspecify..");

    private static final Map<String, List<String>> MAY_IMPORT = new TreeMap<>(Map.ofEntries(
            row("diagnostic"),
            row("promql.ast", DIAGNOSTIC),
            row("promql.check", AST, DIAGNOSTIC, "com.google.re2j..", CHARSETS),
            row("promql.parse", AST, CHECK, DIAGNOSTIC, IO, CHARSETS),
            row("promql.print", AST, CHARSETS),
            row("promql.infer", AST, CHECK, PRINT, DIAGNOSTIC, "com.google.re2j.."),
            row("template", "com.google.re2j..", CHARSETS, IO),
            row("definition", AST, DIAGNOSTIC, CATALOG),
            row("scenario", AST, "com.google.re2j.."),
            row(
                    "definition.yaml",
                    DEFINITION,
                    room("scenario"),
                    AST,
                    PARSE,
                    DIAGNOSTIC,
                    CATALOG,
                    "org.snakeyaml.engine..",
                    "com.google.re2j.."),
            row("builder", DEFINITION, room("definition.yaml"), DIAGNOSTIC, CATALOG, "com.fasterxml.jackson.."),
            row("metric", INFER, AST, DIAGNOSTIC, CATALOG, IO, CHARSETS),
            row("rule", AST, DIAGNOSTIC),
            row("dashboard", CHARSETS, IO),
            row("route", "com.google.re2j.."),
            row("runbook"),
            row(
                    "compile",
                    DEFINITION,
                    RULE,
                    ROUTE,
                    RUNBOOK,
                    room("metric"),
                    AST,
                    PRINT,
                    DIAGNOSTIC,
                    CATALOG,
                    "com.google.re2j.."),
            row("board", room("compile"), DEFINITION, RULE, DASHBOARD, AST, PRINT, DIAGNOSTIC, CATALOG),
            row("inspect", DASHBOARD, AST, PARSE, INFER, room("metric"), DIAGNOSTIC, "com.fasterxml.jackson..", IO),
            row("lint", RULE, AST, room("template"), room("metric"), INFER, DIAGNOSTIC, "com.google.re2j.."),
            row(
                    "promtest",
                    room("compile"),
                    DEFINITION,
                    RULE,
                    room("template"),
                    AST,
                    PARSE,
                    PRINT,
                    DIAGNOSTIC,
                    CATALOG),
            row(
                    "mutation",
                    room("compile"),
                    room("promtest"),
                    DEFINITION,
                    RULE,
                    AST,
                    PARSE,
                    PRINT,
                    INFER,
                    DIAGNOSTIC,
                    CATALOG),
            row("promtool", FILES, IO, CHARSETS, "java.net.."),
            row(
                    "score",
                    room("scenario"),
                    room("route"),
                    room("promtool"),
                    AST,
                    "com.fasterxml.jackson..",
                    FILES,
                    IO,
                    CHARSETS,
                    "java.net..",
                    "java.net.http.."),
            row("live", DEFINITION, "com.fasterxml.jackson..", "java.net..", IO, CHARSETS),
            row(
                    "output",
                    room("compile"),
                    DEFINITION,
                    RULE,
                    DASHBOARD,
                    ROUTE,
                    RUNBOOK,
                    room("promtest"),
                    AST,
                    PRINT,
                    DIAGNOSTIC,
                    "com.fasterxml.jackson..",
                    FILES,
                    IO),
            row(
                    "cli",
                    ROOT + "..",
                    CATALOG,
                    "picocli..",
                    "com.fasterxml.jackson.core..",
                    "java.net..",
                    FILES,
                    IO,
                    CHARSETS)));

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
            slices().matching(ROOT + ".(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule process_isStartedBy_promtoolOnly = noClasses()
            .that()
            .resideOutsideOfPackage(room("promtool"))
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(ProcessBuilder.class, Runtime.class);

    @ArchTest
    static final ArchRule exit_isCalledBy_mainOnly = noClasses()
            .that()
            .doNotHaveFullyQualifiedName(ROOT + ".RulegenMain")
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
}
