package dev.strata.exporter;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;

/** The program: parses the command line, runs a command, maps what happened to an exit code. */
@Command(
        name = "strata-exporter",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        description = "Says what is wrong in a Kubernetes cluster, how badly, since when, and which fault explains it.",
        synopsisSubcommandLabel = "(serve | diagnose | record | role)",
        footer = {
            "",
            "Examples:",
            "  strata-exporter diagnose --prometheus.url http://127.0.0.1:9090",
            "  strata-exporter diagnose --dump FILE          look at 'kubectl get ... -A -o yaml'",
            "  strata-exporter diagnose --playbook pending -n shop",
            "  strata-exporter record --output DIR           keep an incident for later",
            "  strata-exporter serve --prometheus.url http://prometheus:9090 --web.listen-address :19391",
            "",
            "Exit codes: 0 clean, 1 a critical root cause stands, 2 usage, 3 no source answered, 70 internal error."
        })
public final class ExporterMain {

    private static final Duration LONGEST_FAREWELL = Duration.ofSeconds(5);

    private ExporterMain() {}

    /** Ends with one of the documented codes; a crash never looks like a finding. */
    public static void main(String[] args) {
        Thread.setDefaultUncaughtExceptionHandler((thread, problem) -> crash(thread, problem));
        LogLine.to(System.err);
        new HeapFloor(() -> endForMemory(HeapFloor.MESSAGE)).start();
        var stop = new CountDownLatch(1);
        var finished = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> endCommand(stop, finished), "shutdown"));
        int code = run(Terminal.standard(), InstantSource.system(), stop, args);
        finished.countDown();
        if (stop.getCount() > 0) {
            System.exit(code);
        }
    }

    /** Runs one command line; {@code stop} ends a command that would not end by itself. */
    static int run(Terminal terminal, InstantSource clock, CountDownLatch stop, String... args) {
        var line = new CommandLine(new ExporterMain())
                .addSubcommand(new ServeCommand(terminal, clock, stop))
                .addSubcommand(new DiagnoseCommand(terminal, clock))
                .addSubcommand(new RecordCommand(terminal, clock, stop))
                .addSubcommand(new RoleCommand(terminal));
        line.setOut(writer(terminal.out()));
        line.setErr(writer(terminal.err()));
        line.setColorScheme(Help.defaultColorScheme(terminal.colour() ? Help.Ansi.ON : Help.Ansi.OFF));
        line.setUsageHelpWidth(terminal.columns());
        line.setExecutionExceptionHandler((problem, command, result) -> {
            problem.printStackTrace(terminal.err());
            return ExitCode.INTERNAL.value();
        });
        return line.execute(args);
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }

    /** Asked to end from outside: lets the command finish what it has in hand. */
    private static void endCommand(CountDownLatch stop, CountDownLatch finished) {
        stop.countDown();
        try {
            var unused = finished.await(LONGEST_FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Without the farewells of a shutdown: those need memory too. */
    private static void endForMemory(byte[] why) {
        try {
            System.err.write(why, 0, why.length);
            System.err.flush();
        } finally {
            Runtime.getRuntime().halt(ExitCode.INTERNAL.value());
        }
    }

    /** A class that could not be made for want of memory tells of it in the text of its cause only. */
    private static boolean isForMemory(Throwable problem) {
        for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
            if (cause.toString().contains("OutOfMemoryError")) {
                return true;
            }
        }
        return false;
    }

    private static void crash(Thread thread, Throwable problem) {
        try {
            if (isForMemory(problem)) {
                endForMemory(HeapFloor.MESSAGE);
            }
            System.err.println("internal error on thread " + thread.getName());
            problem.printStackTrace(System.err);
        } catch (OutOfMemoryError e) {
            endForMemory(HeapFloor.MESSAGE);
        } finally {
            Runtime.getRuntime().halt(ExitCode.INTERNAL.value());
        }
    }
}
