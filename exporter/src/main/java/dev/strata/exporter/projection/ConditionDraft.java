package dev.strata.exporter.projection;

import dev.strata.exporter.cluster.KubeCondition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One entry of {@code status.conditions}. */
final class ConditionDraft {

    private static final Fields<ConditionDraft> FIELDS = new Fields<ConditionDraft>()
            .word("type", (c, v) -> c.type = v)
            .word("status", (c, v) -> c.status = v)
            .word("reason", (c, v) -> c.reason = v)
            .word("message", (c, v) -> c.message = v)
            .time("lastTransitionTime", (c, v) -> c.since = v);

    private String type = "";
    private String status = "";
    private String reason = "";
    private String message = "";
    private @Nullable Instant since;

    /** Adds {@code conditions} to the table of a status. */
    static <D> Fields<D> into(Fields<D> status, Function<D, List<ConditionDraft>> conditions) {
        return status.parts("conditions", d -> Drafts.added(conditions.apply(d), new ConditionDraft()), FIELDS);
    }

    static List<KubeCondition> facts(MetaDraft meta, List<ConditionDraft> drafts) {
        var facts = new ArrayList<KubeCondition>(drafts.size());
        for (ConditionDraft c : drafts) {
            if (!c.type.isEmpty()) {
                facts.add(meta.same(new KubeCondition(c.type, c.status, c.reason, Drafts.cut(c.message), c.since)));
            }
        }
        return facts;
    }
}
