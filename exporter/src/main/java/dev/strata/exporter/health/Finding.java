package dev.strata.exporter.health;

import dev.strata.catalog.Severity;
import dev.strata.catalog.Verdict;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.signal.SignalReading.Evidence;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One subject of one signal that is not healthy.
 *
 * @param verdict pending, firing, suspended or unknown
 * @param held firing before its input went unknown: it keeps its row although its verdict is unknown
 * @param severity after the tier cap
 * @param since when the condition began to hold
 * @param sinceKnown false when it was already there when we began to look and the object does not say since when
 * @param firingSince when it began to fire, null while it never did
 * @param clearedAt since when the condition no longer holds although it still fires, null while it holds
 * @param unknownSince since when its input is missing, null while it is not
 * @param causes best first; empty for a root cause
 * @param drift null while it is as bad as its input says
 */
public record Finding(
        FindingId id,
        Verdict verdict,
        boolean held,
        Severity severity,
        Instant since,
        boolean sinceKnown,
        @Nullable Instant firingSince,
        @Nullable Instant clearedAt,
        @Nullable Instant unknownSince,
        List<String> reasons,
        List<Evidence> evidence,
        List<ObjectKey> affected,
        Owner owner,
        List<Cause> causes,
        @Nullable Drift drift) {

    /** A finding that is as bad as its input says. */
    public Finding(
            FindingId id,
            Verdict verdict,
            boolean held,
            Severity severity,
            Instant since,
            boolean sinceKnown,
            @Nullable Instant firingSince,
            @Nullable Instant clearedAt,
            @Nullable Instant unknownSince,
            List<String> reasons,
            List<Evidence> evidence,
            List<ObjectKey> affected,
            Owner owner,
            List<Cause> causes) {
        this(
                id,
                verdict,
                held,
                severity,
                since,
                sinceKnown,
                firingSince,
                clearedAt,
                unknownSince,
                reasons,
                evidence,
                affected,
                owner,
                causes,
                null);
    }

    /** Since when the input says that it is worse, or less bad, than it is told. */
    public record Drift(boolean worse, Instant since) {}

    /** Confidence from which on a cause counts as the explanation. */
    public static final double EXPLAINED = 0.5;

    /**
     * An explanation by another finding.
     *
     * @param confidence 0 to 1; at 0.5 and above the finding counts as explained
     * @param mechanism how the one leads to the other, a sentence
     */
    public record Cause(FindingId id, double confidence, String mechanism) {}

    public Finding {
        reasons = List.copyOf(reasons);
        evidence = List.copyOf(evidence);
        affected = List.copyOf(affected);
        causes = List.copyOf(causes);
    }

    /** Has a row in the metrics: it fires, or it fired when we went blind. */
    public boolean isActive() {
        return verdict == Verdict.FIRING || held;
    }

    /** Whether another finding explains it with confidence of at least one half. */
    public boolean isExplained() {
        return !causes.isEmpty() && causes.get(0).confidence() >= EXPLAINED;
    }

    /** The same finding with causes, best first. */
    Finding with(List<Cause> explanations) {
        return new Finding(
                id,
                verdict,
                held,
                severity,
                since,
                sinceKnown,
                firingSince,
                clearedAt,
                unknownSince,
                reasons,
                evidence,
                affected,
                owner,
                explanations,
                drift);
    }

    /** The same finding in another state. */
    Finding with(Verdict state, boolean hold, @Nullable Instant cleared, @Nullable Instant unknown) {
        return new Finding(
                id,
                state,
                hold,
                severity,
                since,
                sinceKnown,
                firingSince,
                cleared,
                unknown,
                reasons,
                evidence,
                affected,
                owner,
                causes,
                drift);
    }

    /** The pending finding, firing from the given instant on. */
    Finding firingAt(Instant instant) {
        return new Finding(
                id,
                Verdict.FIRING,
                false,
                severity,
                since,
                sinceKnown,
                instant,
                null,
                null,
                reasons,
                evidence,
                affected,
                owner,
                causes,
                drift);
    }
}
