package dev.strata.rulegen.cli;

import dev.strata.rulegen.compile.CompiledAlert;
import dev.strata.rulegen.diagnostic.SourceFile;
import dev.strata.rulegen.live.PrometheusFacts;
import dev.strata.rulegen.live.PrometheusLook;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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
        name = "init",
        description = {
            "Writes definitions to begin with: two objectives and four alerts for a service,",
            "or, with --from-prometheus, what a running server has. A file that exists is",
            "never overwritten.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  rulegen init orders --namespace shop --team orders",
            "  rulegen init --from-prometheus http://localhost:9090"
        })
final class InitCommand implements Callable<Integer> {
    @ParentCommand
    private @Nullable Rulegen program;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "SERVICE", arity = "0..1", description = "Name of the service and of its workload.")
    private @Nullable String service;

    @Option(names = "--namespace", paramLabel = "NAME", description = "Its namespace (default: its name).")
    private @Nullable String namespace;

    @Option(names = "--team", paramLabel = "NAME", description = "Who is called (default: its name).")
    private @Nullable String team;

    @Option(
            names = "--from-prometheus",
            paramLabel = "URL",
            description = "Look at this server and write targets.yaml: version, intervals, jobs, label spellings.")
    private @Nullable URI server;

    @Override
    public Integer call() {
        Rulegen rulegen = Objects.requireNonNull(program);
        if ((service == null) == (server == null)) {
            throw new ParameterException(
                    Objects.requireNonNull(spec).commandLine(), "name a service, or a server with --from-prometheus");
        }
        return server == null ? forService(rulegen, Objects.requireNonNull(service)) : fromServer(rulegen, server);
    }

    private int forService(Rulegen rulegen, String name) {
        if (!name.matches("[a-z]([a-z0-9-]*[a-z0-9])?")) {
            throw new ParameterException(
                    Objects.requireNonNull(spec).commandLine(), "not the name of a service: " + name);
        }
        String text = StarterText.of(name, namespace == null ? name : namespace, team == null ? name : team);
        Path file = rulegen.definitions().resolve(name + ".yaml");
        write(file, text);
        PrintWriter out = rulegen.console().out();
        out.println("wrote " + file.toString().replace('\\', '/'));
        out.println("Next: put the names of your metrics into it, then 'rulegen check' and 'rulegen generate'.");
        return ExitCode.CLEAN.code();
    }

    private int fromServer(Rulegen rulegen, URI address) {
        PrometheusFacts facts;
        try {
            facts = PrometheusLook.at(address);
        } catch (PrometheusLook.Silent e) {
            throw new Unavailable(String.valueOf(e.getMessage()));
        }
        Path file = rulegen.definitions().resolve("targets.yaml");
        if (Files.exists(file)) {
            throw new Unavailable(file + " exists already; move it away first");
        }
        List<SourceFile> sources = Files.isDirectory(rulegen.definitions()) && hasDefinitions(rulegen.definitions())
                ? DefinitionSources.read(List.of(rulegen.definitions()))
                : List.of();
        String text = TargetsText.of(facts, read(sources, facts));
        write(file, text);
        PrintWriter out = rulegen.console().out();
        out.println("Prometheus " + facts.version() + ", " + facts.metrics().size() + " metrics, "
                + facts.sources().size() + " known exporters"
                + (facts.clusterLabels().isEmpty() ? "" : ", cluster " + String.join(", ", facts.clusterLabels())));
        out.println("wrote " + file.toString().replace('\\', '/'));
        if (!sources.isEmpty()) {
            rulegen.printLeftOut(Run.of(DefinitionSources.read(List.of(rulegen.definitions())), rulegen.today()));
        }
        return ExitCode.CLEAN.code();
    }

    private static boolean hasDefinitions(Path folder) {
        try (var files = Files.list(folder)) {
            return files.anyMatch(file -> file.toString().matches(".*\\.ya?ml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Metrics that the definitions read of exporters that are there, but that are not. */
    private List<String> read(List<SourceFile> sources, PrometheusFacts facts) {
        if (sources.isEmpty()) {
            return List.of();
        }
        Run run = Run.of(sources, Objects.requireNonNull(program).today());
        var missing = new ArrayList<String>();
        for (CompiledAlert alert : run.compilation().alerts()) {
            missing.addAll(TargetsText.dropped(alert.rule().expr(), facts));
        }
        run.compilation().files().stream()
                .flatMap(file -> file.rules().groups().stream())
                .flatMap(group -> group.recordings().stream())
                .forEach(rule -> missing.addAll(TargetsText.dropped(rule.expr(), facts)));
        return missing.stream().distinct().sorted().toList();
    }

    private static void write(Path file, String text) {
        try {
            if (Files.exists(file)) {
                throw new Unavailable(file + " exists already; move it away first");
            }
            Files.createDirectories(Objects.requireNonNull(file.toAbsolutePath().getParent()));
            Files.writeString(file, text, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
