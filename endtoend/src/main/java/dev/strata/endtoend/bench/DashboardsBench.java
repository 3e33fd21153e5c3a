package dev.strata.endtoend.bench;

import dev.strata.endtoend.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** All dashboards from the definitions, in each form, as a whole process: start of the JVM, reading, compiling, writing. */
final class DashboardsBench {
    private static final int RUNS = 7;
    private static final double TARGET = 1;

    private DashboardsBench() {}

    public static void main(String[] arguments) throws IOException {
        var table = new BenchTable("dashboards, cold, median of " + RUNS + " runs", "seconds", "target");
        Path out = Files.createTempDirectory("strata-dashboards");
        try {
            for (String form : List.of("classic", "v1", "configmap", "operator")) {
                ColdRun run = ColdRun.median(RUNS, Program.root(), command(form, out));
                table.add(form + ", wall", run.seconds(), TARGET);
                table.add(form + ", CPU", run.cpuSeconds(), TARGET);
            }
        } finally {
            delete(out);
        }
        table.print(System.out);
        table.write();
    }

    private static List<String> command(String form, Path out) {
        var command = new ArrayList<String>();
        command.add(Program.root().resolve("bin/rulegen").toString());
        command.addAll(List.of("generate", "--only", "dashboards", "--form", form));
        command.addAll(List.of("-d", "rules/definitions", "-o", out.toString()));
        return command;
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
