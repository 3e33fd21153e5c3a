package dev.strata.exporter.cluster;

import java.time.Instant;

/**
 * Who last wrote a part of an object after it was made, as the API server keeps it in {@code managedFields}.
 *
 * @param manager such as {@code kubectl-edit}, {@code argocd-controller}, {@code helm}
 */
public record FieldEdit(String manager, long epochSecond) {

    public FieldEdit(String manager, Instant at) {
        this(manager, at.getEpochSecond());
    }

    public Instant at() {
        return Instant.ofEpochSecond(epochSecond);
    }
}
