package dev.strata.exporter.projection;

import dev.strata.exporter.cluster.CsiNodeFacts;
import dev.strata.exporter.cluster.KubeResource;
import java.util.ArrayList;
import java.util.List;

/** A CSINode. */
final class CsiNodeDraft implements Draft {

    private final MetaDraft meta = new MetaDraft();
    private final List<String> drivers = new ArrayList<>(2);

    static Fields<CsiNodeDraft> fields(Fields<MetaDraft> meta) {
        return new Fields<CsiNodeDraft>()
                .part("metadata", d -> d.meta, meta)
                .within(
                        "spec",
                        new Fields<CsiNodeDraft>()
                                .parts(
                                        "drivers",
                                        d -> d,
                                        new Fields<CsiNodeDraft>().word("name", (d, v) -> d.drivers.add(v))));
    }

    @Override
    public MetaDraft meta() {
        return meta;
    }

    @Override
    public CsiNodeFacts facts(KubeResource resource) {
        return new CsiNodeFacts(meta.facts(resource), meta.same(List.copyOf(drivers)));
    }
}
