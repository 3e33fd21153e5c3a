package dev.strata.exporter;

import dev.strata.exporter.cluster.ClusterView;
import dev.strata.exporter.cluster.Freshness;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.signal.Evaluators;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The resources without which a signal that is on cannot be judged. */
final class Required {

    private Required() {}

    static Set<KubeResource> resources(Set<String> disabledSignals) {
        var resources = EnumSet.noneOf(KubeResource.class);
        Evaluators.all().stream()
                .filter(evaluator ->
                        !disabledSignals.contains(evaluator.signal().id()))
                .forEach(evaluator -> resources.addAll(evaluator.resources()));
        return resources;
    }

    /** What is not there to be read is no lack of sight. */
    static boolean isNotInstalled(KubeResource resource, Freshness freshness) {
        return resource.isOptional() && freshness.state() == Freshness.State.ABSENT;
    }

    /** One line for each required resource that cannot be read; empty when all can. */
    static List<String> missing(ClusterView view, Set<String> disabledSignals) {
        var lines = new ArrayList<String>();
        for (KubeResource resource : resources(disabledSignals)) {
            Freshness freshness = view.freshness(resource);
            if (!freshness.isFresh() && !isNotInstalled(resource, freshness)) {
                String state = freshness.state().name().toLowerCase(Locale.ROOT);
                lines.add(
                        resource.id() + ": " + state + (freshness.detail().isEmpty() ? "" : ", " + freshness.detail()));
            }
        }
        return lines;
    }
}
