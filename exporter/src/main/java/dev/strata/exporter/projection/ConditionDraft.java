package dev.strata.exporter.projection;

import dev.strata.exporter.cluster.KubeCondition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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

    boolean isReady() {
        return type.equals("Ready") && status.equals("True");
    }

    @Nullable
    Instant since() {
        return since;
    }

    /** Adds {@code conditions} to the table of a status. */
    static <D> Fields<D> into(Fields<D> status, Function<D, List<ConditionDraft>> conditions) {
        return status.parts("conditions", d -> Drafts.added(conditions.apply(d), new ConditionDraft()), FIELDS);
    }

    static List<KubeCondition> facts(List<ConditionDraft> drafts) {
        return facts(drafts, Set.of());
    }

    /** @param quiet types whose message says nothing while they are true */
    static List<KubeCondition> facts(List<ConditionDraft> drafts, Set<String> quiet) {
        var facts = new ArrayList<KubeCondition>(drafts.size());
        for (ConditionDraft c : drafts) {
            if (!c.type.isEmpty()) {
                boolean says = !c.status.equals("True") || !quiet.contains(c.type);
                facts.add(new KubeCondition(c.type, c.status, c.reason, says ? Drafts.cut(c.message) : "", c.since));
            }
        }
        return facts;
    }
}
