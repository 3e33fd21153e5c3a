package dev.strata.endtoend.real;

import com.fasterxml.jackson.databind.JsonNode;
import dev.strata.testbed.cluster.KubeApi;
import dev.strata.testbed.cluster.KubeApiException;
import dev.strata.testbed.part.PartException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The events that kubelets write about pods that do not come up, which simulated ones do not: a pod with the annotations
 * {@code sim/event} and {@code sim/message} gets that warning, counted up while the pod lives.
 */
final class Complaints implements AutoCloseable {
    private final KubeApi api;
    private final InstantSource clock = InstantSource.system();
    private final Map<String, Said> said = new HashMap<>();
    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "complaints");
        thread.setDaemon(true);
        return thread;
    });

    private record Said(Instant first, int count) {}

    private Complaints(KubeApi api) {
        this.api = api;
    }

    static Complaints start(KubeApi api) {
        var complaints = new Complaints(api);
        var unused = complaints.ticker.scheduleWithFixedDelay(complaints::tick, 1, 1, TimeUnit.SECONDS);
        return complaints;
    }

    @Override
    public void close() {
        ticker.shutdownNow();
    }

    private void tick() {
        try {
            for (JsonNode pod : api.list("/api/v1/pods?labelSelector=sim%2Fcomplains")) {
                if (pod.path("spec").has("nodeName") && !pod.path("metadata").has("deletionTimestamp")) {
                    say(pod.path("metadata"));
                }
            }
        } catch (PartException | KubeApiException e) {
            // A namespace that is being deleted refuses new events.
            System.err.println("not written: " + e.getMessage());
        }
    }

    private void say(JsonNode pod) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        String uid = pod.path("uid").asText();
        Said next = said.merge(uid, new Said(now, 1), (before, one) -> new Said(before.first(), before.count() + 1));
        api.apply("""
                apiVersion: v1
                kind: Event
                metadata: {name: %1$s.complaint, namespace: %2$s}
                involvedObject: {apiVersion: v1, kind: Pod, namespace: %2$s, name: %1$s, uid: %3$s}
                type: Warning
                reason: %4$s
                message: '%5$s'
                count: %6$d
                firstTimestamp: "%7$s"
                lastTimestamp: "%8$s"
                source: {component: kubelet}
                """.formatted(
                        pod.path("name").asText(),
                        pod.path("namespace").asText(),
                        uid,
                        pod.path("annotations").path("sim/event").asText(),
                        pod.path("annotations").path("sim/message").asText().replace("'", "''"),
                        next.count(),
                        next.first(),
                        now));
    }
}
