package dev.strata.exporter.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strata.catalog.Signal;
import dev.strata.catalog.Signals;
import dev.strata.catalog.Verdict;
import dev.strata.exporter.Golden;
import dev.strata.exporter.World;
import dev.strata.exporter.signal.Evaluators;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each signal from its first finding to its end: one of its cases fires, another one follows, and what fired is over. */
class SignalLifeTest {

    private static final Duration STEP = Duration.ofSeconds(10);

    static Stream<Signal> signals() {
        return Signals.ALL.stream();
    }

    @ParameterizedTest
    @MethodSource("signals")
    void signal_thatFired_recovers(Signal signal) {
        var fold = new HealthFold(Evaluators.all().stream()
                .filter(evaluator -> evaluator.signal().equals(signal))
                .toList());
        List<Path> firing = cases(signal, expected -> expected.contains("bad "));
        List<Path> quiet = cases(
                signal,
                expected -> !expected.contains("bad ")
                        && !expected.contains("blind")
                        && !expected.contains("unknown ")
                        && !expected.contains("off:"));
        List<Path> blind = cases(signal, expected -> expected.contains("blind") || expected.contains("unknown "));
        assertThat(firing).as("cases that fire").isNotEmpty();
        assertThat(quiet).as("cases that stay quiet").isNotEmpty();
        assertThat(blind).as("cases that cannot be judged").isNotEmpty();
        assertThat(firing.stream()
                        .anyMatch(bad ->
                                quiet.stream().anyMatch(well -> recovers(fold, signal, given(bad), given(well)))))
                .as("a case that fires, followed by one after which nothing is left of it")
                .isTrue();
    }

    private static boolean recovers(HealthFold fold, Signal signal, World bad, World well) {
        HealthSnapshot first = fold.next(null, input(bad));
        HealthSnapshot fired =
                fold.next(first, input(bad.pass(signal.pendingFor().plus(STEP))));
        Set<FindingId> active = fired.findings().stream()
                .filter(finding -> finding.verdict() == Verdict.FIRING)
                .map(Finding::id)
                .collect(Collectors.toSet());
        if (active.isEmpty()) {
            return false;
        }
        HealthSnapshot cleared = fold.next(fired, input(at(well, bad.now().plus(STEP))));
        HealthSnapshot over =
                fold.next(cleared, input(well.pass(signal.keepFiring().plus(STEP))));
        return over.signals().stream().allMatch(SignalTally::isJudged)
                && over.findings().stream().noneMatch(finding -> active.contains(finding.id()));
    }

    private static World at(World world, Instant instant) {
        return world.pass(Duration.between(world.now(), instant));
    }

    private static World given(Path folder) {
        return World.given(Golden.read(folder.resolve("given.yaml")));
    }

    private static List<Path> cases(Signal signal, Predicate<String> expected) {
        return Golden.cases("signal/" + signal.id()).stream()
                .filter(folder -> expected.test(Golden.read(folder.resolve("expected.txt"))))
                .toList();
    }

    private static HealthInput input(World world) {
        HealthSettings usual = HealthSettings.DEFAULTS;
        return new HealthInput(
                world.cluster(),
                world.measurements(),
                List.of(),
                new HealthSettings(usual.thresholds(), Map.of(), Set.of(), usual.holdUnknown(), usual.ownerLabels()),
                Map.of(),
                world.now());
    }
}
