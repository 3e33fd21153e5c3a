package dev.strata.exporter.inquiry;

import dev.strata.exporter.cluster.ContainerFacts;
import dev.strata.exporter.cluster.KubeCondition;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.cluster.PodFacts;
import dev.strata.exporter.cluster.ReplicaSetFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What pods and their owners show about waiting and crashing. */
final class PodSights {

    /** A pod that is younger may just be on its way. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** Restarts so long ago are history. */
    private static final Duration LATELY = Duration.ofMinutes(30);

    private static final Set<String> NEVER_STARTED = Set.of(
            "ImagePullBackOff",
            "ErrImagePull",
            "ErrImageNeverPull",
            "InvalidImageName",
            "ImageInspectError",
            "CreateContainerConfigError",
            "CreateContainerError",
            "RunContainerError");

    private PodSights() {}

    static List<String> unscheduled(Scene scene) {
        return Sights.byWorkload(scene, waiting(scene), pod -> "");
    }

    static List<String> gated(Scene scene) {
        List<PodFacts> held =
                waitingOrGated(scene).filter(pod -> !pod.gates().isEmpty()).toList();
        return Sights.byWorkload(scene, held, pod -> "held by " + String.join(", ", pod.gates()));
    }

    static List<String> notCreated(Scene scene) {
        return scene.cluster().replicaSets().stream()
                .filter(set -> scene.scope().covers(owner(set)))
                .flatMap(set -> set.condition("ReplicaFailure").filter(KubeCondition::isTrue).stream()
                        .map(condition -> owner(set) + ": " + Sights.words(condition)))
                .toList();
    }

    static List<String> predicates(Scene scene) {
        return Sights.byWorkload(scene, waiting(scene), PodSights::schedulerSays);
    }

    static List<String> volumes(Scene scene) {
        List<PodFacts> pods = waiting(scene).stream()
                .filter(pod -> schedulerSays(pod).toLowerCase(Locale.ROOT).contains("volume"))
                .toList();
        return Sights.byWorkload(scene, pods, PodSights::schedulerSays);
    }

    static List<String> noNodeComes(Scene scene) {
        return waiting(scene).stream()
                .flatMap(pod -> Sights.event(scene, pod.key(), Set.of("NotTriggerScaleUp"), text -> true)
                        .map(text -> pod.key() + ": " + text))
                .limit(Sights.ENOUGH)
                .toList();
    }

    static List<String> crashing(Scene scene) {
        return Sights.byWorkload(
                scene,
                crashed(scene).toList(),
                pod -> containers(scene, pod)
                        .map(container ->
                                (container.init() ? "init container " : "container ") + container.name() + ", "
                                        + container.restartCount() + " restarts"
                                        + (container.waitingReason().isEmpty() ? "" : ", " + container.waitingReason()))
                        .collect(Collectors.joining("; ")));
    }

    static List<String> neverStarted(Scene scene) {
        List<PodFacts> pods = scene.pods().stream()
                .filter(pod -> pod.containers().stream().anyMatch(c -> NEVER_STARTED.contains(c.waitingReason())))
                .toList();
        return Sights.byWorkload(
                scene,
                pods,
                pod -> pod.containers().stream()
                        .filter(container -> NEVER_STARTED.contains(container.waitingReason()))
                        .map(container -> container.waitingReason() + " of " + container.image())
                        .distinct()
                        .collect(Collectors.joining("; ")));
    }

    static List<String> exits(Scene scene) {
        return Sights.byWorkload(
                scene,
                crashed(scene).toList(),
                pod -> containers(scene, pod)
                        .flatMap(container -> ends(container)
                                .map(end -> container.name() + " ended with exit code " + end.exitCode()
                                        + (end.reason().isEmpty() ? "" : " (" + end.reason() + ")")))
                        .distinct()
                        .collect(Collectors.joining("; ")));
    }

    static List<String> killedByProbe(Scene scene) {
        return crashed(scene)
                .flatMap(
                        pod -> Sights.event(scene, pod.key(), Set.of("Killing", "Unhealthy"), PodSights::isKillingProbe)
                                .map(text -> pod.key() + ": " + text))
                .limit(Sights.ENOUGH)
                .toList();
    }

    /** A readiness probe takes a pod out of service but never kills it. */
    private static boolean isKillingProbe(String message) {
        String text = message.toLowerCase(Locale.ROOT);
        return text.contains("liveness probe") || text.contains("startup probe");
    }

    /** Pods that have waited for a node for a while and are free to get one. */
    static List<PodFacts> waiting(Scene scene) {
        return waitingOrGated(scene).filter(pod -> pod.gates().isEmpty()).toList();
    }

    private static Stream<PodFacts> waitingOrGated(Scene scene) {
        Instant latest = scene.cluster().at().minus(PATIENCE);
        return scene.pods().stream()
                .filter(pod -> pod.nodeName().isEmpty() && pod.meta().deleted() == null)
                .filter(pod -> !pod.meta().created().isAfter(latest));
    }

    private static String schedulerSays(PodFacts pod) {
        return pod.condition("PodScheduled")
                .filter(condition -> !condition.isTrue())
                .map(Sights::words)
                .orElse("the scheduler has said nothing about it");
    }

    private static Stream<PodFacts> crashed(Scene scene) {
        return scene.pods().stream()
                .filter(pod -> containers(scene, pod).findAny().isPresent());
    }

    private static Stream<ContainerFacts> containers(Scene scene, PodFacts pod) {
        Instant from = scene.cluster().at().minus(LATELY);
        return pod.containers().stream()
                .filter(container -> container.waitingReason().equals("CrashLoopBackOff")
                        || (container.restartCount() > 0
                                && ends(container)
                                        .anyMatch(end -> end.exitCode() != 0
                                                && end.finishedAt() != null
                                                && end.finishedAt().isAfter(from))));
    }

    private static Stream<ContainerFacts.Ended> ends(ContainerFacts container) {
        return Stream.of(container.ended(), container.previous()).flatMap(Stream::ofNullable);
    }

    private static ObjectKey owner(ReplicaSetFacts set) {
        var controller = set.meta().controller();
        return controller == null ? set.key() : controller;
    }
}
