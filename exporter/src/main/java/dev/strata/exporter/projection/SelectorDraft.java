package dev.strata.exporter.projection;

import dev.strata.exporter.cluster.KubeSelector;
import dev.strata.exporter.cluster.PairMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A {@code LabelSelector}. */
final class SelectorDraft {

    static final Fields<SelectorDraft> FIELDS = new Fields<SelectorDraft>()
            .pairs("matchLabels", any -> true, (s, k, v) -> s.labels.put(k, v))
            .parts(
                    "matchExpressions",
                    s -> Drafts.added(s.requirements, new RequirementDraft()),
                    new Fields<RequirementDraft>()
                            .word("key", (r, v) -> r.key = v)
                            .word("operator", (r, v) -> r.operator = v)
                            .texts("values", (r, v) -> r.values.add(v)));

    private final Map<String, String> labels = new TreeMap<>();
    private final List<RequirementDraft> requirements = new ArrayList<>(0);

    private static final class RequirementDraft {
        private String key = "";
        private String operator = "";
        private final List<String> values = new ArrayList<>();
    }

    /** Equal to that of another object as far as that is remembered. */
    KubeSelector facts(MetaDraft meta) {
        if (labels.isEmpty() && requirements.isEmpty()) {
            return KubeSelector.EMPTY;
        }
        return meta.same(new KubeSelector(
                meta.same(PairMap.of(labels)),
                requirements.stream()
                        .map(r -> new KubeSelector.Requirement(r.key, r.operator, r.values))
                        .toList()));
    }
}
