package dev.strata.exporter.projection;

import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.NodeFacts;
import dev.strata.exporter.cluster.Resources;
import java.util.ArrayList;
import java.util.List;

/** A node. */
final class NodeDraft implements Draft {

    private final MetaDraft meta = new MetaDraft();
    private boolean unschedulable;
    private final List<TaintDraft> taints = new ArrayList<>(1);
    private final List<ConditionDraft> conditions = new ArrayList<>(5);
    private String cpu = "";
    private String memory = "";
    private String pods = "";
    private String kubeletVersion = "";

    private static final class TaintDraft {
        private String key = "";
        private String value = "";
        private String effect = "";
    }

    static Fields<NodeDraft> fields(Fields<MetaDraft> meta) {
        var taint = new Fields<TaintDraft>()
                .word("key", (t, v) -> t.key = v)
                .word("value", (t, v) -> t.value = v)
                .word("effect", (t, v) -> t.effect = v);
        var allocatable = new Fields<NodeDraft>()
                .word("cpu", (n, v) -> n.cpu = v)
                .word("memory", (n, v) -> n.memory = v)
                .word("pods", (n, v) -> n.pods = v);
        return new Fields<NodeDraft>()
                .part("metadata", n -> n.meta, meta)
                .within(
                        "spec",
                        new Fields<NodeDraft>()
                                .flag("unschedulable", (n, v) -> n.unschedulable = v)
                                .parts("taints", n -> Drafts.added(n.taints, new TaintDraft()), taint))
                .within(
                        "status",
                        ConditionDraft.into(new Fields<NodeDraft>(), n -> n.conditions)
                                .within("allocatable", allocatable)
                                .within(
                                        "nodeInfo",
                                        new Fields<NodeDraft>()
                                                .word("kubeletVersion", (n, v) -> n.kubeletVersion = v)));
    }

    @Override
    public MetaDraft meta() {
        return meta;
    }

    @Override
    public NodeFacts facts(KubeResource resource) {
        return new NodeFacts(
                meta.facts(resource),
                unschedulable,
                taints.stream()
                        .map(t -> new NodeFacts.Taint(t.key, t.value, t.effect))
                        .toList(),
                ConditionDraft.facts(conditions),
                new Resources(Scalars.millis(cpu), Scalars.units(memory), Scalars.units(pods)),
                kubeletVersion);
    }
}
