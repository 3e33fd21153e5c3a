package dev.strata.exporter.signal;

import dev.strata.catalog.Layer;
import dev.strata.catalog.Severity;
import dev.strata.catalog.Signal;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.signal.SignalReading.Evidence;
import dev.strata.exporter.signal.SignalReading.Judgement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A reading that is being written. Numbers that are not finite are left out; affected objects end in key order. */
final class Draft {

    private final ObjectKey subject;
    private final Layer layer;
    private final Judgement judgement;
    private final Severity severity;
    private @Nullable Instant since;
    private final Set<String> reasons = new LinkedHashSet<>();
    private final List<Evidence> evidence = new ArrayList<>();
    private final Set<ObjectKey> affected = new TreeSet<>();

    private Draft(ObjectKey subject, Layer layer, Judgement judgement, Severity severity) {
        this.subject = subject;
        this.layer = layer;
        this.judgement = judgement;
        this.severity = severity;
    }

    static Draft bad(Signal signal, ObjectKey subject, Severity severity) {
        return new Draft(subject, layerOf(signal), Judgement.BAD, severity);
    }

    /** For a signal without a layer of its own. */
    static Draft of(Judgement judgement, Layer layer, ObjectKey subject, Severity severity) {
        return new Draft(subject, layer, judgement, severity);
    }

    static Draft suspended(Signal signal, ObjectKey subject, String reason) {
        return new Draft(subject, layerOf(signal), Judgement.SUSPENDED, Severity.INFORMATION).reason(reason);
    }

    static Draft unknown(Signal signal, ObjectKey subject, String reason) {
        return new Draft(subject, layerOf(signal), Judgement.UNKNOWN, signal.max()).reason(reason);
    }

    Draft since(@Nullable Instant instant) {
        since = instant;
        return this;
    }

    Draft reason(String slug) {
        reasons.add(slug);
        return this;
    }

    Draft reasons(Collection<String> slugs) {
        reasons.addAll(slugs);
        return this;
    }

    Draft evidence(String name, double value) {
        if (Double.isFinite(value)) {
            evidence.add(new Evidence(name, value));
        }
        return this;
    }

    Draft affects(ObjectKey key) {
        affected.add(key);
        return this;
    }

    Draft affects(Collection<ObjectKey> keys) {
        affected.addAll(keys);
        return this;
    }

    /** Adds the reasons, the evidence and what is affected of another that is about the same subject. */
    Draft because(Draft other) {
        reasons.addAll(other.reasons);
        evidence.addAll(other.evidence);
        affected.addAll(other.affected);
        return this;
    }

    SignalReading read() {
        return new SignalReading(
                subject, layer, judgement, severity, since, List.copyOf(reasons), evidence, List.copyOf(affected));
    }

    static Layer layerOf(Signal signal) {
        Layer layer = signal.layer();
        if (layer == null) {
            throw new IllegalStateException("signal " + signal.id() + " takes its layer from the SLO");
        }
        return layer;
    }
}
