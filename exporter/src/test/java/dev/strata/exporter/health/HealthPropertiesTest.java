package dev.strata.exporter.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strata.catalog.Layer;
import dev.strata.catalog.Severity;
import dev.strata.catalog.Signal;
import dev.strata.catalog.Signals;
import dev.strata.catalog.Verdict;
import dev.strata.exporter.World;
import dev.strata.exporter.cluster.Freshness.State;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.signal.SignalReading;
import dev.strata.exporter.signal.SignalReading.Judgement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;

/** What holds whatever happens. Each run prints the seed that repeats it. */
class HealthPropertiesTest {

    private static final HealthSettings SETTINGS = HealthSettings.DEFAULTS;

    private final Random random = seeded();

    private static Random seeded() {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("seed " + seed + " (repeat with -Dseed=" + seed + ")");
        return new Random(seed);
    }

    /** A shop to which several things happen at once. */
    private Shop troubled() {
        var shop = new Shop(2 + random.nextInt(4));
        if (random.nextBoolean()) {
            shop.node(1 + random.nextInt(2), "Unknown", ago());
        }
        if (random.nextBoolean()) {
            shop.payments(random.nextDouble() * 2, random.nextDouble() / 5);
        }
        int running = 1 + random.nextInt(12);
        int pending = random.nextInt(13 - running);
        shop.orders(running, pending);
        if (random.nextBoolean()) {
            shop.hpa(12, 3 + random.nextInt(6));
            shop.traffic(10 + random.nextInt(500), random.nextDouble() * 3);
        }
        shop.deployment("payments", 2, 2, random.nextInt(3), "");
        shop.slice("payments", "payments-1", random.nextInt(3));
        shop.objective("orders-latency", "application", "latency", random.nextDouble());
        shop.objective("order-success", "business", "success", random.nextDouble() / 5);
        return shop;
    }

    private Instant ago() {
        return Shop.START.minusSeconds(random.nextInt(1200));
    }

    @RepeatedTest(30)
    void next_shuffledInput_yieldsTheSame() {
        World world = troubled().world;
        var fold = new HealthFold();
        HealthSnapshot expected = fold.next(null, Timeline.input(world, SETTINGS));
        HealthSnapshot shuffled = fold.next(
                null,
                new HealthInput(
                        world.shuffledCluster(random),
                        world.measurements(random),
                        List.of(),
                        SETTINGS,
                        Map.of(),
                        world.now()));
        assertThat(shuffled).isEqualTo(expected);
    }

    @RepeatedTest(30)
    void next_partlyBlind_neverCountsMoreHealthyAndStartsNothing() {
        World world = troubled().world;
        var fold = new HealthFold();
        HealthSnapshot before = fold.next(null, Timeline.input(world, SETTINGS));
        for (KubeResource resource : KubeResource.values()) {
            if (random.nextInt(4) == 0) {
                world.see(resource, State.STALE);
            }
        }
        HealthSnapshot after = fold.next(before, Timeline.input(world, SETTINGS));
        for (int i = 0; i < before.signals().size(); i++) {
            SignalTally was = before.signals().get(i);
            SignalTally is = after.signals().get(i);
            assertThat(is.counts().get(Verdict.HEALTHY))
                    .as(is.signal().id())
                    .isLessThanOrEqualTo(was.counts().get(Verdict.HEALTHY));
            if (!is.isJudged()) {
                assertThat(is.counts().get(Verdict.HEALTHY)).isZero();
            }
        }
        List<FindingId> firedBefore = active(before);
        assertThat(active(after)).containsExactlyElementsOf(firedBefore);
        for (LayerHealth layer : after.layers()) {
            if (layer.judgedRatio() < 0.9) {
                assertThat(layer.severity().orElse(-1)).as(layer.toString()).isNotZero();
            }
        }
    }

    private static List<FindingId> active(HealthSnapshot snapshot) {
        return snapshot.findings().stream()
                .filter(Finding::isActive)
                .map(Finding::id)
                .toList();
    }

    @RepeatedTest(30)
    void next_worseReading_neverImprovesALayer() {
        World world = critical();
        List<ScriptedEvaluator> scripts = scripts();
        var fold = new HealthFold(List.copyOf(scripts));
        HealthSnapshot before = fold.next(null, Timeline.input(world, SETTINGS));
        for (ScriptedEvaluator script : scripts) {
            script.readings().replaceAll((key, reading) -> random.nextBoolean() ? worse(reading) : reading);
        }
        HealthSnapshot after = fold.next(null, Timeline.input(world, SETTINGS));
        for (int i = 0; i < before.layers().size(); i++) {
            LayerHealth was = before.layers().get(i);
            LayerHealth is = after.layers().get(i);
            assertThat(is.severity().orElse(0))
                    .as(is.layer().id())
                    .isGreaterThanOrEqualTo(was.severity().orElse(0));
        }
    }

    @RepeatedTest(30)
    void next_anyFindings_everyActiveOneIsARootOrLeadsToOne() {
        World world = critical();
        HealthSnapshot snapshot = new HealthFold(List.copyOf(scripts())).next(null, Timeline.input(world, SETTINGS));
        var reached = new ArrayList<FindingId>();
        for (RootCause root : snapshot.rootCauses()) {
            assertThat(root.finding().isExplained()).isFalse();
            assertThat(root.effects()).doesNotContain(root.finding().id());
            reached.add(root.finding().id());
            reached.addAll(root.effects());
        }
        assertThat(reached).containsAll(active(snapshot));
    }

    private static World critical() {
        return new World(Shop.START).apply("kind: Namespace\nmetadata: { name: shop, labels: { tier: critical } }");
    }

    /** All signals on few objects, so that everything hangs together with everything. */
    private List<ScriptedEvaluator> scripts() {
        var scripts = new ArrayList<ScriptedEvaluator>();
        for (Signal signal : Signals.ALL) {
            if (signal.equals(Signals.COREDNS_DEGRADED)) {
                continue; // universal: what it explains depends on how many fire, not on one reading
            }
            var script = new ScriptedEvaluator(signal);
            for (int i = random.nextInt(3); i > 0; i--) {
                script.say(reading(signal, random.nextInt(3)));
            }
            scripts.add(script);
        }
        return scripts;
    }

    private SignalReading reading(Signal signal, int number) {
        String kind = signal.kinds().get(0);
        ObjectKey subject =
                kind.equals("Node") ? ObjectKey.of(kind, "n-" + number) : new ObjectKey(kind, "shop", "a-" + number);
        var affected = new ArrayList<ObjectKey>();
        for (String other : List.of("Deployment", "Service", "Pod", "Pod")) {
            if (random.nextBoolean()) {
                affected.add(new ObjectKey(other, "shop", "a-" + random.nextInt(3)));
            }
        }
        Layer layer = signal.layer();
        return new SignalReading(
                subject,
                layer == null ? Layer.BUSINESS : layer,
                Judgement.BAD,
                Severity.WARNING,
                Shop.START.minusSeconds(900 + random.nextInt(300)),
                List.of("nodes_not_ready"),
                List.of(
                        new SignalReading.Evidence("desired_replicas", 4),
                        new SignalReading.Evidence("available_replicas", random.nextInt(4))),
                affected);
    }

    private static SignalReading worse(SignalReading reading) {
        return new SignalReading(
                reading.subject(),
                reading.layer(),
                reading.judgement(),
                Severity.CRITICAL,
                reading.since(),
                reading.reasons(),
                reading.evidence(),
                reading.affected());
    }

    @RepeatedTest(20)
    void next_noisyFigures_keepOneCause() {
        var shop = new Shop(2);
        var timeline = new Timeline(shop.world);
        timeline.watch(Duration.ofMinutes(1));
        boolean starved = random.nextBoolean();
        for (int replicas : List.of(6, 9, 12)) {
            noise(shop, starved);
            shop.orders(Math.min(7, replicas), Math.max(0, replicas - 7));
            shop.hpa(replicas, 9);
            timeline.watch(Duration.ofSeconds(15));
        }
        for (int i = 0; i < 60; i++) {
            noise(shop, starved);
            timeline.watch(Duration.ofSeconds(15));
        }
        List<FindingId> causes = timeline.snapshots().stream()
                .flatMap(s -> s.findings().stream())
                .filter(f -> f.id().signal().equals(Signals.HPA_MAXED_LATENCY_RISING.id()) && f.isActive())
                .map(f -> f.isExplained() ? f.causes().get(0).id() : f.id())
                .toList();
        int changes = 0;
        for (int i = 1; i < causes.size(); i++) {
            changes += causes.get(i).equals(causes.get(i - 1)) ? 0 : 1;
        }
        assertThat(causes).isNotEmpty();
        assertThat(changes).as("changes of the cause in " + causes).isLessThanOrEqualTo(1);
    }

    private void noise(Shop shop, boolean starved) {
        shop.payments((starved ? 0.3 : 1.5) * noisy(), 0);
        shop.traffic(200 * noisy(), 2.5 * noisy());
    }

    private double noisy() {
        return 0.8 + 0.4 * random.nextDouble();
    }
}
