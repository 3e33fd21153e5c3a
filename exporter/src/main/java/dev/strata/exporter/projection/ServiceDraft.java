package dev.strata.exporter.projection;

import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.KubeSelector;
import dev.strata.exporter.cluster.PairMap;
import dev.strata.exporter.cluster.ServiceFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A Service. */
final class ServiceDraft implements Draft {

    private final MetaDraft meta = new MetaDraft();
    private String type = "ClusterIP";
    private final Map<String, String> selector = new TreeMap<>();
    private final List<PortDraft> ports = new ArrayList<>(2);
    private boolean published;

    private static final class PortDraft {
        private String name = "";
        private long port;
        private String targetPort = "";
    }

    static Fields<ServiceDraft> fields(Fields<MetaDraft> meta) {
        var port = new Fields<PortDraft>()
                .word("name", (p, v) -> p.name = v)
                .whole("port", (p, v) -> p.port = v)
                .word("targetPort", (p, v) -> p.targetPort = v);
        return new Fields<ServiceDraft>()
                .part("metadata", s -> s.meta, meta)
                .within(
                        "spec",
                        new Fields<ServiceDraft>()
                                .word("type", (s, v) -> s.type = v)
                                .pairs("selector", any -> true, (s, k, v) -> s.selector.put(k, v))
                                .parts("ports", s -> Drafts.added(s.ports, new PortDraft()), port))
                .within(
                        "status",
                        new Fields<ServiceDraft>()
                                .within(
                                        "loadBalancer",
                                        new Fields<ServiceDraft>()
                                                .parts("ingress", ServiceDraft::publish, new Fields<>())));
    }

    private ServiceDraft publish() {
        published = true;
        return this;
    }

    @Override
    public MetaDraft meta() {
        return meta;
    }

    @Override
    public ServiceFacts facts(KubeResource resource) {
        return new ServiceFacts(
                meta.facts(resource),
                type,
                selector.isEmpty()
                        ? KubeSelector.EMPTY
                        : meta.same(new KubeSelector(meta.same(PairMap.of(selector)), List.of())),
                meta.same(ports.stream().map(ServiceDraft::port).toList()),
                published);
    }

    private static ServiceFacts.Port port(PortDraft p) {
        String target = p.targetPort.isEmpty() ? Long.toString(p.port) : p.targetPort;
        return new ServiceFacts.Port(p.name, Drafts.clamped(p.port), target);
    }
}
