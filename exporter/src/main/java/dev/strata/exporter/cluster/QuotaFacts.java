package dev.strata.exporter.cluster;

import java.util.List;

/** A ResourceQuota. */
public record QuotaFacts(KubeMeta meta, List<Amount> amounts) implements ObjectFacts {

    /** One limited resource, such as {@code requests.cpu} or {@code pods}; NaN for what cannot be read. */
    public record Amount(String name, double hard, double used) {}

    public QuotaFacts {
        amounts = List.copyOf(amounts);
    }

    @Override
    public KubeResource resource() {
        return KubeResource.RESOURCEQUOTAS;
    }
}
