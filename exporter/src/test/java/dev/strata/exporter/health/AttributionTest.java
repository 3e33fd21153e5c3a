package dev.strata.exporter.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.strata.catalog.Layer;
import dev.strata.catalog.Severity;
import dev.strata.catalog.Signal;
import dev.strata.catalog.Signals;
import dev.strata.catalog.Verdict;
import dev.strata.exporter.World;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.measurement.Measurement;
import dev.strata.exporter.measurement.Measurements;
import dev.strata.exporter.signal.SignalReading;
import dev.strata.exporter.signal.SignalReading.Evidence;
import dev.strata.exporter.signal.SignalReading.Judgement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which finding is named as the cause of which, on readings that a test makes up. */
class AttributionTest {

    private static final Instant START = Instant.parse("2026-11-24T10:00:00Z");
    private static final ObjectKey ORDERS = new ObjectKey("Deployment", "shop", "orders");
    private static final ObjectKey ORDERS_SERVICE = new ObjectKey("Service", "shop", "orders");
    private static final ObjectKey PAYMENTS_SERVICE = new ObjectKey("Service", "shop", "payments");
    private static final ObjectKey SUCCESS = new ObjectKey("Slo", "shop", "order-success");
    private static final ObjectKey DNS = new ObjectKey("Deployment", "kube-system", "coredns");

    private final World world = new World(START);
    private final Map<String, ScriptedEvaluator> scripts = new TreeMap<>();
    private @Nullable HealthSnapshot last;

    private ScriptedEvaluator script(Signal signal) {
        return scripts.computeIfAbsent(signal.id(), id -> new ScriptedEvaluator(signal));
    }

    private void bad(Signal signal, ObjectKey subject, Instant since, List<ObjectKey> affected, Evidence... evidence) {
        Layer layer = signal.layer();
        script(signal)
                .say(new SignalReading(
                        subject,
                        layer == null ? Layer.BUSINESS : layer,
                        Judgement.BAD,
                        Severity.WARNING,
                        since,
                        List.of("made_up"),
                        List.of(evidence),
                        affected));
    }

    private void clear(Signal signal, ObjectKey subject) {
        script(signal).clear(subject);
    }

    private HealthSnapshot look() {
        var fold = new HealthFold(List.copyOf(scripts.values()));
        last = fold.next(last, Timeline.input(world, HealthSettings.DEFAULTS));
        return last;
    }

    private HealthSnapshot lookAfter(Duration time) {
        world.pass(time);
        return look();
    }

    private static Finding find(HealthSnapshot snapshot, Signal signal, ObjectKey subject) {
        return snapshot.findings().stream()
                .filter(f ->
                        f.id().signal().equals(signal.id()) && f.id().subject().equals(subject))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> causes(Finding finding) {
        return finding.causes().stream()
                .map(c -> c.id().signal() + " " + c.id().subject().name())
                .toList();
    }

    private static Instant ago(int minutes) {
        return START.minus(Duration.ofMinutes(minutes));
    }

    private static ObjectKey pod(int number) {
        return new ObjectKey("Pod", "shop", "orders-" + number);
    }

    private static ObjectKey node(int number) {
        return ObjectKey.of("Node", "node-" + number);
    }

    @Test
    void explain_causeThatBeganTooLate_isNone() {
        bad(Signals.WORKLOAD_DEGRADED, ORDERS, ago(30), List.of(pod(1)));
        bad(Signals.NODE_NOT_READY, node(1), ago(28), List.of(pod(1)));
        assertThat(find(look(), Signals.WORKLOAD_DEGRADED, ORDERS).causes()).isEmpty();
    }

    @Test
    void explain_causeNoticedAMinuteLater_isOne() {
        bad(Signals.WORKLOAD_DEGRADED, ORDERS, ago(30), List.of(pod(1)));
        bad(Signals.NODE_NOT_READY, node(1), ago(29), List.of(pod(1)));
        Finding finding = find(look(), Signals.WORKLOAD_DEGRADED, ORDERS);
        assertThat(finding.causes().get(0).confidence()).isCloseTo(0.81, within(1e-9));
    }

    @Test
    void explain_oldCauseOfSomethingNew_isDoubted() {
        bad(Signals.NODE_NOT_READY, node(1), START.minus(Duration.ofHours(20)), List.of(pod(1)));
        bad(Signals.WORKLOAD_DEGRADED, ORDERS, ago(15), List.of(pod(1)));
        Finding finding = find(look(), Signals.WORKLOAD_DEGRADED, ORDERS);
        assertThat(finding.causes().get(0).confidence()).isCloseTo(0.63, within(1e-9));
    }

    @Test
    void explain_fewOfTheFailingPods_isACandidateButNoExplanation() {
        bad(Signals.WORKLOAD_DEGRADED, ORDERS, ago(15), List.of(pod(1), pod(2), pod(3), pod(4), pod(5), pod(6)));
        bad(Signals.NODE_NOT_READY, node(1), ago(15), List.of(pod(1)));
        HealthSnapshot snapshot = look();
        Finding finding = find(snapshot, Signals.WORKLOAD_DEGRADED, ORDERS);
        assertThat(causes(finding)).containsExactly("node_not_ready node-1");
        assertThat(finding.isExplained()).isFalse();
        assertThat(snapshot.rootCauses()).hasSize(2);
    }

    @Test
    void explain_severalNodes_explainTogether() {
        bad(Signals.WORKLOAD_DEGRADED, ORDERS, ago(15), List.of(pod(1), pod(2), pod(3), pod(4)));
        bad(Signals.NODE_NOT_READY, node(1), ago(15), List.of(pod(1), pod(9)));
        bad(Signals.NODE_NOT_READY, node(2), ago(15), List.of(pod(2), pod(3)));
        HealthSnapshot snapshot = look();
        Finding finding = find(snapshot, Signals.WORKLOAD_DEGRADED, ORDERS);
        assertThat(causes(finding)).containsExactly("node_not_ready node-2", "node_not_ready node-1");
        assertThat(finding.isExplained()).isTrue();
        assertThat(snapshot.rootCauses())
                .allSatisfy(root -> assertThat(root.effects()).containsExactly(finding.id()));
    }

    @Test
    void explain_twoServicesThatCallEachOther_keepsOneRoot() {
        bad(Signals.DEPENDENCY_SLOW, PAYMENTS_SERVICE, ago(10), List.of(ORDERS_SERVICE));
        bad(Signals.DEPENDENCY_SLOW, ORDERS_SERVICE, ago(9), List.of(PAYMENTS_SERVICE));
        HealthSnapshot snapshot = look();
        assertThat(snapshot.rootCauses())
                .extracting(root -> root.finding().id().subject())
                .containsExactly(PAYMENTS_SERVICE);
        assertThat(snapshot.rootCauses().get(0).effects()).hasSize(1);
    }

    @Test
    void explain_stepBetween_givesWayToWhatIsBehindIt() {
        bad(Signals.POD_CRASHLOOP, ORDERS, ago(15), List.of(pod(1), pod(2)));
        bad(Signals.SERVICE_NO_READY_ENDPOINTS, ORDERS_SERVICE, ago(14), List.of(pod(1), pod(2), ORDERS));
        bad(Signals.BUSINESS_SUCCESS_LOW, SUCCESS, ago(13), List.of(ORDERS_SERVICE, ORDERS));
        Finding finding = find(look(), Signals.BUSINESS_SUCCESS_LOW, SUCCESS);
        assertThat(causes(finding)).containsExactly("pod_crashloop orders", "service_no_ready_endpoints orders");
    }

    @Test
    void explain_dnsWithFewStruck_explainsNothing() {
        bad(Signals.COREDNS_DEGRADED, DNS, ago(15), List.of());
        bad(Signals.SLO_BURN, SUCCESS, ago(14), List.of());
        script(Signals.SLO_BURN).healthy(5);
        assertThat(find(look(), Signals.SLO_BURN, SUCCESS).causes()).isEmpty();
    }

    @Test
    void explain_dnsWithManyStruck_explainsThem() {
        bad(Signals.COREDNS_DEGRADED, DNS, ago(15), List.of());
        bad(Signals.SLO_BURN, SUCCESS, ago(14), List.of());
        bad(Signals.SLO_BURN, new ObjectKey("Slo", "bank", "ledger"), ago(14), List.of());
        script(Signals.SLO_BURN).healthy(2);
        HealthSnapshot snapshot = look();
        assertThat(snapshot.rootCauses())
                .extracting(r -> r.finding().id().subject())
                .containsExactly(DNS);
        assertThat(snapshot.rootCauses().get(0).effects()).hasSize(2);
    }

    @Test
    void explain_remark_isNoCause() {
        script(Signals.DEPENDENCY_SLOW)
                .say(new SignalReading(
                        PAYMENTS_SERVICE,
                        Layer.APPLICATION,
                        Judgement.BAD,
                        Severity.INFORMATION,
                        ago(10),
                        List.of(),
                        List.of(),
                        List.of(ORDERS)));
        bad(Signals.BUSINESS_SUCCESS_LOW, SUCCESS, ago(9), List.of(ORDERS));
        assertThat(find(look(), Signals.BUSINESS_SUCCESS_LOW, SUCCESS).causes()).isEmpty();
    }

    @Test
    void explain_pendingCauseOfAFiringEffect_firesAtHalfItsWait() {
        bad(
                Signals.HPA_MAXED_LATENCY_RISING,
                new ObjectKey("HorizontalPodAutoscaler", "shop", "orders"),
                ago(2),
                List.of(ORDERS));
        bad(
                Signals.POD_PENDING_UNSCHEDULED,
                ORDERS,
                START.minusSeconds(89),
                List.of(pod(1)),
                new Evidence("pending_pods", 5),
                new Evidence("desired_replicas", 12));
        assertThat(find(look(), Signals.POD_PENDING_UNSCHEDULED, ORDERS).verdict())
                .isEqualTo(Verdict.PENDING);
        HealthSnapshot snapshot = lookAfter(Duration.ofSeconds(1));
        assertThat(snapshot.rootCauses()).isNotEmpty();
        // It began half a minute after the effect and counts as noticed late, no more.
        assertThat(find(snapshot, Signals.POD_PENDING_UNSCHEDULED, ORDERS).verdict())
                .isEqualTo(Verdict.FIRING);
        assertThat(snapshot.signals())
                .filteredOn(t -> t.signal().equals(Signals.POD_PENDING_UNSCHEDULED))
                .allSatisfy(t -> assertThat(t.counts().get(Verdict.FIRING)).isEqualTo(1));
    }

    @Test
    void explain_pendingCauseOfNothing_waits() {
        bad(
                Signals.POD_PENDING_UNSCHEDULED,
                ORDERS,
                START.minusSeconds(179),
                List.of(pod(1)),
                new Evidence("pending_pods", 5),
                new Evidence("desired_replicas", 12));
        assertThat(find(look(), Signals.POD_PENDING_UNSCHEDULED, ORDERS).verdict())
                .isEqualTo(Verdict.PENDING);
    }

    @Test
    void explain_causeThatEnds_isForgottenSlowly() {
        bad(Signals.DEPENDENCY_SLOW, PAYMENTS_SERVICE, ago(10), List.of(ORDERS));
        bad(Signals.BUSINESS_SUCCESS_LOW, SUCCESS, ago(9), List.of(ORDERS));
        look();
        clear(Signals.DEPENDENCY_SLOW, PAYMENTS_SERVICE);
        lookAfter(Duration.ofMinutes(1));
        var confidences = new ArrayList<Double>();
        for (int minute = 0; minute < 12; minute++) {
            Finding finding = find(lookAfter(Duration.ofMinutes(1)), Signals.BUSINESS_SUCCESS_LOW, SUCCESS);
            confidences.add(finding.isExplained() ? finding.causes().get(0).confidence() : 0);
        }
        assertThat(confidences.get(0)).isBetween(0.8, 0.85);
        assertThat(confidences.get(5)).isBetween(0.5, 0.65);
        assertThat(confidences.get(11)).isZero();
    }

    @Test
    void explain_slightlyBetterCause_doesNotReplaceTheFormer() {
        bad(Signals.BUSINESS_SUCCESS_LOW, SUCCESS, ago(9), List.of(ORDERS));
        bad(
                Signals.WORKLOAD_DEGRADED,
                ORDERS,
                ago(10),
                List.of(pod(1)),
                new Evidence("desired_replicas", 10),
                new Evidence("available_replicas", 5));
        look();
        bad(Signals.DEPENDENCY_SLOW, PAYMENTS_SERVICE, ago(10), List.of(ORDERS));
        Finding finding = find(lookAfter(Duration.ofMinutes(1)), Signals.BUSINESS_SUCCESS_LOW, SUCCESS);
        assertThat(causes(finding).get(0)).isEqualTo("workload_degraded orders");
    }

    @Test
    void explain_causeFromAPartialAnswer_isLessSure() {
        var shop = new Shop(2);
        shop.payments(1.5, 0.1);
        shop.objective("order-success", "business", "success", 0.3);
        var whole = Timeline.input(shop.world, HealthSettings.DEFAULTS);
        double sure = surest(whole);
        Measurements told = whole.measurements();
        var warned = new TreeMap<String, Measurement>();
        told.byId()
                .forEach((id, answer) -> warned.put(
                        id,
                        Measurement.answered(id, answer.at(), List.of("some series are missing"), answer.samples())));
        var partial = new HealthInput(
                whole.cluster(),
                new Measurements(true, true, told.lastSuccess(), "", told.maxAge(), warned),
                List.of(),
                HealthSettings.DEFAULTS,
                Map.of(),
                whole.now());
        assertThat(sure).isPositive();
        assertThat(surest(partial)).isCloseTo(sure * Partial.WORTH, within(0.001));
    }

    /** Of all causes that a first look at it states, and with which finding the remark of a partial answer stands. */
    private static double surest(HealthInput input) {
        HealthSnapshot snapshot = new HealthFold().next(null, input);
        boolean partial = input.measurements().byId().values().stream()
                .anyMatch(answer -> !answer.warnings().isEmpty());
        Finding slow = snapshot.findings().stream()
                .filter(f -> f.id().signal().equals(Signals.DEPENDENCY_SLOW.id()))
                .findFirst()
                .orElseThrow();
        assertThat(slow.evidence().stream().anyMatch(e -> e.name().equals(Partial.EVIDENCE)))
                .isEqualTo(partial);
        return snapshot.findings().stream()
                .flatMap(finding -> finding.causes().stream())
                .filter(cause -> cause.id().equals(slow.id()))
                .mapToDouble(Finding.Cause::confidence)
                .max()
                .orElse(0);
    }

    @Test
    void mechanisms_table_isSmallAndNamesKnownSignals() {
        assertThat(Mechanism.ALL).hasSizeLessThanOrEqualTo(45);
        assertThat(Depth.ORDER).doesNotHaveDuplicates();
        assertThat(Depth.ORDER).containsAll(Signals.ALL.stream().map(Signal::id).toList());
        assertThat(Mechanism.ALL).allSatisfy(mechanism -> {
            assertThat(Depth.ORDER).containsAll(mechanism.causes()).containsAll(mechanism.effects());
            assertThat(mechanism.confidence()).isBetween(0.5, 0.95);
            assertThat(mechanism.sentence()).isNotBlank();
        });
    }
}
