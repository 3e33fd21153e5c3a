package dev.strata.exporter.projection;

import dev.strata.exporter.cluster.ClaimFacts;
import dev.strata.exporter.cluster.KubeResource;
import java.util.ArrayList;
import java.util.List;

/** A PersistentVolumeClaim. */
final class ClaimDraft implements Draft {

    private final MetaDraft meta = new MetaDraft();
    private String phase = "";
    private String storageClass = "";
    private String volume = "";
    private final List<ConditionDraft> conditions = new ArrayList<>(0);

    static Fields<ClaimDraft> fields(Fields<MetaDraft> meta) {
        return new Fields<ClaimDraft>()
                .part("metadata", d -> d.meta, meta)
                .within(
                        "spec",
                        new Fields<ClaimDraft>()
                                .word("storageClassName", (d, v) -> d.storageClass = v)
                                .text("volumeName", (d, v) -> d.volume = v))
                .within(
                        "status",
                        ConditionDraft.into(new Fields<ClaimDraft>(), d -> d.conditions)
                                .word("phase", (d, v) -> d.phase = v));
    }

    @Override
    public MetaDraft meta() {
        return meta;
    }

    @Override
    public ClaimFacts facts(KubeResource resource) {
        return new ClaimFacts(meta.facts(resource), phase, storageClass, volume, ConditionDraft.facts(conditions));
    }
}
