package dev.strata.exporter.projection;

import dev.strata.exporter.cluster.GatewayFacts;
import dev.strata.exporter.cluster.KubeResource;
import java.util.ArrayList;
import java.util.List;

/** A Gateway. */
final class GatewayDraft implements Draft {

    private final MetaDraft meta = new MetaDraft();
    private String className = "";
    private final List<ListenerDraft> listeners = new ArrayList<>(2);
    private final List<ConditionDraft> conditions = new ArrayList<>(2);

    private static final class ListenerDraft {
        private String name = "";
        private long attachedRoutes;
        private final List<ConditionDraft> conditions = new ArrayList<>(3);
    }

    static Fields<GatewayDraft> fields(Fields<MetaDraft> meta) {
        var listener = ConditionDraft.into(new Fields<ListenerDraft>(), l -> l.conditions)
                .word("name", (l, v) -> l.name = v)
                .whole("attachedRoutes", (l, v) -> l.attachedRoutes = v);
        return new Fields<GatewayDraft>()
                .part("metadata", d -> d.meta, meta)
                .within("spec", new Fields<GatewayDraft>().word("gatewayClassName", (d, v) -> d.className = v))
                .within(
                        "status",
                        ConditionDraft.into(new Fields<GatewayDraft>(), d -> d.conditions)
                                .parts("listeners", d -> Drafts.added(d.listeners, new ListenerDraft()), listener));
    }

    @Override
    public MetaDraft meta() {
        return meta;
    }

    @Override
    public GatewayFacts facts(KubeResource resource) {
        return new GatewayFacts(
                meta.facts(resource),
                className,
                listeners.stream()
                        .map(l -> new GatewayFacts.Listener(
                                l.name, Drafts.clamped(l.attachedRoutes), ConditionDraft.facts(l.conditions)))
                        .toList(),
                ConditionDraft.facts(conditions));
    }
}
