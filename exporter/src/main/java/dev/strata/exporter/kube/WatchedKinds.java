package dev.strata.exporter.kube;

import dev.strata.exporter.cluster.AutoscalerStatusFacts;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.config.CustomKind;
import dev.strata.exporter.config.KubernetesConfig.OptIns;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What is watched, and the rights that this needs. */
public final class WatchedKinds {

    /**
     * Events of type Normal that explain something: a container that is killed by its probe, an autoscaler that has
     * ordered nodes for a pod or cannot, a node that is about to come for it, a workload that was scaled.
     */
    static final List<String> NORMAL_EVENTS =
            List.of("Killing", "NotTriggerScaleUp", "Nominated", "ScalingReplicaSet", "TriggeredScaleUp");

    private static final String SYSTEM = "kube-system";
    private static final String TLS = "kubernetes.io/tls";

    private WatchedKinds() {}

    /** All feeds, those of small resources first. */
    static List<Feed> feeds(OptIns optIns) {
        Stream<Feed> usual = Arrays.stream(KubeResource.values()).flatMap(WatchedKinds::usual);
        Stream<Feed> secrets = optIns.tlsSecrets() ? Stream.of(Feed.secrets(TLS)) : Stream.empty();
        Stream<Feed> custom = optIns.customResources().stream().map(Feed::custom);
        Stream<Feed> events =
                Stream.concat(Stream.of(Feed.warnings()), NORMAL_EVENTS.stream().map(Feed::normalEvents));
        return Stream.of(usual, secrets, custom, events).flatMap(feeds -> feeds).toList();
    }

    private static Stream<Feed> usual(KubeResource resource) {
        return switch (resource) {
            case EVENTS, SECRETS, CUSTOMRESOURCES -> Stream.empty();
            case LEASES -> Stream.of(Feed.inNamespace(resource, SYSTEM));
            case CONFIGMAPS -> Stream.of(Feed.metadata(resource));
            case AUTOSCALERSTATUS -> Stream.of(Feed.one(resource, SYSTEM, AutoscalerStatusFacts.NAME));
            default -> Stream.of(Feed.all(resource));
        };
    }

    /**
     * The ClusterRole that {@code serve}, {@code diagnose} and {@code record} need, as YAML. Read only, no wildcard; no
     * Secrets and no custom resources but those of {@code optIns}, each told with what it shows.
     */
    public static String clusterRole(OptIns optIns) {
        var byGroup = new TreeMap<String, TreeSet<String>>();
        for (KubeResource resource : KubeResource.values()) {
            if (!resource.isOptIn()) {
                String version = resource.apiVersion();
                String group = version.contains("/") ? version.substring(0, version.indexOf('/')) : "";
                byGroup.computeIfAbsent(group, g -> new TreeSet<>()).add(resource.plural());
            }
        }
        List<String> lines = new ArrayList<>(List.of(
                "# Generated from the kinds that the exporter watches, as by: strata-exporter role",
                "apiVersion: rbac.authorization.k8s.io/v1",
                "kind: ClusterRole",
                "metadata:",
                "  name: strata-exporter",
                "  labels: { app.kubernetes.io/name: strata-exporter }",
                "rules:"));
        byGroup.forEach((group, resources) -> rule(lines, group, resources));
        if (optIns.tlsSecrets()) {
            lines.add(
                    "  # Asked for by --watch.tls-secrets. Whoever has this right can read the values of all Secrets of"
                            + " the cluster;");
            lines.add("  # the exporter keeps of them when a TLS certificate ends.");
            rule(lines, "", List.of("secrets"));
        }
        for (CustomKind kind : optIns.customResources()) {
            lines.add("  # Asked for by --watch.custom-resource " + kind + ". Whoever has this right can read these"
                    + " objects whole;");
            lines.add("  # the exporter keeps their conditions.");
            rule(lines, kind.group(), List.of(kind.plural()));
        }
        return String.join("\n", lines) + "\n";
    }

    private static void rule(List<String> lines, String group, Iterable<String> resources) {
        lines.add("  - apiGroups: [\"" + group + "\"]");
        lines.add("    resources:");
        resources.forEach(resource -> lines.add("      - " + resource));
        lines.add("    verbs: [get, list, watch]");
    }
}
