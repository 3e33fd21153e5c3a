package dev.strata.exporter.projection;

import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.StorageClassFacts;

/** A StorageClass. */
final class StorageClassDraft implements Draft {

    private final MetaDraft meta = new MetaDraft();
    private String provisioner = "";
    private String bindingMode = "";

    static Fields<StorageClassDraft> fields(Fields<MetaDraft> meta) {
        return new Fields<StorageClassDraft>()
                .part("metadata", d -> d.meta, meta)
                .word("provisioner", (d, v) -> d.provisioner = v)
                .word("volumeBindingMode", (d, v) -> d.bindingMode = v);
    }

    @Override
    public MetaDraft meta() {
        return meta;
    }

    @Override
    public StorageClassFacts facts(KubeResource resource) {
        return new StorageClassFacts(
                meta.facts(resource),
                provisioner,
                bindingMode.equals("WaitForFirstConsumer"),
                "true".equals(meta.annotations.get(MetaDraft.DEFAULT_STORAGE_CLASS)));
    }
}
