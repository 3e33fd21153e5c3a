package dev.strata.rulegen.definition.yaml;

import dev.strata.rulegen.definition.AlertCondition.Forecast;
import dev.strata.rulegen.definition.Limit;
import dev.strata.rulegen.definition.Quantity;
import dev.strata.rulegen.diagnostic.Located;
import dev.strata.rulegen.promql.ast.VectorSelector;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a condition of the kind forecast. */
final class ForecastReader {

    private ForecastReader() {}

    static @Nullable Forecast read(@Nullable MappingReader reader) {
        if (reader == null) {
            return null;
        }
        VectorSelector metric = PromqlText.requiredSelector(reader, "metric");
        VectorSelector of = reader.has("of") ? PromqlText.requiredSelector(reader, "of") : null;
        boolean broken = reader.has("of") && of == null;
        Located<Duration> over = required(reader, "over");
        Located<Duration> ahead = required(reader, "ahead");
        List<String> by = reader.words("by");
        Located<Limit> limit = ConditionReader.limit(reader);
        Located<Quantity> now = reader.quantity("now");
        broken |= reader.has("now") && now == null;
        reader.close();
        if (metric == null || over == null || ahead == null || limit == null || broken) {
            return null;
        }
        if (now != null && !isOnTheWay(now.value(), limit.value())) {
            String message = "\"now\" lies beyond the limit of the forecast: it would be too late";
            reader.source().error(now.span(), "forecast-now", message, null);
            return null;
        }
        Quantity today = now == null ? null : now.value();
        return new Forecast(metric, of, over.value(), ahead.value(), by, limit, today);
    }

    private static @Nullable Located<Duration> required(MappingReader reader, String key) {
        if (!reader.has(key)) {
            reader.missing(key);
        }
        return reader.duration(key);
    }

    private static boolean isOnTheWay(Quantity now, Limit limit) {
        int side = now.value().compareTo(limit.quantity().value());
        return limit.comparison().isUpper() ? side < 0 : side > 0;
    }
}
