package dev.strata.exporter.projection;

import dev.strata.exporter.cluster.CustomDefinitionFacts;
import dev.strata.exporter.cluster.KubeResource;
import java.util.ArrayList;
import java.util.List;

/** A CustomResourceDefinition. */
final class CustomDefinitionDraft implements Draft {

    private final MetaDraft meta = new MetaDraft();
    private String group = "";
    private String defines = "";
    private final List<VersionDraft> versions = new ArrayList<>(1);
    private final List<ConditionDraft> conditions = new ArrayList<>(2);

    private static final class VersionDraft {
        private String name = "";
        private boolean served;
    }

    static Fields<CustomDefinitionDraft> fields(Fields<MetaDraft> meta) {
        var version = new Fields<VersionDraft>()
                .word("name", (v, name) -> v.name = name)
                .flag("served", (v, served) -> v.served = served);
        return new Fields<CustomDefinitionDraft>()
                .part("metadata", d -> d.meta, meta)
                .within(
                        "spec",
                        new Fields<CustomDefinitionDraft>()
                                .word("group", (d, v) -> d.group = v)
                                .within(
                                        "names",
                                        new Fields<CustomDefinitionDraft>().word("kind", (d, v) -> d.defines = v))
                                .parts("versions", d -> Drafts.added(d.versions, new VersionDraft()), version))
                .within("status", ConditionDraft.into(new Fields<CustomDefinitionDraft>(), d -> d.conditions));
    }

    @Override
    public MetaDraft meta() {
        return meta;
    }

    @Override
    public CustomDefinitionFacts facts(KubeResource resource) {
        return new CustomDefinitionFacts(
                meta.facts(resource),
                group,
                defines,
                versions.stream().filter(v -> v.served).map(v -> v.name).toList(),
                ConditionDraft.facts(conditions));
    }
}
