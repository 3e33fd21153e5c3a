package dev.strata.exporter.signal;

import dev.strata.catalog.Layer;
import dev.strata.catalog.MeasurementQuery;
import dev.strata.catalog.Severity;
import dev.strata.catalog.Signal;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.measurement.Slo;
import dev.strata.exporter.measurement.Slos;
import dev.strata.exporter.signal.SignalReading.Judgement;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A signal about each discovered SLO that it applies to. */
abstract class SloEvaluator implements SignalEvaluator, Cloneable {

    private final Signal signal;
    private Thresholds thresholds = Thresholds.DEFAULTS;
    private final Set<MeasurementQuery> queries;

    SloEvaluator(Signal signal, MeasurementQuery... more) {
        this.signal = signal;
        var all = new HashSet<>(Slos.QUERIES);
        all.addAll(Set.of(more));
        this.queries = Set.copyOf(all);
    }

    @Override
    public final Signal signal() {
        return signal;
    }

    @Override
    public final SignalEvaluator by(Thresholds others) {
        try {
            var same = (SloEvaluator) clone();
            same.thresholds = others;
            return same;
        } catch (CloneNotSupportedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public final Set<KubeResource> resources() {
        return Set.of();
    }

    @Override
    public final Set<MeasurementQuery> queries() {
        return queries;
    }

    @Override
    public final SignalReadings evaluate(SignalInput input) {
        var sheet = new Sheet(signal);
        for (Slo slo : input.families().slos().all()) {
            if (!appliesTo(slo)) {
                continue;
            }
            Draft draft = judge(slo, input);
            if (draft == null) {
                sheet.healthy(layer(slo));
            } else {
                sheet.add(draft.affects(SloSubject.affected(slo, input.cluster())));
            }
        }
        return sheet.done();
    }

    boolean appliesTo(Slo slo) {
        return true;
    }

    /** What is wrong with the SLO, null for nothing. */
    abstract @Nullable Draft judge(Slo slo, SignalInput input);

    final double limit(String name) {
        return thresholds.limit(signal, name);
    }

    final Draft bad(Slo slo, Severity severity, String reason) {
        return Draft.of(Judgement.BAD, layer(slo), SloSubject.key(slo), severity)
                .reason(reason);
    }

    final Draft unknown(Slo slo, String reason) {
        return Draft.of(Judgement.UNKNOWN, layer(slo), SloSubject.key(slo), signal.max())
                .reason(reason);
    }

    private Layer layer(Slo slo) {
        return signal.layer() == null ? slo.declared().layer() : signal.layer();
    }
}
