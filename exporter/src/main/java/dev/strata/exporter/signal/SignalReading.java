package dev.strata.exporter.signal;

import dev.strata.catalog.Layer;
import dev.strata.catalog.Severity;
import dev.strata.exporter.cluster.ObjectKey;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One signal's result for one subject that is not healthy.
 *
 * @param layer the signal's, or that of the subject's SLO
 * @param severity how bad it is if it fires, before the tier cap
 * @param since since when, as the object itself says (a transition, a finish, a deletion); null where it does not say
 * @param reasons slugs, most telling first
 * @param evidence the numbers behind it
 * @param affected objects that this subject stands for, such as the pods of a workload; attribution walks over them
 */
public record SignalReading(
        ObjectKey subject,
        Layer layer,
        Judgement judgement,
        Severity severity,
        @Nullable Instant since,
        List<String> reasons,
        List<Evidence> evidence,
        List<ObjectKey> affected) {

    /** What the condition says of the subject now. */
    public enum Judgement {
        /** The condition holds. */
        BAD,
        /** Off on purpose. */
        SUSPENDED,
        /** Cannot be judged. */
        UNKNOWN
    }

    /**
     * One number.
     *
     * @param name slug that ends in its unit where it has one ({@code p99_seconds}, {@code ready_replicas})
     */
    public record Evidence(String name, double value) {}

    public SignalReading {
        reasons = List.copyOf(reasons);
        evidence = List.copyOf(evidence);
        affected = List.copyOf(affected);
    }
}
