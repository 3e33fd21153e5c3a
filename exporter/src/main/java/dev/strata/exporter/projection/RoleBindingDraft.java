package dev.strata.exporter.projection;

import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.cluster.RoleBindingFacts;
import java.util.ArrayList;
import java.util.List;

/** A RoleBinding or a ClusterRoleBinding. */
final class RoleBindingDraft implements Draft {

    private final MetaDraft meta = new MetaDraft();
    private String roleKind = "";
    private String role = "";
    private final List<SubjectDraft> subjects = new ArrayList<>(1);

    private static final class SubjectDraft {
        private String kind = "";
        private String namespace = "";
        private String name = "";
    }

    static Fields<RoleBindingDraft> fields(Fields<MetaDraft> meta) {
        var subject = new Fields<SubjectDraft>()
                .word("kind", (s, v) -> s.kind = v)
                .word("namespace", (s, v) -> s.namespace = v)
                .word("name", (s, v) -> s.name = v);
        return new Fields<RoleBindingDraft>()
                .part("metadata", d -> d.meta, meta)
                .within(
                        "roleRef",
                        new Fields<RoleBindingDraft>()
                                .word("kind", (d, v) -> d.roleKind = v)
                                .word("name", (d, v) -> d.role = v))
                .parts("subjects", d -> Drafts.added(d.subjects, new SubjectDraft()), subject);
    }

    @Override
    public MetaDraft meta() {
        return meta;
    }

    @Override
    public RoleBindingFacts facts(KubeResource resource) {
        return new RoleBindingFacts(
                meta.facts(resource),
                resource,
                meta.same(new ObjectKey(roleKind, roleKind.equals("Role") ? meta.namespace : "", role)),
                subjects.stream()
                        .map(s -> meta.same(new ObjectKey(s.kind, s.namespace, s.name)))
                        .toList());
    }
}
