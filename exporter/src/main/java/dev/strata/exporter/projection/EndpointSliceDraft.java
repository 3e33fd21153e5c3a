package dev.strata.exporter.projection;

import dev.strata.exporter.cluster.EndpointSliceFacts;
import dev.strata.exporter.cluster.EndpointSliceFacts.Endpoint;
import dev.strata.exporter.cluster.KubeResource;
import java.util.ArrayList;
import java.util.List;

/** An EndpointSlice. */
final class EndpointSliceDraft implements Draft {

    private static final String SERVICE_LABEL = "kubernetes.io/service-name";

    private final MetaDraft meta = new MetaDraft();
    private final List<EndpointDraft> endpoints = new ArrayList<>();

    private static final class EndpointDraft {
        private String targetKind = "";
        private String targetName = "";
        private String nodeName = "";
        private boolean ready = true;
        private boolean terminating;
    }

    static Fields<EndpointSliceDraft> fields(Fields<MetaDraft> meta) {
        var endpoint = new Fields<EndpointDraft>()
                .word("nodeName", (e, v) -> e.nodeName = v)
                .within(
                        "targetRef",
                        new Fields<EndpointDraft>()
                                .word("kind", (e, v) -> e.targetKind = v)
                                .word("name", (e, v) -> e.targetName = v))
                .within(
                        "conditions",
                        new Fields<EndpointDraft>()
                                .flag("ready", (e, v) -> e.ready = v)
                                .flag("terminating", (e, v) -> e.terminating = v));
        return new Fields<EndpointSliceDraft>()
                .part("metadata", s -> s.meta, meta)
                .parts("endpoints", s -> Drafts.added(s.endpoints, new EndpointDraft()), endpoint);
    }

    @Override
    public MetaDraft meta() {
        return meta;
    }

    @Override
    public EndpointSliceFacts facts(KubeResource resource) {
        return new EndpointSliceFacts(
                meta.facts(resource),
                meta.labels.getOrDefault(SERVICE_LABEL, ""),
                endpoints.stream().map(EndpointSliceDraft::endpoint).toList());
    }

    private static Endpoint endpoint(EndpointDraft e) {
        return new Endpoint(e.targetKind.equals("Pod") ? e.targetName : "", e.nodeName, e.ready, e.terminating);
    }
}
