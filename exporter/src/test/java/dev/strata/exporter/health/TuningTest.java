package dev.strata.exporter.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strata.catalog.Layer;
import dev.strata.catalog.Signal;
import dev.strata.catalog.Signals;
import dev.strata.catalog.Verdict;
import dev.strata.exporter.World;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.health.Tuning.Adjustment;
import dev.strata.exporter.health.Tuning.Change;
import dev.strata.exporter.health.Tuning.Ignore;
import dev.strata.exporter.health.Tuning.Match;
import dev.strata.exporter.signal.Thresholds;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the user says about some subjects, on nodes that are not ready. */
class TuningTest {

    private static final Instant START = Instant.parse("2026-11-24T10:00:00Z");
    private static final String NODES = Signals.NODE_NOT_READY.id();
    private static final Match ALL = new Match(List.of(), List.of(), Map.of());

    private final World world = new World(START).withoutPrometheus();
    private final HealthFold fold = new HealthFold();
    private Tuning tuning = Tuning.NONE;
    private @Nullable HealthSnapshot last;

    @ParameterizedTest
    @CsvSource({
        "'batch-*', batch-eu, true",
        "'batch-*', batch, false",
        "'*', '', true",
        "'a?c', abc, true",
        "'a?c', ac, false",
        "'*-a-*b', x-a-y-a-b, true",
        "'a.c', abc, false",
        "'', '', true"
    })
    void match_glob_fitsWholeNames(String glob, String namespace, boolean fits) {
        var match = new Match(List.of(glob), List.of(), Map.of());
        assertThat(match.covers(new ObjectKey("Pod", namespace, "x"), Map.of())).isEqualTo(fits);
    }

    @Test
    void match_labels_mustAllBeThere() {
        var match = new Match(List.of(), List.of(), Map.of("pool", "spot", "zone", "a"));
        var node = ObjectKey.of("Node", "n");
        assertThat(match.covers(node, Map.of("pool", "spot", "zone", "a", "x", "y")))
                .isTrue();
        assertThat(match.covers(node, Map.of("pool", "spot"))).isFalse();
    }

    @Test
    void thresholds_ofLabelledSubjects_areTheirOwn() {
        young("spot-1", "pool: spot");
        young("solid-1", "pool: solid");
        assertThat(verdict("spot-1")).contains(Verdict.SUSPENDED);

        Thresholds usual = Thresholds.DEFAULTS;
        var strict = new Thresholds(
                usual.restarts(),
                usual.restartWindow(),
                usual.crashWait(),
                Duration.ZERO,
                usual.cordonExcuse(),
                usual.minRequestRate(),
                usual.minLatency(),
                usual.latencyGrowth(),
                usual.burnCritical(),
                usual.dependencyErrorRatio(),
                usual.limits());
        adjust(new Match(List.of(), List.of(), Map.of("pool", "spot")), new Change(null, null, strict));
        last = null;
        HealthSnapshot snapshot = look();

        assertThat(verdict("spot-1")).contains(Verdict.FIRING);
        assertThat(verdict("solid-1")).contains(Verdict.SUSPENDED);
        assertThat(counts(snapshot)).containsEntry(Verdict.FIRING, 1).containsEntry(Verdict.SUSPENDED, 1);
    }

    @Test
    void waits_ofNamedSubjects_areTheirOwn() {
        old("node-1");
        old("node-2");
        adjust(new Match(List.of(), List.of("node-2"), Map.of()), new Change(Duration.ofHours(1), null, null));
        look();
        assertThat(verdict("node-1")).contains(Verdict.FIRING);
        assertThat(verdict("node-2")).contains(Verdict.PENDING);
    }

    @Test
    void ignore_untilItsDate_suspendsWithItsReason() {
        old("node-1");
        old("node-2");
        look();
        tuning = new Tuning(
                List.of(),
                List.of(new Ignore(
                        Set.of(NODES),
                        new Match(List.of(), List.of("node-1"), Map.of()),
                        "moving racks",
                        START.plusSeconds(600))));
        world.pass(Duration.ofSeconds(10));
        HealthSnapshot during = look();
        assertThat(verdict("node-1")).contains(Verdict.SUSPENDED);
        assertThat(verdict("node-2")).contains(Verdict.FIRING);
        assertThat(during.silences())
                .containsExactly(new HealthSnapshot.Silence(id("node-1"), "moving racks", START.plusSeconds(600)));
        assertThat(during.rootCauses()).hasSize(1);

        world.pass(Duration.ofSeconds(590));
        assertThat(look().silences()).isEmpty();
        assertThat(verdict("node-1")).contains(Verdict.FIRING);
    }

    @Test
    void ignore_ofAnotherSignal_changesNothing() {
        old("node-1");
        tuning = new Tuning(List.of(), List.of(new Ignore(Set.of("pod_crashloop"), ALL, "x", START.plusSeconds(600))));
        look();
        assertThat(verdict("node-1")).contains(Verdict.FIRING);
    }

    @Test
    void annotations_onAnObject_silenceItselfOnly() {
        annotated("node-1", "strata.dev/silence-until: \"2026-11-24\", strata.dev/silence-reason: new disk");
        old("node-2");
        assertThat(look().silences())
                .containsExactly(
                        new HealthSnapshot.Silence(id("node-1"), "new disk", Instant.parse("2026-11-25T00:00:00Z")));
        assertThat(verdict("node-1")).contains(Verdict.SUSPENDED);
        assertThat(verdict("node-2")).contains(Verdict.FIRING);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            strata.dev/silence-until: "2026-12-24"
            strata.dev/silence-reason: because
            strata.dev/silence-until: "2026-12-24", strata.dev/silence-reason: " "
            strata.dev/silence-until: "2026-11-23", strata.dev/silence-reason: over
            strata.dev/silence-until: "2026-11-24T10:00:00Z", strata.dev/silence-reason: over
            strata.dev/silence-until: soon, strata.dev/silence-reason: because
            """)
    void annotations_thatSayTooLittle_silenceNothing(String annotations) {
        annotated("node-1", annotations);
        look();
        assertThat(verdict("node-1")).contains(Verdict.FIRING);
    }

    @Test
    void tuning_thatChanges_keepsWhatStands() {
        old("node-1");
        Instant since = look().findings().get(0).since();
        adjust(ALL, new Change(Duration.ofHours(1), null, null));
        world.pass(Duration.ofSeconds(10));
        Finding after = look().findings().get(0);
        assertThat(after.verdict()).isEqualTo(Verdict.FIRING);
        assertThat(after.since()).isEqualTo(since);
    }

    /** Two nodes with equally long queues; the disks of one are made for them. */
    @Test
    void limits_ofLabelledSubjects_areTheirOwn_alsoOfMeasuredSignals() {
        Signal disks = Signals.byId("node_disk_saturated").orElseThrow();
        World measured = World.given("""
                now: 2026-11-24T10:00:00Z
                measurements:
                  node_devices:
                    - { labels: { figure: "seen" }, value: 2 }
                    - { labels: { figure: "machine", instance: "10.0.0.1:9100", nodename: "a" }, value: 1 }
                    - { labels: { figure: "machine", instance: "10.0.0.2:9100", nodename: "b" }, value: 1 }
                    - { labels: { figure: "disk_queue", instance: "10.0.0.1:9100", device: "nvme0n1" }, value: 30 }
                    - { labels: { figure: "disk_queue", instance: "10.0.0.2:9100", device: "nvme0n1" }, value: 30 }
                ---
                kind: Node
                metadata: { name: a, labels: { pool: storage }, creationTimestamp: "2026-11-01T00:00:00Z" }
                ---
                kind: Node
                metadata: { name: b, creationTimestamp: "2026-11-01T00:00:00Z" }
                """);
        var storage = new Match(List.of(), List.of(), Map.of("pool", "storage"));
        Thresholds own = Thresholds.DEFAULTS.with(disks, Map.of("disk_queue", 60.0));
        var usual = HealthSettings.DEFAULTS;
        var settings = new HealthSettings(
                usual.thresholds(),
                Map.of(),
                Set.of(),
                usual.holdUnknown(),
                usual.ownerLabels(),
                new Tuning(
                        List.of(new Adjustment(storage, Map.of(disks.id(), new Change(null, null, own)))), List.of()));
        assertThat(found(measured, settings, disks)).containsExactly("b");
        var all = new HealthSettings(own, Map.of(), Set.of(), usual.holdUnknown(), usual.ownerLabels(), Tuning.NONE);
        assertThat(found(measured, all, disks)).isEmpty();
    }

    private static List<String> found(World world, HealthSettings settings, Signal signal) {
        HealthSnapshot snapshot = new HealthFold()
                .next(
                        null,
                        new HealthInput(
                                world.cluster(), world.measurements(), List.of(), settings, Map.of(), world.now()));
        return snapshot.findings().stream()
                .filter(finding -> finding.id().signal().equals(signal.id()))
                .map(finding -> finding.id().subject().name())
                .toList();
    }

    private void adjust(Match match, Change change) {
        tuning = new Tuning(List.of(new Adjustment(match, Map.of(NODES, change))), List.of());
    }

    private static FindingId id(String node) {
        return new FindingId(Layer.CLUSTER, NODES, ObjectKey.of("Node", node));
    }

    private Optional<Verdict> verdict(String node) {
        HealthSnapshot now = last == null ? look() : last;
        return now.findings().stream()
                .filter(finding -> finding.id().equals(id(node)))
                .map(Finding::verdict)
                .findFirst();
    }

    private static Map<Verdict, Integer> counts(HealthSnapshot snapshot) {
        return snapshot.signals().stream()
                .filter(tally -> tally.signal().id().equals(NODES))
                .findFirst()
                .orElseThrow()
                .counts();
    }

    private HealthSnapshot look() {
        var usual = HealthSettings.DEFAULTS;
        var settings = new HealthSettings(
                usual.thresholds(), Map.of(), usual.disabled(), usual.holdUnknown(), usual.ownerLabels(), tuning);
        last = fold.next(
                last,
                new HealthInput(world.cluster(), world.measurements(), List.of(), settings, Map.of(), world.now()));
        return last;
    }

    private void old(String name) {
        node(name, "2026-11-01T00:00:00Z", "");
    }

    private void annotated(String name, String annotations) {
        node(name, "2026-11-01T00:00:00Z", ", annotations: { " + annotations + " }");
    }

    private void young(String name, String labels) {
        node(name, "2026-11-24T09:55:00Z", ", labels: { " + labels + " }");
    }

    private void node(String name, String created, String more) {
        world.apply("""
                kind: Node
                metadata: { name: %s, creationTimestamp: "%s"%s }
                status: { conditions: [{ type: Ready, status: "False", lastTransitionTime: "2026-11-24T09:56:00Z" }] }
                """.formatted(name, created, more));
    }
}
