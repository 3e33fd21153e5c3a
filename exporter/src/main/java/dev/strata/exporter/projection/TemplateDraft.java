package dev.strata.exporter.projection;

import java.util.Map;
import java.util.TreeMap;

/** A pod template. */
final class TemplateDraft {

    /** Labels, images and requests. */
    static final Fields<TemplateDraft> FIELDS = fields(PodSpecDraft.template());

    /** All that is read of a workload's. */
    static final Fields<TemplateDraft> WORKLOAD = fields(PodSpecDraft.workload());

    final PodSpecDraft spec = new PodSpecDraft();
    final Map<String, String> labels = new TreeMap<>();

    private static Fields<TemplateDraft> fields(Fields<PodSpecDraft> spec) {
        return new Fields<TemplateDraft>()
                .within(
                        "metadata",
                        new Fields<TemplateDraft>().pairs("labels", any -> true, (t, k, v) -> t.labels.put(k, v)))
                .part("spec", t -> t.spec, spec);
    }
}
