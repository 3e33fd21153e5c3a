package dev.strata.endtoend.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strata.exporter.cluster.ClusterView;
import dev.strata.exporter.cluster.EndpointSliceFacts;
import dev.strata.exporter.cluster.Freshness;
import dev.strata.exporter.cluster.IndexedView;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.ObjectFacts;
import dev.strata.exporter.cluster.ObjectHistory;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.cluster.ServiceFacts;
import dev.strata.exporter.health.HealthFold;
import dev.strata.exporter.health.HealthInput;
import dev.strata.exporter.health.HealthSettings;
import dev.strata.exporter.health.HealthSnapshot;
import dev.strata.exporter.measurement.Measurements;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** That it is enough to look at what has not settled. */
class SettledEvaluationTest {

    /** All signals are on. */
    private static final HealthSettings SETTINGS = new HealthSettings(
            HealthSettings.DEFAULTS.thresholds(),
            Map.of(),
            Set.of(),
            HealthSettings.DEFAULTS.holdUnknown(),
            HealthSettings.DEFAULTS.ownerLabels(),
            HealthSettings.DEFAULTS.tuning());

    private static final int ROUNDS = 30;
    private static final int STEPS = 150;

    private final HealthFold fold = new HealthFold();

    @Test
    @Timeout(180)
    void evaluation_ofWhatIsIndexedStepByStep_equalsOneThatLooksAtEverything() throws InterruptedException {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        HealthSnapshot stepwise = null;
        HealthSnapshot scratch = null;
        int findings = 0;
        try (var followed = new FollowedCluster(seed)) {
            for (int round = 0; round < ROUNDS; round++) {
                while (followed.view(followed.now()).count(KubeResource.PODS)
                        != followed.cluster().size("pods")) {
                    Thread.sleep(10);
                }
                Instant at = followed.now();
                ClusterView view = followed.view(at);
                stepwise = fold.next(stepwise, input(view, at));
                scratch = fold.next(scratch, input(looksAtEverything(fromScratch(view, at)), at));
                assertThat(scratch.findings()).isEqualTo(stepwise.findings());
                assertThat(scratch.signals()).isEqualTo(stepwise.signals());
                assertThat(scratch).isEqualTo(stepwise);
                findings += stepwise.findings().size();
                followed.cluster().step(STEPS);
            }
        }
        assertThat(findings).isGreaterThan(ROUNDS);
    }

    private static HealthInput input(ClusterView view, Instant at) {
        return new HealthInput(view, Measurements.NOT_CONFIGURED, List.of(), SETTINGS, Map.of(), at);
    }

    /** The same facts and histories, joined anew. */
    private static ClusterView fromScratch(ClusterView view, Instant at) {
        var facts = new ArrayList<ObjectFacts>();
        var freshness = new EnumMap<KubeResource, Freshness>(KubeResource.class);
        Map<ObjectKey, ObjectHistory> histories = new HashMap<>();
        for (KubeResource resource : KubeResource.values()) {
            facts.addAll(view.all(resource, ObjectFacts.class));
            freshness.put(resource, view.freshness(resource));
        }
        facts.forEach(each -> histories.put(each.key(), view.history(each.key())));
        return IndexedView.of(at, facts, freshness, histories);
    }

    /** The view with everything in place of what is special. */
    private static ClusterView looksAtEverything(ClusterView view) {
        return (ClusterView) Proxy.newProxyInstance(
                ClusterView.class.getClassLoader(),
                new Class<?>[] {ClusterView.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "unsettledPods", "claimingPods" -> view.pods();
                    case "unsettledWorkloads" -> view.workloads();
                    case "looseReplicaSets" -> view.replicaSets();
                    case "unservedServices" ->
                        view.services().stream()
                                .filter(service -> isUnserved(view, service))
                                .toList();
                    default -> of(view, method, arguments);
                });
    }

    private static boolean isUnserved(ClusterView view, ServiceFacts service) {
        return view.slicesOf(service.key()).stream()
                .map(EndpointSliceFacts::endpoints)
                .flatMap(List::stream)
                .noneMatch(endpoint -> endpoint.ready() && !endpoint.terminating());
    }

    private static Object of(ClusterView view, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(view, arguments);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }
}
