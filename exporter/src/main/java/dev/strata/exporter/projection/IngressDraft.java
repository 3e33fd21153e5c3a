package dev.strata.exporter.projection;

import dev.strata.exporter.cluster.IngressFacts;
import dev.strata.exporter.cluster.KubeResource;
import java.util.ArrayList;
import java.util.List;

/** An Ingress. */
final class IngressDraft implements Draft {

    private final MetaDraft meta = new MetaDraft();
    private static final Fields<BackendDraft> BACKEND = new Fields<BackendDraft>()
            .within(
                    "service",
                    new Fields<BackendDraft>()
                            .word("name", (b, v) -> b.service = v)
                            .within(
                                    "port",
                                    new Fields<BackendDraft>()
                                            .word("name", (b, v) -> b.port = v)
                                            .word("number", (b, v) -> b.port = v)));

    private String className = "";
    private final List<BackendDraft> backends = new ArrayList<>(2);

    private static final class BackendDraft {
        private String service = "";
        private String port = "";
    }

    static Fields<IngressDraft> fields(Fields<MetaDraft> meta) {
        return new Fields<IngressDraft>()
                .part("metadata", d -> d.meta, meta)
                .within(
                        "spec",
                        new Fields<IngressDraft>()
                                .word("ingressClassName", (d, v) -> d.className = v)
                                .part("defaultBackend", IngressDraft::added, BACKEND)
                                .parts(
                                        "rules",
                                        d -> d,
                                        new Fields<IngressDraft>()
                                                .within(
                                                        "http",
                                                        new Fields<IngressDraft>()
                                                                .parts(
                                                                        "paths",
                                                                        d -> d,
                                                                        new Fields<IngressDraft>()
                                                                                .part(
                                                                                        "backend",
                                                                                        IngressDraft::added,
                                                                                        BACKEND)))));
    }

    @Override
    public MetaDraft meta() {
        return meta;
    }

    @Override
    public IngressFacts facts(KubeResource resource) {
        return new IngressFacts(
                meta.facts(resource),
                className.isEmpty() ? meta.annotations.getOrDefault(MetaDraft.INGRESS_CLASS, "") : className,
                backends.stream()
                        .filter(b -> !b.service.isEmpty())
                        .map(b -> new IngressFacts.Backend(b.service, b.port))
                        .distinct()
                        .toList());
    }

    private BackendDraft added() {
        return Drafts.added(backends, new BackendDraft());
    }
}
