package dev.strata.exporter.kube;

import dev.strata.exporter.cluster.KubeResource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What is watched, and the rights that this needs. */
public final class WatchedKinds {

    /**
     * Events of type Normal that explain something: a container that is killed by its probe, an autoscaler that has
     * ordered nodes for a pod or cannot, a node that is about to come for it.
     */
    static final List<String> NORMAL_EVENTS = List.of("Killing", "NotTriggerScaleUp", "Nominated", "TriggeredScaleUp");

    private WatchedKinds() {}

    /** All feeds, those of small resources first. */
    static List<Feed> feeds() {
        Stream<Feed> whole = Arrays.stream(KubeResource.values())
                .filter(resource -> resource != KubeResource.EVENTS && resource != KubeResource.LEASES)
                .map(Feed::all);
        Stream<Feed> events =
                Stream.concat(Stream.of(Feed.warnings()), NORMAL_EVENTS.stream().map(Feed::normalEvents));
        return Stream.of(whole, Stream.of(Feed.inNamespace(KubeResource.LEASES, "kube-system")), events)
                .flatMap(feeds -> feeds)
                .toList();
    }

    /**
     * The ClusterRole that {@code serve}, {@code diagnose} and {@code record} need, as YAML. Read only, no wildcard, no
     * Secrets.
     */
    public static String clusterRole() {
        var byGroup = new TreeMap<String, TreeSet<String>>();
        for (KubeResource resource : KubeResource.values()) {
            String version = resource.apiVersion();
            String group = version.contains("/") ? version.substring(0, version.indexOf('/')) : "";
            byGroup.computeIfAbsent(group, g -> new TreeSet<>()).add(resource.id());
        }
        List<String> lines = new ArrayList<>(List.of(
                "# Generated from the kinds that the exporter watches; rewritten by: make golden",
                "apiVersion: rbac.authorization.k8s.io/v1",
                "kind: ClusterRole",
                "metadata:",
                "  name: strata-exporter",
                "  labels: { app.kubernetes.io/name: strata-exporter }",
                "rules:"));
        for (Map.Entry<String, TreeSet<String>> rule : byGroup.entrySet()) {
            lines.add("  - apiGroups: [\"" + rule.getKey() + "\"]");
            lines.add("    resources:");
            rule.getValue().forEach(resource -> lines.add("      - " + resource));
            lines.add("    verbs: [get, list, watch]");
        }
        return String.join("\n", lines) + "\n";
    }
}
