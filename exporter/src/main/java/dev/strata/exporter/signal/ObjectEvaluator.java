package dev.strata.exporter.signal;

import dev.strata.catalog.Severity;
import dev.strata.catalog.Signal;
import dev.strata.exporter.cluster.Freshness;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.ObjectFacts;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A signal about objects of several optional kinds, each judged by itself. Kinds that are not installed do not count; the
 * signal is off where none of them is, and blind while one that is cannot be read.
 */
abstract class ObjectEvaluator implements SignalEvaluator {

    private final Signal signal;
    private final List<Kind<?>> kinds;

    /**
     * One kind.
     *
     * @param judge what is wrong with an object, null for nothing
     */
    record Kind<T extends ObjectFacts>(KubeResource resource, Class<T> type, Function<T, @Nullable Draft> judge) {

        private void judgeAll(SignalInput input, Sheet sheet) {
            for (T object : input.cluster().all(resource, type)) {
                Draft draft = judge.apply(object);
                if (draft == null) {
                    sheet.healthy();
                } else {
                    sheet.add(draft);
                }
            }
        }
    }

    ObjectEvaluator(Signal signal, List<Kind<?>> kinds) {
        this.signal = signal;
        this.kinds = List.copyOf(kinds);
    }

    @Override
    public final Signal signal() {
        return signal;
    }

    /** None that all must be there. */
    @Override
    public final Set<KubeResource> resources() {
        return Set.of();
    }

    @Override
    public final Source source(SignalInput input) {
        boolean any = false;
        for (Kind<?> kind : kinds) {
            Freshness freshness = input.cluster().freshness(kind.resource());
            if (freshness.state() != Freshness.State.ABSENT && !freshness.isFresh()) {
                return Source.LOST;
            }
            any |= freshness.isFresh();
        }
        return any ? Source.PRESENT : Source.ABSENT;
    }

    @Override
    public final SignalReadings evaluate(SignalInput input) {
        var sheet = new Sheet(signal);
        for (Kind<?> kind : kinds) {
            if (input.cluster().freshness(kind.resource()).isFresh()) {
                kind.judgeAll(input, sheet);
            }
        }
        return sheet.done();
    }

    static Draft bad(Signal signal, ObjectFacts object, Severity severity, String reason) {
        return Draft.bad(signal, object.key(), severity).reason(reason);
    }
}
