package dev.strata.rulegen.cli;

import dev.strata.rulegen.diagnostic.Diagnostic;
import dev.strata.rulegen.diagnostic.DiagnosticPrinter;
import dev.strata.rulegen.diagnostic.Diagnostics;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program as a command line; streams and environment come from outside. */
@Command(
        name = "rulegen",
        mixinStandardHelpOptions = true,
        versionProvider = Rulegen.Version.class,
        scope = CommandLine.ScopeType.INHERIT,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            InitCommand.class,
            CheckCommand.class,
            GenerateCommand.class,
            TestCommand.class,
            ScoreCommand.class,
            MutateCommand.class,
            ExplainCommand.class,
            RoutesCommand.class,
            FormatCommand.class,
            SchemaCommand.class,
            PromqlCommand.class
        },
        description = {
            "Compiles alert and SLO definitions into Prometheus rules, promtool tests,",
            "Grafana dashboards, Alertmanager routes and runbooks, and refuses definitions",
            "that cannot work.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  rulegen init orders             write objectives and alerts to begin with",
            "  rulegen check                   read rules/definitions, report what is wrong",
            "  rulegen generate                write rules, tests, dashboards and runbooks",
            "  rulegen generate --check        fail if a generated file was edited or is old",
            "  rulegen test                    prove rules and tests with promtool",
            "  rulegen score                   play incidents and see which alerts notice",
            "  rulegen explain NodeNotReady    what an alert watches and when it fires",
            "  rulegen promql check EXPR       what one expression returns, and what is wrong",
            "",
            "Exit codes: 0 clean, 1 findings, drift or failed tests, 2 usage,",
            "3 a needed file or tool is missing, 70 a defect of rulegen itself."
        })
public final class Rulegen implements Runnable {
    private final Console console;
    private final Map<String, String> environment;
    private final InstantSource clock;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--no-color", scope = CommandLine.ScopeType.INHERIT, description = "Write without colours.")
    private boolean noColor;

    @Option(
            names = "--debug",
            scope = CommandLine.ScopeType.INHERIT,
            description = "Show the stack trace if rulegen itself fails.")
    private boolean debug;

    @Option(
            names = {"-C", "--root"},
            paramLabel = "DIR",
            defaultValue = "",
            scope = CommandLine.ScopeType.INHERIT,
            description = "Folder that holds rules/, dashboards/ and docs/ (default: this one).")
    private Path root = Path.of("");

    private Rulegen(Console console, Map<String, String> environment, InstantSource clock) {
        this.console = console;
        this.clock = clock;
        this.environment = new TreeMap<>(environment);
    }

    /** Runs a command line to its end by the clock of this machine. */
    public static int run(Console console, Map<String, String> environment, String... arguments) {
        return run(console, environment, InstantSource.system(), arguments);
    }

    /** Runs a command line to its end; never throws for any arguments or input. */
    public static int run(Console console, Map<String, String> environment, InstantSource clock, String... arguments) {
        var program = new Rulegen(console, environment, clock);
        var line = new CommandLine(program);
        line.setOut(console.out());
        line.setErr(console.err());
        line.setColorScheme(CommandLine.Help.defaultColorScheme(program.colored(arguments) ? Ansi.ON : Ansi.OFF));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setParameterExceptionHandler((e, args) -> usage(e));
        line.setExitCodeExceptionMapper(program::fail);
        line.setExecutionExceptionHandler((e, command, result) -> program.fail(e));
        int code;
        try {
            code = line.execute(arguments);
        } catch (RuntimeException | Error e) {
            code = program.fail(e);
        }
        console.out().flush();
        console.err().flush();
        return code;
    }

    @Override
    public void run() {
        CommandSpec own = spec;
        if (own != null) {
            throw new ParameterException(own.commandLine(), "a command is missing");
        }
    }

    private static int usage(ParameterException e) {
        PrintWriter err = e.getCommandLine().getErr();
        String name = e.getCommandLine().getCommandSpec().qualifiedName();
        err.println(name + ": " + e.getMessage());
        CommandLine.UnmatchedArgumentException.printSuggestions(e, err);
        err.println("Try '" + name + " --help'.");
        return ExitCode.USAGE.code();
    }

    private int fail(Throwable e) {
        PrintWriter err = console.err();
        if (e instanceof Unavailable) {
            err.println("rulegen: " + e.getMessage());
            return ExitCode.UNAVAILABLE.code();
        }
        err.println("rulegen: internal error: " + e);
        err.println(
                "This is a defect of rulegen, not of your definitions. Please report it with the output of --debug.");
        if (debug) {
            e.printStackTrace(err);
        }
        err.flush();
        return ExitCode.INTERNAL.code();
    }

    private boolean colored(String... arguments) {
        boolean refused = Arrays.asList(arguments).contains("--no-color") || environment.containsKey("NO_COLOR");
        return console.terminal() && !refused;
    }

    Console console() {
        return console;
    }

    Map<String, String> environment() {
        return environment;
    }

    /** The day in UTC. */
    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    Path root() {
        return root;
    }

    /** The definitions of the repository. */
    Path definitions() {
        return root.resolve("rules").resolve("definitions");
    }

    /** Says which alerts are not written, and why. */
    void printLeftOut(Run run) {
        run.compilation()
                .leftOut()
                .forEach(left -> console.out().println("left out: " + left.alert() + ", because " + left.reason()));
    }

    /** Prints all diagnostics and, when there are any, how many. */
    void print(Diagnostics diagnostics) {
        if (diagnostics.isEmpty()) {
            return;
        }
        boolean color = console.terminal() && !noColor && !environment.containsKey("NO_COLOR");
        DiagnosticPrinter printer = color ? DiagnosticPrinter.colored() : DiagnosticPrinter.plain();
        console.out().print(printer.print(diagnostics.sorted()));
        long errors = diagnostics.sorted().stream()
                .filter(found -> found.level() == Diagnostic.Level.ERROR)
                .count();
        long others = diagnostics.sorted().size() - errors;
        String more = others == 0 ? "" : ", " + others + (others == 1 ? " warning" : " warnings");
        console.out().println(errors + (errors == 1 ? " error" : " errors") + more);
    }

    /** The version that the build wrote into the jar. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Rulegen.class.getPackage().getImplementationVersion();
            return new String[] {"rulegen " + (version == null ? "(not packaged)" : version)};
        }
    }
}
