package dev.strata.exporter.inquiry;

import dev.strata.exporter.cluster.EndpointSliceFacts.Endpoint;
import dev.strata.exporter.cluster.KubeCondition;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.cluster.PodFacts;
import dev.strata.exporter.cluster.ServiceFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What Services and the pods behind them show. A Service without a selector is somebody else's to fill. */
final class ServiceSights {

    private ServiceSights() {}

    /** Nothing to ask about. */
    static List<String> none(Scene scene) {
        return selecting(scene).findAny().isPresent() ? List.of() : List.of("there is no Service with a selector here");
    }

    static List<String> noReadyEndpoint(Scene scene) {
        return selecting(scene)
                .filter(service -> ready(scene, service.key()) == 0)
                .map(service -> service.key() + ": none of "
                        + endpoints(scene, service.key()).count() + " endpoints is ready")
                .toList();
    }

    static List<String> selectsNothing(Scene scene) {
        return selecting(scene)
                .filter(service -> scene.cluster().podsBehind(service.key()).isEmpty())
                .map(service -> service.key()
                        + (scene.cluster().workloadsBehind(service.key()).isEmpty()
                                ? ": the selector fits no pod and no workload"
                                : ": the selector fits a workload that has no pod"))
                .toList();
    }

    static List<String> notReady(Scene scene) {
        var lines = new ArrayList<String>();
        selecting(scene).forEach(service -> {
            List<PodFacts> pods = scene.cluster().podsBehind(service.key()).stream()
                    .filter(pod -> !pod.isFinished())
                    .toList();
            List<PodFacts> bad = pods.stream().filter(pod -> !pod.isReady()).toList();
            if (!bad.isEmpty()) {
                lines.add(service.key() + ": " + bad.size() + " of " + pods.size() + " pods are not ready, such as "
                        + bad.get(0).key().name() + why(bad.get(0)));
            }
        });
        return lines;
    }

    private static String why(PodFacts pod) {
        return pod.condition("Ready")
                .filter(condition -> !condition.isTrue())
                .map(ServiceSights::described)
                .orElse("");
    }

    private static String described(KubeCondition condition) {
        String words = Sights.words(condition);
        return words.isEmpty() ? "" : " (" + words + ")";
    }

    private static Stream<ServiceFacts> selecting(Scene scene) {
        return scene.services().stream()
                .filter(service -> !service.selector().isEmpty())
                .filter(service -> !service.type().equals("ExternalName"));
    }

    private static long ready(Scene scene, ObjectKey service) {
        return endpoints(scene, service).filter(Endpoint::ready).count();
    }

    private static Stream<Endpoint> endpoints(Scene scene, ObjectKey service) {
        return scene.cluster().slicesOf(service).stream().flatMap(slice -> slice.endpoints().stream());
    }
}
