package dev.strata.endtoend.causes;

import dev.strata.endtoend.causes.Rehearsal.Result;
import dev.strata.endtoend.causes.Rehearsal.Stated;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** All incidents and operations over some seeds, and what came of it in figures. */
public final class Suite {

    private final List<Result> incidents = new ArrayList<>();
    private final List<Result> operations = new ArrayList<>();

    /** Plays what the name matches, with each seed, on all processors. */
    public static Suite play(List<Long> seeds, String match, Consumer<String> progress) {
        var suite = new Suite();
        List<Incident> operations = BenignOperations.ALL.stream()
                .filter(operation -> operation.name().matches(match))
                .toList();
        suite.incidents.addAll(played(incidentsLike(match), seeds, progress));
        suite.operations.addAll(played(operations, seeds, progress));
        return suite;
    }

    /** Results in the order of the incidents, whichever ended first: a play depends on nothing but its seed. */
    private static List<Result> played(List<Incident> incidents, List<Long> seeds, Consumer<String> progress) {
        return incidents.parallelStream()
                .map(incident -> {
                    List<Result> results = seeds.stream()
                            .map(seed -> Rehearsal.of(incident, seed))
                            .toList();
                    progress.accept(incident.name());
                    return results;
                })
                .flatMap(List::stream)
                .toList();
    }

    private static List<Incident> incidentsLike(String match) {
        return Stream.of(FirstHalf.ALL, SecondHalf.ALL, LaterOnPlatform.ALL, LaterInApplications.ALL)
                .flatMap(List::stream)
                .filter(incident -> incident.name().matches(match))
                .toList();
    }

    /** Share of plays in which the right cause was among the first so many. */
    public double hit(int first) {
        return share(incidents, result -> result.rank() > 0 && result.rank() <= first);
    }

    /** Of the causes stated at this confidence or more, the share that was right. */
    public double rightFrom(double confidence, double to) {
        List<Stated> stated = incidents.stream()
                .flatMap(result -> result.stated().stream())
                .filter(s -> s.confidence() >= confidence && s.confidence() < to)
                .toList();
        return share(stated, Stated::right);
    }

    private long stated(double confidence, double to) {
        return incidents.stream()
                .flatMap(result -> result.stated().stream())
                .filter(s -> s.confidence() >= confidence && s.confidence() < to)
                .count();
    }

    /** Operations with a critical root cause in any perturbation. */
    public SortedSet<String> falseCriticals() {
        var names = new TreeSet<String>();
        operations.stream().filter(r -> !r.criticals().isEmpty()).forEach(r -> names.add(r.name()));
        return names;
    }

    /** Operations with a warning in any perturbation. */
    public SortedSet<String> falseWarnings() {
        var names = new TreeSet<String>();
        operations.stream().filter(r -> !r.warnings().isEmpty()).forEach(r -> names.add(r.name()));
        return names;
    }

    private interface Test<T> {
        boolean holds(T value);
    }

    private static <T> double share(List<T> all, Test<T> test) {
        return all.isEmpty()
                ? 1
                : (double) all.stream().filter(test::holds).toList().size() / all.size();
    }

    /** Figures, the calibration curve and every miss with what was said instead. */
    public String report() {
        var out = new StringBuilder();
        out.append("incidents        %d plays of %d incidents%n"
                .formatted(
                        incidents.size(),
                        incidents.stream().map(Result::name).distinct().count()));
        out.append("right cause first       %.1f %%%n".formatted(100 * hit(1)));
        out.append("among the first three   %.1f %%%n".formatted(100 * hit(3)));
        out.append("first cause changed after six minutes: %d times%n"
                .formatted(incidents.stream().mapToInt(Result::turns).sum()));
        out.append("confidence   stated   right\n");
        for (double from = 0.5; from < 0.95; from += 0.1) {
            double to = from > 0.85 ? 1.01 : from + 0.1;
            out.append("%.1f to %.1f   %6d   %5.1f %%%n"
                    .formatted(from, Math.min(1, to), stated(from, to), 100 * rightFrom(from, to)));
        }
        out.append("0.8 and more %6d   %5.1f %%%n".formatted(stated(0.8, 1.01), 100 * rightFrom(0.8, 1.01)));
        out.append("operations       %d plays; critical in %s, warnings in %s%n"
                .formatted(operations.size(), falseCriticals(), falseWarnings()));
        for (Result result : incidents) {
            if (result.rank() != 1) {
                out.append("MISS %s, seed %d (%s): rank %d%n"
                        .formatted(result.name(), result.seed(), result.perturbation(), result.rank()));
                result.roots().stream()
                        .limit(4)
                        .forEach(root -> out.append("     ").append(root).append('\n'));
            }
        }
        for (Result result : operations) {
            if (!result.criticals().isEmpty() || !result.warnings().isEmpty()) {
                out.append("FALSE %s, seed %d (%s): critical %s, warning %s%n"
                        .formatted(
                                result.name(),
                                result.seed(),
                                result.perturbation(),
                                result.criticals(),
                                result.warnings()));
            }
        }
        return out.toString();
    }
}
