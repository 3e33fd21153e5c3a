package dev.strata.exporter.projection;

import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.NodePoolFacts;
import dev.strata.exporter.cluster.QuotaFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A NodePool of Karpenter. */
final class NodePoolDraft implements Draft {

    private static final Set<String> RESOURCES = Set.of("cpu", "memory", "nodes", "pods", "ephemeral-storage");

    private final MetaDraft meta = new MetaDraft();
    private final Map<String, String> limits = new TreeMap<>();
    private final Map<String, String> used = new TreeMap<>();
    private final List<ConditionDraft> conditions = new ArrayList<>(2);

    static Fields<NodePoolDraft> fields(Fields<MetaDraft> meta) {
        return new Fields<NodePoolDraft>()
                .part("metadata", d -> d.meta, meta)
                .within(
                        "spec",
                        new Fields<NodePoolDraft>()
                                .pairs("limits", NodePoolDraft::isResource, (d, k, v) -> d.limits.put(k, v)))
                .within(
                        "status",
                        ConditionDraft.into(new Fields<NodePoolDraft>(), d -> d.conditions)
                                .pairs("resources", NodePoolDraft::isResource, (d, k, v) -> d.used.put(k, v)));
    }

    /** Also what somebody's devices are called, such as {@code example.com/gpu}. */
    private static boolean isResource(String name) {
        return RESOURCES.contains(name) || name.contains("/");
    }

    @Override
    public MetaDraft meta() {
        return meta;
    }

    @Override
    public NodePoolFacts facts(KubeResource resource) {
        var names = new TreeSet<>(limits.keySet());
        names.addAll(used.keySet());
        return new NodePoolFacts(
                meta.facts(resource),
                names.stream()
                        .map(name -> new QuotaFacts.Amount(
                                name,
                                Scalars.real(limits.getOrDefault(name, "")),
                                Scalars.real(used.getOrDefault(name, ""))))
                        .toList(),
                ConditionDraft.facts(conditions));
    }
}
