package dev.strata.exporter.projection;

import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.QuotaFacts;
import java.util.Map;
import java.util.TreeMap;

/** A ResourceQuota. */
final class QuotaDraft implements Draft {

    private final MetaDraft meta = new MetaDraft();
    private final Map<String, String> hard = new TreeMap<>();
    private final Map<String, String> used = new TreeMap<>();

    static Fields<QuotaDraft> fields(Fields<MetaDraft> meta) {
        return new Fields<QuotaDraft>()
                .part("metadata", d -> d.meta, meta)
                .within(
                        "status",
                        new Fields<QuotaDraft>()
                                .pairs("hard", any -> true, (d, k, v) -> d.hard.put(k, v))
                                .pairs("used", any -> true, (d, k, v) -> d.used.put(k, v)));
    }

    @Override
    public MetaDraft meta() {
        return meta;
    }

    @Override
    public QuotaFacts facts(KubeResource resource) {
        return new QuotaFacts(
                meta.facts(resource),
                hard.entrySet().stream()
                        .map(e -> new QuotaFacts.Amount(
                                e.getKey(),
                                Scalars.real(e.getValue()),
                                Scalars.real(used.getOrDefault(e.getKey(), ""))))
                        .toList());
    }
}
