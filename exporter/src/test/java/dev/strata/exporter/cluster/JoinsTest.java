package dev.strata.exporter.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JoinsTest {

    private final Map<ObjectKey, ObjectFacts> held = new TreeMap<>();
    private Joins joins = Joins.empty();

    /** What is joined step by step equals what is searched for in everything that is held. */
    @Test
    void with_randomChanges_equalsASearchThroughAll() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        var random = new Random(seed);
        for (int round = 0; round < 150; round++) {
            change(KubeResource.PODS, random, JoinsTest::pod);
            change(KubeResource.REPLICASETS, random, JoinsTest::replicaSet);
            change(KubeResource.ENDPOINTSLICES, random, JoinsTest::slice);
            change(KubeResource.EVENTS, random, JoinsTest::event);
            change(KubeResource.SERVICES, random, JoinsTest::service);
            change(KubeResource.DEPLOYMENTS, random, JoinsTest::workload);
            for (int i = 0; i < 4; i++) {
                check("n" + i % 2, i);
            }
        }
        assertThat(held).isNotEmpty();
    }

    private interface Maker {
        ObjectFacts make(Random random, String namespace, int number);
    }

    private void change(KubeResource resource, Random random, Maker maker) {
        var changes = new HashMap<ObjectKey, Optional<ObjectFacts>>();
        for (int i = random.nextInt(6); i > 0; i--) {
            ObjectFacts made = maker.make(random, "n" + random.nextInt(2), random.nextInt(9));
            changes.put(made.key(), random.nextInt(3) > 0 ? Optional.of(made) : Optional.empty());
        }
        changes.forEach((key, change) -> change.ifPresentOrElse(f -> held.put(key, f), () -> held.remove(key)));
        joins = joins.with(resource, changes);
    }

    private void check(String namespace, int number) {
        assertThat(joins.podsOn("node-" + number))
                .containsExactlyElementsOf(pods(pod -> pod.nodeName().equals("node-" + number)));
        assertThat(joins.unsettledPods()).containsExactlyElementsOf(pods(pod -> !pod.isSettled()));
        assertThat(joins.claimingPods())
                .containsExactlyElementsOf(pods(pod -> !pod.claims().isEmpty()));
        assertThat(joins.unsettledWorkloads())
                .containsExactlyElementsOf(all(WorkloadFacts.class).stream()
                        .filter(workload -> !workload.isSettled())
                        .toList());
        assertThat(joins.looseReplicaSets())
                .containsExactlyElementsOf(all(ReplicaSetFacts.class).stream()
                        .filter(set -> set.meta().controller() == null
                                || !set.meta().controller().kind().equals("Deployment"))
                        .toList());
        assertThat(joins.unservedServices())
                .containsExactlyElementsOf(all(ServiceFacts.class).stream()
                        .filter(service -> all(EndpointSliceFacts.class).stream()
                                .noneMatch(slice -> slice.hasReady()
                                        && slice.service().equals(service.key().name())
                                        && slice.key()
                                                .namespace()
                                                .equals(service.key().namespace())))
                        .toList());
        assertThat(joins.requested().getOrDefault("node-" + number, Resources.NONE))
                .isEqualTo(Resources.ofPods(pods(pod -> pod.nodeName().equals("node-" + number))));
        for (String kind : List.of("Deployment", "ReplicaSet", "StatefulSet", "Pod")) {
            var owner = new ObjectKey(kind, namespace, name(kind, number));
            assertThat(joins.podsOf(owner))
                    .as(owner.toString())
                    .containsExactlyElementsOf(pods(pod -> ownerOf(pod).equals(owner)));
        }
        var service = new ObjectKey("Service", namespace, "s" + number);
        assertThat(joins.slicesOf(service))
                .containsExactlyElementsOf(all(EndpointSliceFacts.class).stream()
                        .filter(slice -> slice.key().namespace().equals(namespace)
                                && slice.service().equals("s" + number))
                        .toList());
        var about = new ObjectKey("Pod", namespace, name("Pod", number));
        assertThat(joins.eventsAbout(about))
                .containsExactlyInAnyOrderElementsOf(all(KubeEventFacts.class).stream()
                        .filter(event -> event.regarding().equals(about))
                        .toList())
                .isSortedAccordingTo((a, b) -> a.last().compareTo(b.last()));
        var deployment = new ObjectKey("Deployment", namespace, name("Deployment", number));
        assertThat(joins.replicaSetsOf(deployment))
                .containsExactlyInAnyOrderElementsOf(all(ReplicaSetFacts.class).stream()
                        .filter(rs -> deployment.equals(rs.meta().controller()))
                        .toList())
                .isSortedAccordingTo(
                        (a, b) -> Integer.compare(Integer.parseInt(a.revision()), Integer.parseInt(b.revision())));
        assertThat(joins.newestReplicaSets()).allSatisfy(set -> {
            ObjectKey owner = set.meta().controller() == null
                    ? set.key()
                    : Objects.requireNonNull(set.meta().controller());
            List<ReplicaSetFacts> all = joins.replicaSetsOf(owner);
            assertThat(set).isSameAs(all.get(all.size() - 1));
        });
        for (PodFacts pod : all(PodFacts.class)) {
            assertThat(joins.ownerOf(pod)).isEqualTo(ownerOf(pod));
        }
    }

    private ObjectKey ownerOf(PodFacts pod) {
        ObjectKey controller = pod.meta().controller();
        if (controller == null) {
            return pod.key();
        }
        ObjectFacts set = held.get(controller);
        ObjectKey above = set == null ? null : set.meta().controller();
        return above == null ? controller : above;
    }

    private List<PodFacts> pods(Predicate<PodFacts> wanted) {
        return all(PodFacts.class).stream().filter(wanted).toList();
    }

    private <T extends ObjectFacts> List<T> all(Class<T> type) {
        var all = new ArrayList<T>();
        held.values().stream().filter(type::isInstance).map(type::cast).forEach(all::add);
        return all;
    }

    private static String name(String kind, int number) {
        return kind.charAt(0) + "-" + number;
    }

    private static @Nullable ObjectKey owner(Random random, String namespace, String... kinds) {
        int choice = random.nextInt(kinds.length + 1);
        return choice == kinds.length
                ? null
                : new ObjectKey(kinds[choice], namespace, name(kinds[choice], random.nextInt(4)));
    }

    private static PodFacts pod(Random random, String namespace, int number) {
        ObjectKey owner = owner(random, namespace, "ReplicaSet", "ReplicaSet", "StatefulSet");
        PodFacts plain = Facts.pod(namespace, name("Pod", number), Map.of(), owner);
        return new PodFacts(
                plain.meta(),
                plain.phase(),
                random.nextInt(5) == 0 ? "" : "node-" + random.nextInt(4),
                List.of(new KubeCondition("Ready", random.nextBoolean() ? "True" : "False", "", "", Facts.T0)),
                List.of(),
                new Resources(random.nextInt(5), 1, 1),
                new PodFacts.Placement("", 0, List.of(), random.nextInt(4) == 0 ? List.of("c") : List.of()),
                0);
    }

    private static ReplicaSetFacts replicaSet(Random random, String namespace, int number) {
        var key = new ObjectKey("ReplicaSet", namespace, name("ReplicaSet", number));
        return new ReplicaSetFacts(
                Facts.meta(key, Map.of(), owner(random, namespace, "Deployment")),
                new WorkloadFacts.Replicas(1, 1, 1, 1, 1),
                Integer.toString(random.nextInt(20)),
                List.of(),
                Map.of());
    }

    private static EndpointSliceFacts slice(Random random, String namespace, int number) {
        var key = new ObjectKey("EndpointSlice", namespace, "e" + number);
        return new EndpointSliceFacts(Facts.meta(key, Map.of(), null), "s" + random.nextInt(4), endpoints(random));
    }

    private static List<EndpointSliceFacts.Endpoint> endpoints(Random random) {
        return random.nextBoolean()
                ? List.of()
                : List.of(new EndpointSliceFacts.Endpoint("p", "", random.nextBoolean(), random.nextInt(3) == 0));
    }

    private static ServiceFacts service(Random random, String namespace, int number) {
        return Facts.service(namespace, "s" + number % 5, Map.of("app", "a" + random.nextInt(3)));
    }

    private static WorkloadFacts workload(Random random, String namespace, int number) {
        WorkloadFacts plain = Facts.deployment(namespace, name("Deployment", number), Map.of());
        int ready = random.nextInt(3);
        return new WorkloadFacts(
                plain.meta(),
                plain.resource(),
                new WorkloadFacts.Replicas(2, 2, 2, ready, ready),
                plain.rollout(),
                plain.observedGeneration(),
                random.nextInt(5) == 0,
                plain.selector(),
                plain.conditions(),
                plain.podRequests(),
                plain.podLabels(),
                plain.template(),
                null,
                null);
    }

    private static KubeEventFacts event(Random random, String namespace, int number) {
        return new KubeEventFacts(
                Facts.meta(new ObjectKey("Event", namespace, "v" + number), Map.of(), null),
                "Warning",
                "BackOff",
                new ObjectKey("Pod", namespace, name("Pod", random.nextInt(4))),
                "",
                1,
                Facts.T0.plusSeconds(random.nextInt(50)));
    }
}
