package dev.strata.exporter.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects problems of one file and the flags. */
final class ConfigProblems {

    private record Placed(int line, int column, String message) {}

    private final String file;
    private final List<Placed> inFile = new ArrayList<>();
    private final List<ConfigProblem> inFlags = new ArrayList<>();

    ConfigProblems(String file) {
        this.file = file;
    }

    void add(int line, int column, String message) {
        inFile.add(new Placed(line, column, message));
    }

    void flag(String flag, String message) {
        inFlags.add(new ConfigProblem(flag, message));
    }

    /** In the order of the file, flags last. */
    List<ConfigProblem> all() {
        var all = new ArrayList<ConfigProblem>();
        inFile.stream()
                .sorted(Comparator.comparingInt(Placed::line).thenComparingInt(Placed::column))
                .forEach(p -> all.add(new ConfigProblem(file + ":" + p.line + ":" + p.column, p.message)));
        all.addAll(inFlags);
        return List.copyOf(all);
    }
}
