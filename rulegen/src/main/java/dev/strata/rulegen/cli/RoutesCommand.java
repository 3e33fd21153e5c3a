package dev.strata.rulegen.cli;

import dev.strata.rulegen.output.AlertmanagerConfig;
import dev.strata.rulegen.route.RoutePlan;
import dev.strata.rulegen.route.RouteSimulator;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
        name = "routes",
        description = {
            "Says which alert reaches whom, in which group, and what silences it, when the",
            "given alerts fire together; without alerts, for each alert of the definitions on",
            "its own. --merge writes our routes into an existing configuration of Alertmanager.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  rulegen routes",
            "  rulegen routes 'alertname=NodeNotReady severity=warning cluster=a node=n1' \\",
            "                 'alertname=PodCrashLooping severity=warning cluster=a'",
            "  rulegen routes --merge alertmanager.yml > merged.yml"
        })
final class RoutesCommand implements Callable<Integer> {
    @ParentCommand
    private @Nullable Rulegen program;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "LABELS", arity = "0..*", description = "Labels of one alert: name=value name=value ...")
    private List<String> alerts = List.of();

    @Option(names = "--config", paramLabel = "FILE", description = "Route by this configuration instead of our own.")
    private @Nullable Path config;

    @Option(names = "--merge", paramLabel = "FILE", description = "Print this configuration with our routes in it.")
    private @Nullable Path merge;

    @Override
    public Integer call() {
        Rulegen rulegen = Objects.requireNonNull(program);
        Run run = Run.of(DefinitionSources.read(List.of(rulegen.definitions())), rulegen.today());
        if (run.failed()) {
            rulegen.print(run.diagnostics());
            return ExitCode.FINDINGS.code();
        }
        RoutePlan own = run.compilation().routing().plan();
        PrintWriter out = rulegen.console().out();
        try {
            if (merge != null) {
                out.print(AlertmanagerConfig.merged(text(merge), own));
                return ExitCode.CLEAN.code();
            }
            RoutePlan plan = config == null ? own : AlertmanagerConfig.plan(text(config));
            var labels = new ArrayList<SortedMap<String, String>>();
            alerts.forEach(alert -> labels.add(labels(alert)));
            if (labels.isEmpty()) {
                run.compilation()
                        .alerts()
                        .forEach(alert -> print(
                                plan, named(alert.rule().name(), alert.rule().labels()), List.of(), out));
            } else {
                labels.forEach(alert -> print(plan, alert, labels, out));
            }
        } catch (AlertmanagerConfig.Unreadable e) {
            throw new Unavailable(String.valueOf(e.getMessage()));
        }
        return ExitCode.CLEAN.code();
    }

    private static SortedMap<String, String> named(String name, SortedMap<String, String> labels) {
        var all = new TreeMap<>(labels);
        all.put("alertname", name);
        return all;
    }

    private static void print(
            RoutePlan plan, SortedMap<String, String> alert, List<SortedMap<String, String>> firing, PrintWriter out) {
        List<String> inhibitors = RouteSimulator.inhibitors(plan, alert, firing).stream()
                .map(other -> other.getOrDefault("alertname", other.toString()))
                .toList();
        out.println(alert.getOrDefault("alertname", alert.toString()) + " -> "
                + (inhibitors.isEmpty()
                        ? String.join(", ", plan.receivers(alert))
                        : "nobody: silent while " + String.join(", ", inhibitors) + " fires"));
        if (inhibitors.isEmpty() && !firing.isEmpty()) {
            plan.groups(alert).forEach(group -> out.println("  grouped by " + group));
        }
    }

    private SortedMap<String, String> labels(String text) {
        var labels = new TreeMap<String, String>();
        for (String part : text.strip().split("[\\s,]+", -1)) {
            int equals = part.indexOf('=');
            if (equals < 1) {
                throw new ParameterException(
                        Objects.requireNonNull(spec).commandLine(), "not a label with its value: \"" + part + "\"");
            }
            labels.put(part.substring(0, equals), part.substring(equals + 1).replaceAll("^\"|\"$", ""));
        }
        return labels;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new Unavailable("cannot read " + file + ": " + e.getMessage());
        }
    }
}
