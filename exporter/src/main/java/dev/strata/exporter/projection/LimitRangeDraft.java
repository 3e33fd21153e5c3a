package dev.strata.exporter.projection;

import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.LimitRangeFacts;
import java.util.ArrayList;
import java.util.List;

/** A LimitRange. */
final class LimitRangeDraft implements Draft {

    private final MetaDraft meta = new MetaDraft();
    private final List<String> types = new ArrayList<>(1);

    static Fields<LimitRangeDraft> fields(Fields<MetaDraft> meta) {
        return new Fields<LimitRangeDraft>()
                .part("metadata", d -> d.meta, meta)
                .within(
                        "spec",
                        new Fields<LimitRangeDraft>()
                                .parts(
                                        "limits",
                                        d -> d,
                                        new Fields<LimitRangeDraft>().word("type", (d, v) -> d.types.add(v))));
    }

    @Override
    public MetaDraft meta() {
        return meta;
    }

    @Override
    public LimitRangeFacts facts(KubeResource resource) {
        return new LimitRangeFacts(meta.facts(resource), types);
    }
}
