package dev.strata.exporter.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strata.catalog.Input;
import dev.strata.catalog.Layer;
import dev.strata.catalog.Severity;
import dev.strata.catalog.Signal;
import dev.strata.catalog.Signals;
import dev.strata.exporter.World;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.health.HealthSettings.Timing;
import dev.strata.exporter.signal.SignalReading.Judgement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Inputs that come and go at every frequency: what is told changes at most as often as {@code docs/signals.md} says. A
 * finding begins at most once in half its wait and its hold together, and its severity gets less at most once in its hold.
 */
class FlappingTest {

    private static final Instant START = Instant.parse("2026-11-24T10:00:00Z");
    private static final Duration STEP = Duration.ofSeconds(10);
    private static final Duration TIME = Duration.ofHours(2);
    private static final int STEPS = (int) TIME.dividedBy(STEP);

    /** Whether something is wrong at a step. */
    private interface Wave {
        boolean at(int step);
    }

    private static Map<String, Wave> waves() {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("seed " + seed + " (repeat with -Dseed=" + seed + ")");
        var random = new Random(seed);
        var waves = new LinkedHashMap<String, Wave>();
        for (int half : List.of(1, 2, 3, 6, 12, 18, 30, 60)) {
            waves.put("square of " + 2L * half * STEP.toSeconds() + " s", step -> step / half % 2 == 0);
        }
        for (double chance : List.of(0.5, 0.2, 0.05, 0.02)) {
            var noise = new boolean[STEPS];
            boolean state = random.nextBoolean();
            for (int i = 0; i < STEPS; i++) {
                state ^= random.nextDouble() < chance;
                noise[i] = state;
            }
            waves.put("telegraph noise, a change with probability " + chance, step -> noise[step]);
        }
        return waves;
    }

    /** One signal of each pair of wait and hold that there is. */
    static Stream<Signal> timings() {
        var signals = new LinkedHashMap<List<Duration>, Signal>();
        Signals.ALL.stream()
                .filter(signal -> signal.layer() != null && signal.max() != Severity.INFORMATION)
                .forEach(signal -> signals.putIfAbsent(List.of(signal.pendingFor(), signal.keepFiring()), signal));
        return signals.values().stream();
    }

    /** What a finding did over the time of a wave. */
    private static final class Track {
        private int begins;
        private int relieved;
        private boolean active;
        private int severity;

        void see(HealthSnapshot snapshot, FindingId id) {
            Finding finding = snapshot.findings().stream()
                    .filter(one -> one.id().equals(id) && one.isActive())
                    .findFirst()
                    .orElse(null);
            int now = finding == null ? 0 : finding.severity().value();
            begins += finding != null && !active ? 1 : 0;
            relieved += finding != null && active && now < severity ? 1 : 0;
            active = finding != null;
            severity = now;
        }
    }

    private static int most(Duration apart) {
        return 1 + (int) (apart.isZero() ? Integer.MAX_VALUE - 1L : TIME.dividedBy(apart));
    }

    private static void check(Track track, Timing timing, String as) {
        assertThat(track.begins)
                .as(as + ": begins")
                .isLessThanOrEqualTo(most(timing.pendingFor().dividedBy(2).plus(timing.keepFiring())));
        assertThat(track.relieved).as(as + ": less severe").isLessThanOrEqualTo(most(timing.keepFiring()));
    }

    /** As every signal waits, on readings that a test writes. */
    @ParameterizedTest
    @MethodSource("timings")
    void finding_ofReadingsThatComeAndGo_changesAtMostAsDocumented(Signal signal) {
        var timing = new Timing(signal.pendingFor(), signal.keepFiring());
        ObjectKey subject = ObjectKey.of("Node", "n");
        var world = new World(START).withoutPrometheus();
        Set<String> disabled = Set.of();
        var usual = HealthSettings.DEFAULTS;
        var settings =
                new HealthSettings(usual.thresholds(), Map.of(), disabled, usual.holdUnknown(), usual.ownerLabels());
        waves().forEach((name, wave) -> {
            var evaluator = new ScriptedEvaluator(objects(signal));
            var fold = new HealthFold(List.of(evaluator));
            var begins = new Track();
            var worse = new Track();
            HealthSnapshot last = null;
            HealthSnapshot other = null;
            for (int step = 0; step < STEPS; step++) {
                Instant now = START.plus(STEP.multipliedBy(step));
                evaluator.clear(subject);
                if (wave.at(step)) {
                    evaluator.say(Judgement.BAD, subject, Severity.WARNING, null);
                }
                last = fold.next(last, input(world, settings, now));
                var id = new FindingId(layer(signal), signal.id(), subject);
                begins.see(last, id);
                evaluator.say(Judgement.BAD, subject, wave.at(step) ? Severity.WARNING : Severity.INFORMATION, null);
                other = fold.next(other, input(world, settings, now));
                worse.see(other, id);
            }
            check(begins, timing, signal.id() + ", " + name);
            check(worse, timing, signal.id() + " between two severities, " + name);
            assertThat(worse.begins).as("what is always wrong begins once").isLessThanOrEqualTo(1);
        });
    }

    private static Layer layer(Signal signal) {
        return Objects.requireNonNull(signal.layer());
    }

    /** The same signal, whatever it reads. */
    private static Signal objects(Signal signal) {
        return new Signal(
                signal.number(),
                signal.id(),
                signal.layer(),
                signal.max(),
                signal.kinds(),
                Input.KUBERNETES,
                signal.pendingFor(),
                signal.keepFiring(),
                signal.diagnostic(),
                signal.bottleneck(),
                signal.title(),
                signal.firstAction());
    }

    private static HealthInput input(World world, HealthSettings settings, Instant now) {
        return new HealthInput(world.cluster(), world.measurements(), List.of(), settings, Map.of(), now);
    }

    /** All signals as they are, on a node whose readiness and a dependency whose latency come and go. */
    @Test
    void findings_ofObjectsAndFiguresThatComeAndGo_changeAtMostAsDocumented() {
        waves().forEach((name, wave) -> {
            var shop = new Shop(3);
            shop.orders(4, 0);
            shop.deployment("payments", 2, 2, 2, "");
            shop.objective("order-success", "business", "success", 0.0);
            var fold = new HealthFold();
            Map<FindingId, Track> tracks = new HashMap<>();
            HealthSnapshot last = null;
            boolean before = false;
            for (int step = 0; step < STEPS / 2; step++) {
                boolean wrong = wave.at(step);
                if (step == 0 || wrong != before) {
                    shop.node(1, wrong ? "Unknown" : "True", shop.world.now());
                    shop.deployment("payments", 2, 2, wrong ? 0 : 2, "");
                    shop.slice("payments", "payments-1", wrong ? 0 : 2);
                    before = wrong;
                }
                shop.payments(wrong ? 2.0 : 0.02, wrong ? 0.3 : 0.0);
                shop.traffic(60, wrong ? 3 : 0.1);
                last = fold.next(last, Timeline.input(shop.world, HealthSettings.DEFAULTS));
                for (Finding finding : last.findings()) {
                    tracks.putIfAbsent(finding.id(), new Track());
                }
                HealthSnapshot seen = last;
                tracks.forEach((id, track) -> track.see(seen, id));
                shop.pass(STEP);
            }
            assertThat(tracks.keySet()).as(name).extracting(FindingId::signal).isNotEmpty();
            tracks.forEach((id, track) -> check(
                    track,
                    HealthSettings.DEFAULTS.timing(Signals.byId(id.signal()).orElseThrow()),
                    id + ", " + name));
        });
    }

    /** No signal that is told in the metrics may begin twice within a minute, whatever its input does. */
    @Test
    void beginnings_ofEverySignal_areAMinuteApartAtLeast() {
        var closer = new ArrayList<String>();
        Signals.ALL.stream()
                .filter(signal -> signal.max() != Severity.INFORMATION)
                .filter(signal -> signal.pendingFor()
                                .dividedBy(2)
                                .plus(signal.keepFiring())
                                .compareTo(Duration.ofMinutes(1))
                        < 0)
                .forEach(signal -> closer.add(signal.id()));
        assertThat(closer).isEmpty();
    }
}
