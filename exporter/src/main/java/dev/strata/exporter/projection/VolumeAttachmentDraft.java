package dev.strata.exporter.projection;

import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.VolumeAttachmentFacts;

/** A VolumeAttachment. */
final class VolumeAttachmentDraft implements Draft {

    private final MetaDraft meta = new MetaDraft();
    private String attacher = "";
    private String nodeName = "";
    private String volume = "";
    private boolean attached;
    private String error = "";

    static Fields<VolumeAttachmentDraft> fields(Fields<MetaDraft> meta) {
        var error = new Fields<VolumeAttachmentDraft>().text("message", (d, v) -> d.error = v);
        return new Fields<VolumeAttachmentDraft>()
                .part("metadata", d -> d.meta, meta)
                .within(
                        "spec",
                        new Fields<VolumeAttachmentDraft>()
                                .word("attacher", (d, v) -> d.attacher = v)
                                .word("nodeName", (d, v) -> d.nodeName = v)
                                .within(
                                        "source",
                                        new Fields<VolumeAttachmentDraft>()
                                                .text("persistentVolumeName", (d, v) -> d.volume = v)))
                .within(
                        "status",
                        new Fields<VolumeAttachmentDraft>()
                                .flag("attached", (d, v) -> d.attached = v)
                                .within("attachError", error)
                                .within("detachError", error));
    }

    @Override
    public MetaDraft meta() {
        return meta;
    }

    @Override
    public VolumeAttachmentFacts facts(KubeResource resource) {
        return new VolumeAttachmentFacts(meta.facts(resource), attacher, nodeName, volume, attached, Drafts.cut(error));
    }
}
