package dev.strata.exporter.projection;

import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.LeaseFacts;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A Lease. */
final class LeaseDraft implements Draft {

    private final MetaDraft meta = new MetaDraft();
    private String holder = "";
    private @Nullable Instant renewed;
    private long duration;

    static Fields<LeaseDraft> fields(Fields<MetaDraft> meta) {
        return new Fields<LeaseDraft>()
                .part("metadata", d -> d.meta, meta)
                .within(
                        "spec",
                        new Fields<LeaseDraft>()
                                .word("holderIdentity", (d, v) -> d.holder = v)
                                .time("renewTime", (d, v) -> d.renewed = v)
                                .whole("leaseDurationSeconds", (d, v) -> d.duration = v));
    }

    @Override
    public MetaDraft meta() {
        return meta;
    }

    @Override
    public LeaseFacts facts(KubeResource resource) {
        return new LeaseFacts(meta.facts(resource), holder, renewed, Drafts.clamped(duration));
    }
}
