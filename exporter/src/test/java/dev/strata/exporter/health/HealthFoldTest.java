package dev.strata.exporter.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strata.catalog.Layer;
import dev.strata.catalog.Severity;
import dev.strata.catalog.Signals;
import dev.strata.catalog.Verdict;
import dev.strata.exporter.World;
import dev.strata.exporter.cluster.Freshness.State;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.signal.SignalReading.Judgement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Time in state, on a signal that waits two minutes and fires on for two. */
class HealthFoldTest {

    private static final ObjectKey NODE = ObjectKey.of("Node", "node-1");
    private static final FindingId ID = new FindingId(Layer.CLUSTER, Signals.NODE_NOT_READY.id(), NODE);
    private static final Instant START = Instant.parse("2026-11-24T10:00:00Z");

    private final World world = new World(START);
    private final ScriptedEvaluator nodes = new ScriptedEvaluator(Signals.NODE_NOT_READY, KubeResource.NODES);
    private final HealthFold fold = new HealthFold(List.of(nodes));
    private HealthSettings settings = HealthSettings.DEFAULTS;
    private Map<FindingId, Instant> ownActive = Map.of();
    private @Nullable HealthSnapshot last;

    private HealthSnapshot look() {
        last = fold.next(
                last,
                new HealthInput(world.cluster(), world.measurements(), List.of(), settings, ownActive, world.now()));
        return last;
    }

    private HealthSnapshot lookAfter(Duration time) {
        world.pass(time);
        return look();
    }

    private static Duration seconds(int seconds) {
        return Duration.ofSeconds(seconds);
    }

    private static Finding only(HealthSnapshot snapshot) {
        assertThat(snapshot.findings()).hasSize(1);
        return snapshot.findings().get(0);
    }

    private static SignalTally tally(HealthSnapshot snapshot) {
        assertThat(snapshot.signals()).hasSize(1);
        return snapshot.signals().get(0);
    }

    private static LayerHealth cluster(HealthSnapshot snapshot) {
        return snapshot.layers().get(0);
    }

    @Test
    void next_firstLookAtOldCondition_fires() {
        nodes.bad(NODE, START.minusSeconds(120));
        Finding finding = only(look());
        assertThat(finding.verdict()).isEqualTo(Verdict.FIRING);
        assertThat(finding.since()).isEqualTo(START.minusSeconds(120));
        assertThat(finding.sinceKnown()).isTrue();
        assertThat(finding.firingSince()).isEqualTo(START);
    }

    @Test
    void next_firstLookAtYoungCondition_isPending() {
        nodes.bad(NODE, START.minusSeconds(119));
        assertThat(only(look()).verdict()).isEqualTo(Verdict.PENDING);
    }

    @Test
    void next_firstLookAtConditionWithoutTime_firesSinceUnknown() {
        nodes.bad(NODE, null);
        Finding finding = only(look());
        assertThat(finding.verdict()).isEqualTo(Verdict.FIRING);
        assertThat(finding.sinceKnown()).isFalse();
    }

    @Test
    void next_newCondition_firesAfterItsWaitAndNotBefore() {
        look();
        nodes.bad(NODE, null);
        assertThat(only(lookAfter(seconds(10))).verdict()).isEqualTo(Verdict.PENDING);
        assertThat(only(lookAfter(seconds(119))).verdict()).isEqualTo(Verdict.PENDING);
        Finding finding = only(lookAfter(seconds(1)));
        assertThat(finding.verdict()).isEqualTo(Verdict.FIRING);
        assertThat(finding.since()).isEqualTo(START.plusSeconds(10));
    }

    @Test
    void next_newConditionOfAnOldObject_beganAfterTheLastLook() {
        look();
        nodes.bad(NODE, START.minusSeconds(3600));
        Finding finding = only(lookAfter(seconds(10)));
        assertThat(finding.verdict()).isEqualTo(Verdict.PENDING);
        assertThat(finding.since()).isEqualTo(START);
    }

    @Test
    void next_conditionFromTheFuture_beginsNow() {
        nodes.bad(NODE, START.plusSeconds(30));
        assertThat(only(look()).since()).isEqualTo(START);
    }

    @Test
    void next_pendingThatClears_isForgotten() {
        look();
        nodes.bad(NODE, null);
        lookAfter(seconds(10));
        nodes.clear(NODE);
        assertThat(lookAfter(seconds(10)).findings()).isEmpty();
        nodes.bad(NODE, null);
        assertThat(only(lookAfter(seconds(110))).verdict()).isEqualTo(Verdict.PENDING);
    }

    @Test
    void next_firingThatClears_firesOnAndEnds() {
        nodes.bad(NODE, null);
        look();
        nodes.clear(NODE);
        nodes.healthy(1);
        HealthSnapshot cleared = lookAfter(seconds(10));
        assertThat(only(cleared).verdict()).isEqualTo(Verdict.FIRING);
        assertThat(only(cleared).clearedAt()).isEqualTo(START.plusSeconds(10));
        assertThat(tally(cleared).counts()).containsEntry(Verdict.HEALTHY, 0).containsEntry(Verdict.FIRING, 1);
        assertThat(only(lookAfter(seconds(119))).verdict()).isEqualTo(Verdict.FIRING);
        HealthSnapshot over = lookAfter(seconds(1));
        assertThat(over.findings()).isEmpty();
        assertThat(tally(over).counts()).containsEntry(Verdict.HEALTHY, 1);
    }

    @Test
    void next_firingThatClearsAndReturns_isTheSameFinding() {
        nodes.bad(NODE, START.minusSeconds(300));
        look();
        nodes.clear(NODE);
        lookAfter(seconds(60));
        nodes.bad(NODE, START.plusSeconds(110));
        Finding finding = only(lookAfter(seconds(60)));
        assertThat(finding.since()).isEqualTo(START.minusSeconds(300));
        assertThat(finding.firingSince()).isEqualTo(START);
        assertThat(finding.clearedAt()).isNull();
    }

    @Test
    void next_blind_holdsWhatFiredUntilItCanSeeAgain() {
        nodes.bad(NODE, null);
        nodes.healthy(4);
        look();
        world.see(KubeResource.NODES, State.STALE);
        HealthSnapshot blind = lookAfter(seconds(30));
        assertThat(only(blind).held()).isTrue();
        assertThat(only(blind).verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(only(blind).isActive()).isTrue();
        assertThat(only(blind).unknownSince()).isEqualTo(START.plusSeconds(30));
        assertThat(tally(blind).counts()).containsEntry(Verdict.UNKNOWN, 5).containsEntry(Verdict.HEALTHY, 0);
        assertThat(tally(blind).blind()).contains("nodes not heard of").contains("connection refused");
        assertThat(cluster(blind).severity()).isEqualTo(OptionalInt.of(2));
        assertThat(cluster(blind).judgedRatio()).isZero();
        assertThat(only(lookAfter(Duration.ofHours(5))).held()).isTrue();
        assertThat(tally(look()).counts()).containsEntry(Verdict.UNKNOWN, 5);

        world.see(KubeResource.NODES, State.FRESH);
        nodes.clear(NODE);
        assertThat(only(lookAfter(seconds(1))).clearedAt()).isNotNull();
        assertThat(lookAfter(seconds(120)).findings()).isEmpty();
    }

    @Test
    void next_blind_startsNothingAndForgetsWhatWasPending() {
        look();
        nodes.bad(NODE, null);
        lookAfter(seconds(10));
        world.see(KubeResource.NODES, State.FORBIDDEN);
        HealthSnapshot blind = lookAfter(Duration.ofMinutes(10));
        assertThat(blind.findings()).isEmpty();
        assertThat(cluster(blind).severity()).isEmpty();

        world.see(KubeResource.NODES, State.FRESH);
        assertThat(only(lookAfter(seconds(1))).verdict()).isEqualTo(Verdict.PENDING);
    }

    @Test
    void next_subjectWithoutFigures_isHeldForAQuarterOfAnHour() {
        nodes.bad(NODE, null);
        nodes.healthy(1);
        look();
        nodes.say(Judgement.UNKNOWN, NODE, Severity.WARNING, null);
        assertThat(only(lookAfter(seconds(10))).held()).isTrue();
        assertThat(only(lookAfter(Duration.ofMinutes(15).minusSeconds(1))).held())
                .isTrue();
        Finding finding = only(lookAfter(seconds(1)));
        assertThat(finding.held()).isFalse();
        assertThat(finding.verdict()).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void next_everySubjectWithoutFigures_isBlind() {
        nodes.say(Judgement.UNKNOWN, NODE, Severity.WARNING, null);
        HealthSnapshot snapshot = look();
        assertThat(tally(snapshot).isJudged()).isFalse();
        assertThat(cluster(snapshot).severity()).isEmpty();
    }

    @Test
    void next_firingThatIsSuspended_endsAtOnce() {
        nodes.bad(NODE, null);
        look();
        nodes.say(Judgement.SUSPENDED, NODE, Severity.INFORMATION, null);
        Finding finding = only(lookAfter(seconds(1)));
        assertThat(finding.verdict()).isEqualTo(Verdict.SUSPENDED);
        assertThat(finding.isActive()).isFalse();
    }

    @Test
    void next_disabledSignal_isOff() {
        nodes.bad(NODE, null);
        look();
        settings = new HealthSettings(
                settings.thresholds(),
                Map.of(),
                Set.of("node_not_ready"),
                settings.holdUnknown(),
                settings.ownerLabels());
        HealthSnapshot snapshot = lookAfter(seconds(1));
        assertThat(snapshot.findings()).isEmpty();
        assertThat(tally(snapshot).enabled()).isFalse();
        assertThat(cluster(snapshot)).isEqualTo(new LayerHealth(Layer.CLUSTER, OptionalInt.of(0), 1));
    }

    @Test
    void next_withoutPrometheus_itsSignalsAreOffAndNotBlind() {
        world.withoutPrometheus();
        HealthSnapshot snapshot = new HealthFold().next(null, Timeline.input(world, settings));
        assertThat(snapshot.signals())
                .filteredOn(t -> !t.enabled() && !t.signal().experimental())
                .extracting(t -> t.signal().id() + " " + t.layer().id())
                .containsExactly(
                        "node_cpu_saturated cluster",
                        "node_memory_saturated cluster",
                        "node_filesystem_filling cluster",
                        "node_conntrack_high cluster",
                        "node_clock_skew cluster",
                        "kubelet_pleg_slow cluster",
                        "apiserver_slow cluster",
                        "apiserver_errors cluster",
                        "apiserver_flow_rejected cluster",
                        "etcd_no_leader cluster",
                        "etcd_quorum_at_risk cluster",
                        "etcd_fsync_slow cluster",
                        "etcd_commit_slow cluster",
                        "etcd_space_low cluster",
                        "control_plane_certificate_expiring cluster",
                        "dns_errors platform",
                        "dns_slow platform",
                        "ingress_errors platform",
                        "kube_proxy_unhealthy platform",
                        "admission_webhook_failing platform",
                        "volume_filling platform",
                        "monitoring_blind platform",
                        "hpa_maxed_latency_rising application",
                        "app_errors application",
                        "app_slow application",
                        "cpu_throttled application",
                        "slo_burn application",
                        "slo_burn business",
                        "business_success_low business",
                        "sli_no_data application",
                        "sli_no_data business",
                        "deprecated_api_in_use cluster",
                        "pool_saturated application",
                        "gc_pressure application",
                        "dependency_slow application",
                        "ingress_connections_near_limit platform",
                        "node_network_errors cluster");
        assertThat(snapshot.layers())
                .allSatisfy(l -> assertThat(l.judgedRatio()).isEqualTo(1));
    }

    @Test
    void next_otherTimes_areTakenFromTheSettings() {
        settings = new HealthSettings(
                settings.thresholds(),
                Map.of("node_not_ready", new HealthSettings.Timing(seconds(5), Duration.ZERO)),
                Set.of(),
                settings.holdUnknown(),
                settings.ownerLabels());
        look();
        nodes.bad(NODE, null);
        lookAfter(seconds(1));
        assertThat(only(lookAfter(seconds(5))).verdict()).isEqualTo(Verdict.FIRING);
        nodes.clear(NODE);
        assertThat(lookAfter(seconds(1)).findings()).isEmpty();
    }

    @Test
    void next_publishedBefore_firesOnWithItsTime() {
        ownActive = Map.of(ID, START.minusSeconds(7200));
        nodes.bad(NODE, START.minusSeconds(10));
        Finding finding = only(look());
        assertThat(finding.verdict()).isEqualTo(Verdict.FIRING);
        assertThat(finding.since()).isEqualTo(START.minusSeconds(7200));
    }

    @Test
    void next_publishedBeforeButFirstSeenLater_isTakenUpThen() {
        ownActive = Map.of(ID, START.minusSeconds(7200));
        nodes.bad(NODE, START.minusSeconds(10));
        world.see(KubeResource.NODES, State.SYNCING);
        assertThat(look().findings()).isEmpty();
        world.see(KubeResource.NODES, State.FRESH);
        assertThat(only(lookAfter(seconds(5))).since()).isEqualTo(START.minusSeconds(7200));
    }

    @Test
    void next_publishedBeforeButWellAtTheFirstLook_waitsAgain() {
        ownActive = Map.of(ID, START.minusSeconds(7200));
        nodes.healthy(1);
        look();
        nodes.bad(NODE, null);
        assertThat(only(lookAfter(seconds(5))).verdict()).isEqualTo(Verdict.PENDING);
    }

    @Test
    void next_information_isNoRootAndNoLayerFigure() {
        nodes.say(Judgement.BAD, NODE, Severity.INFORMATION, null);
        HealthSnapshot snapshot = look();
        assertThat(only(snapshot).isActive()).isTrue();
        assertThat(snapshot.rootCauses()).isEmpty();
        assertThat(cluster(snapshot).severity()).isEqualTo(OptionalInt.of(0));
    }
}
