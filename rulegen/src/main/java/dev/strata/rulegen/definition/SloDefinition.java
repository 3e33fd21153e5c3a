package dev.strata.rulegen.definition;

import dev.strata.catalog.Layer;
import dev.strata.catalog.Sli;
import dev.strata.rulegen.diagnostic.Located;
import dev.strata.rulegen.promql.ast.LabelMatcher;
import dev.strata.rulegen.promql.ast.VectorSelector;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A service level objective.
 *
 * @param objective the share of events that shall be good, between 0 and 1
 * @param floor events in the long window below which no burn alert fires
 * @param response how soon a page must come; null where nobody asked
 */
public record SloDefinition(
        Located<String> name,
        SloSubject subject,
        Sli sli,
        Located<Quantity> objective,
        Duration period,
        Events events,
        List<Workload> dependsOn,
        long floor,
        @Nullable Located<Response> response) {

    public SloDefinition {
        Objects.requireNonNull(name);
        Objects.requireNonNull(subject);
        Objects.requireNonNull(sli);
        Objects.requireNonNull(objective);
        Objects.requireNonNull(period);
        Objects.requireNonNull(events);
        dependsOn = List.copyOf(dependsOn);
    }

    /** The share of events that may be bad, exact. */
    public BigDecimal budget() {
        return BigDecimal.ONE.subtract(objective.value().value());
    }

    /** When so many of the events fail, somebody must be called within this time. */
    public record Response(Duration within, Quantity failing) {}

    /** Whose objective it is. */
    public record SloSubject(Layer layer, String namespace, String service, String team, Tier tier, String owner) {}

    /** A workload whose trouble is the objective's trouble. */
    public record Workload(String kind, String namespace, String name) {}

    /** Where the events are counted. */
    public sealed interface Events {

        <R> R accept(Visitor<R> visitor);

        /** One method a kind of source. */
        interface Visitor<R> {
            R counted(Counted events);

            R latency(Latency events);

            R nativeLatency(NativeLatency events);

            R probe(Probe events);
        }

        /** Counters of all events and of either the bad or the good ones; exactly one of the two is there. */
        record Counted(
                VectorSelector total,
                @Nullable VectorSelector bad,
                @Nullable VectorSelector good) implements Events {
            public Counted {
                if ((bad == null) == (good == null)) {
                    throw new IllegalArgumentException("either bad or good");
                }
            }

            @Override
            public <R> R accept(Visitor<R> visitor) {
                return visitor.counted(this);
            }
        }

        /** A classic histogram, named without {@code _bucket}; events within the limit are good. */
        record Latency(String histogram, List<LabelMatcher> matchers, Quantity within) implements Events {
            public Latency {
                matchers = List.copyOf(matchers);
            }

            @Override
            public <R> R accept(Visitor<R> visitor) {
                return visitor.latency(this);
            }
        }

        /** A native histogram; events within the limit are good. */
        record NativeLatency(VectorSelector histogram, Quantity within) implements Events {
            @Override
            public <R> R accept(Visitor<R> visitor) {
                return visitor.nativeLatency(this);
            }
        }

        /** A gauge that is 1 when a check from outside succeeded and 0 when it did not; each sample is an event. */
        record Probe(VectorSelector success) implements Events {
            @Override
            public <R> R accept(Visitor<R> visitor) {
                return visitor.probe(this);
            }
        }
    }
}
