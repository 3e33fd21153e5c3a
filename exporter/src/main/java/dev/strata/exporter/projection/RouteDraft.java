package dev.strata.exporter.projection;

import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.cluster.RouteFacts;
import java.util.ArrayList;
import java.util.List;

/** An HTTPRoute or a GRPCRoute. */
final class RouteDraft implements Draft {

    private static final Fields<ReferenceDraft> REFERENCE = new Fields<ReferenceDraft>()
            .word("kind", (r, v) -> r.kind = v)
            .word("namespace", (r, v) -> r.namespace = v)
            .word("name", (r, v) -> r.name = v)
            .whole("port", (r, v) -> r.port = v);

    private final MetaDraft meta = new MetaDraft();
    private final List<ReferenceDraft> gateways = new ArrayList<>(1);
    private final List<ParentDraft> parents = new ArrayList<>(1);
    private final List<ReferenceDraft> backends = new ArrayList<>(1);

    /** To another object; a kind or namespace that it does not name is filled in. */
    private static final class ReferenceDraft {
        private String kind = "";
        private String namespace = "";
        private String name = "";
        private long port;

        ObjectKey key(String usualKind, String own) {
            return new ObjectKey(kind.isEmpty() ? usualKind : kind, namespace.isEmpty() ? own : namespace, name);
        }
    }

    private static final class ParentDraft {
        private final ReferenceDraft gateway = new ReferenceDraft();
        private final List<ConditionDraft> conditions = new ArrayList<>(2);
    }

    static Fields<RouteDraft> fields(Fields<MetaDraft> meta) {
        return new Fields<RouteDraft>()
                .part("metadata", d -> d.meta, meta)
                .within(
                        "spec",
                        new Fields<RouteDraft>()
                                .parts("parentRefs", d -> Drafts.added(d.gateways, new ReferenceDraft()), REFERENCE)
                                .parts(
                                        "rules",
                                        d -> d,
                                        new Fields<RouteDraft>()
                                                .parts(
                                                        "backendRefs",
                                                        d -> Drafts.added(d.backends, new ReferenceDraft()),
                                                        REFERENCE)))
                .within(
                        "status",
                        new Fields<RouteDraft>()
                                .parts(
                                        "parents",
                                        d -> Drafts.added(d.parents, new ParentDraft()),
                                        ConditionDraft.into(new Fields<ParentDraft>(), p -> p.conditions)
                                                .part("parentRef", p -> p.gateway, REFERENCE)));
    }

    @Override
    public MetaDraft meta() {
        return meta;
    }

    @Override
    public RouteFacts facts(KubeResource resource) {
        return new RouteFacts(
                meta.facts(resource),
                resource,
                gateways.stream().map(g -> g.key("Gateway", meta.namespace)).toList(),
                parents.stream()
                        .map(p -> new RouteFacts.Parent(
                                p.gateway.key("Gateway", meta.namespace), ConditionDraft.facts(p.conditions)))
                        .toList(),
                backends.stream()
                        .map(b -> new RouteFacts.Backend(b.key("Service", meta.namespace), Drafts.clamped(b.port)))
                        .distinct()
                        .toList());
    }
}
