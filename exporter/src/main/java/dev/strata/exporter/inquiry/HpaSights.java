package dev.strata.exporter.inquiry;

import dev.strata.exporter.cluster.HpaFacts;
import dev.strata.exporter.cluster.KubeCondition;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.cluster.PodFacts;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What autoscalers and the workloads they scale show. */
final class HpaSights {

    /** The controller itself lets a metric differ from its target by so much before it scales. */
    private static final double TOLERANCE = 1.1;

    private HpaSights() {}

    /** Nothing to ask about. */
    static List<String> none(Scene scene) {
        return scene.hpas().isEmpty() ? List.of("there is no autoscaler here") : List.of();
    }

    static List<String> atMax(Scene scene) {
        return scene.hpas().stream()
                .filter(hpa -> hpa.maxReplicas() > hpa.minReplicas() && hpa.currentReplicas() >= hpa.maxReplicas())
                .map(hpa -> hpa.key() + ": " + hpa.currentReplicas() + " of at most " + hpa.maxReplicas() + " replicas")
                .toList();
    }

    static List<String> pending(Scene scene) {
        Set<ObjectKey> targets = scene.hpas().stream().map(HpaFacts::target).collect(Collectors.toSet());
        List<PodFacts> pods = PodSights.waiting(scene).stream()
                .filter(pod -> targets.contains(scene.cluster().ownerOf(pod)))
                .toList();
        return Sights.byWorkload(scene, pods, pod -> "");
    }

    static List<String> aboveTarget(Scene scene) {
        return scene.hpas().stream()
                .flatMap(hpa -> hpa.metrics().stream()
                        .filter(metric -> metric.current() > TOLERANCE * metric.target())
                        .map(metric -> hpa.key() + ": " + metric.name() + " is "
                                + String.format(Locale.ROOT, "%.1f", metric.current() / metric.target())
                                + " times its target"))
                .toList();
    }

    /** Nothing to scale, and a target that was scaled to zero by hand, are no blindness. */
    static List<String> blind(Scene scene) {
        return scene.hpas().stream()
                .flatMap(hpa -> Stream.of("ScalingActive", "AbleToScale")
                        .flatMap(type -> hpa.condition(type).stream())
                        .filter(KubeCondition::isFalse)
                        .filter(condition -> !condition.reason().equals("ScalingDisabled"))
                        .map(condition -> hpa.key() + ": " + Sights.words(condition)))
                .toList();
    }

    static List<String> changes(Scene scene) {
        return Sights.changes(scene, Set.of("rollout", "hpa_edit", "config_edit"));
    }
}
