package dev.strata.exporter.projection;

import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.cluster.VolumeFacts;

/** A PersistentVolume. */
final class VolumeDraft implements Draft {

    private final MetaDraft meta = new MetaDraft();
    private String phase = "";
    private String reason = "";
    private String claimNamespace = "";
    private String claim = "";
    private String driver = "";

    static Fields<VolumeDraft> fields(Fields<MetaDraft> meta) {
        return new Fields<VolumeDraft>()
                .part("metadata", d -> d.meta, meta)
                .within(
                        "spec",
                        new Fields<VolumeDraft>()
                                .within("csi", new Fields<VolumeDraft>().word("driver", (d, v) -> d.driver = v))
                                .within(
                                        "claimRef",
                                        new Fields<VolumeDraft>()
                                                .word("namespace", (d, v) -> d.claimNamespace = v)
                                                .text("name", (d, v) -> d.claim = v)))
                .within(
                        "status",
                        new Fields<VolumeDraft>()
                                .word("phase", (d, v) -> d.phase = v)
                                .word("reason", (d, v) -> d.reason = v));
    }

    @Override
    public MetaDraft meta() {
        return meta;
    }

    @Override
    public VolumeFacts facts(KubeResource resource) {
        return new VolumeFacts(
                meta.facts(resource),
                phase,
                reason,
                claim.isEmpty() ? null : new ObjectKey("PersistentVolumeClaim", claimNamespace, claim),
                driver);
    }
}
