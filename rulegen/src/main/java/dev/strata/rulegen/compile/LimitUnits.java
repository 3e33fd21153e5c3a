package dev.strata.rulegen.compile;

import dev.strata.rulegen.definition.AlertCondition;
import dev.strata.rulegen.definition.AlertCondition.Forecast;
import dev.strata.rulegen.definition.AlertCondition.Threshold;
import dev.strata.rulegen.definition.Limit;
import dev.strata.rulegen.definition.Quantity.Unit;
import dev.strata.rulegen.diagnostic.Diagnostic;
import dev.strata.rulegen.diagnostic.Diagnostics;
import dev.strata.rulegen.diagnostic.Located;
import dev.strata.rulegen.metric.KnownMetric;
import dev.strata.rulegen.metric.MetricIndex;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether a limit is given in the unit of what it limits; a bare number always is. */
final class LimitUnits {
    private static final Map<String, Unit> UNITS =
            Map.of("seconds", Unit.SECONDS, "bytes", Unit.BYTES, "ratio", Unit.RATIO);
    private static final Map<Unit, String> EXAMPLES = Map.of(
            Unit.SECONDS, "a time, such as 500ms",
            Unit.BYTES, "a size, such as 20GiB",
            Unit.RATIO, "a share, such as 80%",
            Unit.PER_SECOND, "events per second, such as 0.5/s",
            Unit.NUMBER, "a plain number");
    /** What keeps the unit of its samples. */
    private static final Set<String> KEEP =
            Set.of("increase", "avg_over_time", "max_over_time", "min_over_time", "last_over_time");

    private final MetricIndex metrics = MetricIndex.standard();
    private final Diagnostics diagnostics;

    LimitUnits(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
    }

    void check(AlertCondition condition) {
        condition.leaves().forEach(leaf -> {
            if (leaf instanceof Threshold threshold) {
                String function =
                        threshold.reading() == null ? "" : threshold.reading().function();
                check(threshold.metric().metricName(), function, threshold.of() != null, threshold.limit());
            } else if (leaf instanceof Forecast forecast) {
                check(forecast.metric().metricName(), "", forecast.of() != null, forecast.limit());
            }
        });
    }

    private void check(String name, String function, boolean share, Located<Limit> limit) {
        Unit given = limit.value().quantity().unit();
        Unit asked = share
                ? Unit.RATIO
                : metrics.byName(name).map(metric -> unit(metric, function)).orElse(null);
        if (given == Unit.NUMBER || asked == null || given == asked) {
            return;
        }
        String what = share ? "a share of another series" : "\"" + name + "\"";
        diagnostics.add(Diagnostic.error(
                        limit.file(),
                        limit.span(),
                        "compile/unit",
                        "the limit is given in " + given.words() + ", " + what + " is in " + asked.words())
                .withHint("write " + EXAMPLES.get(asked)));
    }

    /** Null where it is not known, or where several could be meant. */
    private static @Nullable Unit unit(KnownMetric metric, String function) {
        Unit own = UNITS.get(metric.unit());
        if (function.isEmpty() || KEEP.contains(function)) {
            return own;
        }
        return function.equals("rate") && own == Unit.SECONDS ? Unit.RATIO : null;
    }
}
