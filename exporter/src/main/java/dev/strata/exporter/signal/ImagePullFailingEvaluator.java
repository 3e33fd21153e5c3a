package dev.strata.exporter.signal;

import dev.strata.catalog.ApplicationSignals;
import dev.strata.catalog.Severity;
import dev.strata.catalog.Signal;
import dev.strata.exporter.cluster.ContainerFacts;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.cluster.PodFacts;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Containers that wait for an image that cannot be pulled; why is in the events, whose words classify it. */
final class ImagePullFailingEvaluator implements SignalEvaluator {

    private static final Signal SIGNAL = ApplicationSignals.IMAGE_PULL_FAILING;

    private static final Duration MEMORY = Duration.ofMinutes(30);
    private static final String UNCLEAR = "image_pull";

    @Override
    public Signal signal() {
        return SIGNAL;
    }

    @Override
    public Set<KubeResource> resources() {
        return Reads.OWNED_PODS;
    }

    @Override
    public SignalReadings evaluate(SignalInput input) {
        return Culprits.of(
                        input.cluster(),
                        pod -> pod.containers().stream().anyMatch(c -> PodTrouble.IMAGE.contains(c.waitingReason())))
                .read(SIGNAL, (owner, pods) -> Optional.of(bad(owner, pods, input)));
    }

    private static Draft bad(ObjectKey owner, List<PodFacts> pods, SignalInput input) {
        List<String> said = PodEvents.slugs(
                PodEvents.recent(input, pods, MEMORY, Set.of("Failed", "InspectFailed")),
                ImagePullFailingEvaluator::slug);
        List<String> known = said.stream().filter(s -> !s.equals(UNCLEAR)).toList();
        List<String> waiting = pods.stream()
                .flatMap(pod -> pod.containers().stream())
                .map(ContainerFacts::waitingReason)
                .filter(PodTrouble.IMAGE::contains)
                .filter(reason -> reason.equals("InvalidImageName") || reason.equals("ErrImageNeverPull"))
                .map(Slugs::of)
                .distinct()
                .sorted()
                .toList();
        return Culprits.draft(SIGNAL, Severity.WARNING, input.cluster(), owner, pods)
                .since(Culprits.earliest(pods, Culprits::scheduled))
                .reasons(waiting)
                .reasons(known.isEmpty() && waiting.isEmpty() ? List.of(UNCLEAR) : known);
    }

    private static String slug(String message) {
        String text = message.toLowerCase(Locale.ROOT);
        if (text.contains("toomanyrequests") || text.contains("rate limit")) {
            return "registry_rate_limit";
        }
        if (text.contains("unauthorized") || text.contains("denied") || text.contains("authentication required")) {
            return "image_unauthorized";
        }
        if (text.contains("not found") || text.contains("manifest unknown")) {
            return "image_not_found";
        }
        if (text.contains("no match for platform") || text.contains("exec format")) {
            return "image_wrong_architecture";
        }
        boolean silent = text.contains("timeout")
                || text.contains("no such host")
                || text.contains("connection refused")
                || text.contains("deadline exceeded")
                || text.contains("tls:")
                || text.contains("x509:");
        return silent ? "registry_unreachable" : UNCLEAR;
    }
}
