package dev.strata.testbed.fake.generate;

import dev.strata.testbed.fake.generate.Population.EventName;
import dev.strata.testbed.fake.generate.ServiceWriter.Said;
import java.time.Instant;
import java.util.Deque;
import java.util.List;

/** Writes Events about pods; only the newest stay, as after an hour in a real cluster. */
final class EventLog {

    private static final List<Said> WARNINGS = List.of(
            new Said("Warning", "BackOff", "kubelet", "Back-off restarting failed container app"),
            new Said(
                    "Warning",
                    "Unhealthy",
                    "kubelet",
                    "Readiness probe failed: HTTP probe failed with statuscode: 503"),
            new Said("Warning", "Unhealthy", "kubelet", "Liveness probe failed: context deadline exceeded"),
            new Said(
                    "Warning",
                    "FailedScheduling",
                    "default-scheduler",
                    "0/100 nodes are available: 60 Insufficient cpu"),
            new Said("Warning", "FailedMount", "kubelet", "MountVolume.SetUp failed for volume config"),
            new Said("Warning", "Failed", "kubelet", "Error: ImagePullBackOff"));
    private static final List<Said> NOTES = List.of(
            new Said("Normal", "Killing", "kubelet", "Stopping container app"),
            new Said("Normal", "Scheduled", "default-scheduler", "Successfully assigned the pod"),
            new Said("Normal", "TriggeredScaleUp", "cluster-autoscaler", "pod triggered scale-up"));

    private final Population population;

    EventLog(Population population) {
        this.population = population;
    }

    void warn(PodModel pod, Instant at) {
        keep(
                population.warnings,
                write(pod, population.words.one(WARNINGS), at),
                population.tier.counts().events());
    }

    void note(PodModel pod, Instant at) {
        keep(
                population.notes,
                write(pod, population.words.one(NOTES), at),
                population.tier.counts().events() / 4);
    }

    private void keep(Deque<EventName> log, EventName event, int most) {
        log.addLast(event);
        while (log.size() > most) {
            EventName oldest = log.removeFirst();
            population.delete(Population.EVENTS, oldest.namespace(), oldest.name());
        }
    }

    private EventName write(PodModel pod, Said said, Instant at) {
        Words words = population.words;
        EventName event = new EventName(pod.owner.identity.namespace(), pod.name + "." + words.hex(16));
        population.put(
                Population.EVENTS,
                event.namespace(),
                event.name(),
                population.serviceWriter.event(
                        pod, event.name(), words.uid(), said, at.minusSeconds(60), at, 1 + words.below(20)));
        return event;
    }
}
