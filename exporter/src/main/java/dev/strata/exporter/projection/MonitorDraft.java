package dev.strata.exporter.projection;

import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.MonitorFacts;
import java.util.ArrayList;
import java.util.List;

/** A ServiceMonitor or a PodMonitor. */
final class MonitorDraft implements Draft {

    private final MetaDraft meta = new MetaDraft();
    private final SelectorDraft selector = new SelectorDraft();
    private boolean anyNamespace;
    private final List<String> namespaces = new ArrayList<>(0);
    private final List<String> ports = new ArrayList<>(1);
    private final List<String> podPorts = new ArrayList<>(0);

    /** @param endpoints name of the list in which the kind names its ports */
    static Fields<MonitorDraft> fields(String endpoints, Fields<MetaDraft> meta) {
        return new Fields<MonitorDraft>()
                .part("metadata", d -> d.meta, meta)
                .within(
                        "spec",
                        new Fields<MonitorDraft>()
                                .part("selector", d -> d.selector, SelectorDraft.FIELDS)
                                .within(
                                        "namespaceSelector",
                                        new Fields<MonitorDraft>()
                                                .flag("any", (d, v) -> d.anyNamespace = v)
                                                .texts("matchNames", (d, v) -> d.namespaces.add(v)))
                                .parts(
                                        endpoints,
                                        d -> d,
                                        new Fields<MonitorDraft>()
                                                .word("port", (d, v) -> d.ports.add(v))
                                                .word("targetPort", (d, v) -> d.podPorts.add(v))
                                                .word("portNumber", (d, v) -> d.podPorts.add(v))));
    }

    @Override
    public MetaDraft meta() {
        return meta;
    }

    @Override
    public MonitorFacts facts(KubeResource resource) {
        return new MonitorFacts(
                meta.facts(resource), resource, selector.facts(meta), anyNamespace, namespaces, ports, podPorts);
    }
}
