package dev.strata.exporter.projection;

import dev.strata.exporter.cluster.ArgoApplicationFacts;
import dev.strata.exporter.cluster.KubeResource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An Application of Argo CD. */
final class ArgoApplicationDraft implements Draft {

    private final MetaDraft meta = new MetaDraft();
    private String sync = "";
    private String health = "";
    private String operation = "";
    private String message = "";
    private @Nullable Instant finished;
    private boolean automated;
    private final List<String> revisions = new ArrayList<>(1);
    private final List<ConditionDraft> conditions = new ArrayList<>(0);

    static Fields<ArgoApplicationDraft> fields(Fields<MetaDraft> meta) {
        var operation = new Fields<ArgoApplicationDraft>()
                .word("phase", (d, v) -> d.operation = v)
                .text("message", (d, v) -> d.message = v)
                .time("finishedAt", (d, v) -> d.finished = v);
        var sync = new Fields<ArgoApplicationDraft>()
                .word("status", (d, v) -> d.sync = v)
                .word("revision", (d, v) -> d.revisions.add(v))
                .texts("revisions", (d, v) -> d.revisions.add(v));
        return new Fields<ArgoApplicationDraft>()
                .part("metadata", d -> d.meta, meta)
                .within(
                        "spec",
                        new Fields<ArgoApplicationDraft>()
                                .within(
                                        "syncPolicy",
                                        new Fields<ArgoApplicationDraft>()
                                                .part("automated", ArgoApplicationDraft::automate, new Fields<>())))
                .within(
                        "status",
                        ConditionDraft.into(new Fields<ArgoApplicationDraft>(), d -> d.conditions)
                                .within("sync", sync)
                                .within(
                                        "health",
                                        new Fields<ArgoApplicationDraft>().word("status", (d, v) -> d.health = v))
                                .within("operationState", operation));
    }

    private ArgoApplicationDraft automate() {
        automated = true;
        return this;
    }

    @Override
    public MetaDraft meta() {
        return meta;
    }

    @Override
    public ArgoApplicationFacts facts(KubeResource resource) {
        return new ArgoApplicationFacts(
                meta.facts(resource),
                sync,
                health,
                operation,
                Drafts.cut(message),
                finished,
                automated,
                String.join(", ", revisions),
                ConditionDraft.facts(conditions));
    }
}
