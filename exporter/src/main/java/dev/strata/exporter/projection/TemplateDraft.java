package dev.strata.exporter.projection;

import java.util.Map;
import java.util.TreeMap;

/** A pod template. */
final class TemplateDraft {

    static final Fields<TemplateDraft> FIELDS = new Fields<TemplateDraft>()
            .within(
                    "metadata",
                    new Fields<TemplateDraft>().pairs("labels", any -> true, (t, k, v) -> t.labels.put(k, v)))
            .part("spec", t -> t.spec, PodSpecDraft.template());

    final PodSpecDraft spec = new PodSpecDraft();
    final Map<String, String> labels = new TreeMap<>();
}
