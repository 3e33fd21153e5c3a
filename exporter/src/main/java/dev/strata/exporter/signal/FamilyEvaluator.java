package dev.strata.exporter.signal;

import dev.strata.catalog.MeasurementQuery;
import dev.strata.catalog.Signal;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.measurement.Figures;
import java.util.List;
import java.util.Set;

/**
 * A signal that is judged by figures of one family. It is off where nothing exports any of them, and blind where the
 * family was there lately and is gone.
 */
abstract class FamilyEvaluator implements SignalEvaluator, Cloneable {

    private final Signal signal;
    private Thresholds thresholds = Thresholds.DEFAULTS;
    private final MeasurementQuery family;
    private final List<String> needed;

    /** The last are the figures of which one at least must be there. */
    FamilyEvaluator(Signal signal, MeasurementQuery family, String... needed) {
        this.signal = signal;
        this.family = family;
        this.needed = List.of(needed);
        if (!family.figures().containsAll(this.needed)) {
            throw new IllegalArgumentException(family.id() + " lacks a figure of " + this.needed);
        }
    }

    @Override
    public final Signal signal() {
        return signal;
    }

    @Override
    public final SignalEvaluator by(Thresholds others) {
        try {
            var same = (FamilyEvaluator) clone();
            same.thresholds = others;
            return same;
        } catch (CloneNotSupportedException e) {
            throw new AssertionError(e);
        }
    }

    final MeasurementQuery family() {
        return family;
    }

    /** The number of the signal's condition. */
    final double limit(String name) {
        return thresholds.limit(signal, name);
    }

    @Override
    public Set<KubeResource> resources() {
        return Set.of();
    }

    @Override
    public Set<MeasurementQuery> queries() {
        return Set.of(family);
    }

    @Override
    public Source source(SignalInput input) {
        Figures figures = input.families().of(family);
        if (needed.stream().anyMatch(figures::has)) {
            return Source.PRESENT;
        }
        return figures.wasSeen() && !figures.isThere() ? Source.LOST : Source.ABSENT;
    }
}
