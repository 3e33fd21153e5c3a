package dev.strata.rulegen.definition.yaml;

import dev.strata.catalog.Severity;
import dev.strata.catalog.Signal;
import dev.strata.catalog.Signals;
import dev.strata.rulegen.definition.AlertCondition;
import dev.strata.rulegen.definition.AlertCondition.Absence;
import dev.strata.rulegen.definition.AlertCondition.BurnRate;
import dev.strata.rulegen.definition.AlertCondition.MissingSignals;
import dev.strata.rulegen.definition.AlertCondition.Promql;
import dev.strata.rulegen.definition.AlertCondition.Ratio;
import dev.strata.rulegen.definition.AlertCondition.SignalState;
import dev.strata.rulegen.definition.AlertCondition.Threshold;
import dev.strata.rulegen.definition.BurnPair;
import dev.strata.rulegen.definition.Comparison;
import dev.strata.rulegen.definition.Limit;
import dev.strata.rulegen.definition.Quantity;
import dev.strata.rulegen.diagnostic.Located;
import dev.strata.rulegen.diagnostic.Nearest;
import dev.strata.rulegen.promql.ast.AggregateOp;
import dev.strata.rulegen.promql.ast.Expr;
import dev.strata.rulegen.promql.ast.VectorSelector;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what makes an alert fire: a mapping whose single key names the kind. */
final class ConditionReader {
    private static final List<String> KINDS = List.of(
            "threshold", "ratio", "burnRate", "absence", "forecast", "compound", "signal", "missingSignals", "promql");
    private static final List<String> READINGS = List.of(
            "rate", "increase", "avg_over_time", "max_over_time", "min_over_time", "last_over_time", "delta", "deriv");
    /** Long enough for a quiet night and a slow repair. */
    private static final Duration DAY = Duration.ofDays(1);

    private static final List<String> AGGREGATES = List.of("sum", "avg", "min", "max", "count");

    private ConditionReader() {}

    static @Nullable AlertCondition read(MappingReader condition) {
        List<String> written = condition.written();
        YamlSource source = condition.source();
        if (written.size() != 1) {
            String found = written.isEmpty() ? "none" : String.join(" and ", written);
            source.error(
                    condition.place(),
                    "condition",
                    "found " + found + ", expected exactly one kind of condition",
                    "kinds: " + String.join(", ", KINDS));
            return null;
        }
        String kind = written.get(0);
        return switch (kind) {
            case "threshold" -> threshold(inner(condition, kind));
            case "ratio" -> ratio(inner(condition, kind));
            case "burnRate" -> burnRate(inner(condition, kind));
            case "absence" -> absence(inner(condition, kind));
            case "forecast" -> ForecastReader.read(inner(condition, kind));
            case "compound" -> CompoundReader.read(inner(condition, kind));
            case "signal" -> signal(inner(condition, kind));
            case "missingSignals" -> missingSignals(inner(condition, kind));
            case "promql" -> promql(condition);
            default -> {
                source.unknownWord(condition.keySpan(kind), "unknown-condition", "kind of condition", kind, KINDS);
                yield null;
            }
        };
    }

    private static @Nullable MappingReader inner(MappingReader condition, String kind) {
        return condition.mapping(kind, "the condition \"" + kind + "\"");
    }

    private static @Nullable AlertCondition threshold(@Nullable MappingReader reader) {
        if (reader == null) {
            return null;
        }
        VectorSelector metric = PromqlText.requiredSelector(reader, "metric");
        VectorSelector of = reader.has("of") ? PromqlText.requiredSelector(reader, "of") : null;
        boolean broken = reader.has("of") && of == null;
        Located<String> as = reader.word("as", word -> known(word, READINGS), READINGS);
        Located<Duration> over = reader.duration("over");
        Located<AggregateOp> aggregate = reader.word("aggregate", ConditionReader::aggregate, AGGREGATES);
        List<String> by = reader.words("by");
        Located<Limit> limit = limit(reader);
        if (reader.has("as") != reader.has("over")) {
            reader.missing(reader.has("as") ? "over" : "as");
            limit = null;
        }
        reader.close();
        if (metric == null || limit == null || broken) {
            return null;
        }
        Threshold.Reading reading = as == null || over == null ? null : new Threshold.Reading(as.value(), over.value());
        return new Threshold(metric, of, reading, aggregate == null ? null : aggregate.value(), by, limit);
    }

    private static @Nullable AlertCondition ratio(@Nullable MappingReader reader) {
        if (reader == null) {
            return null;
        }
        VectorSelector bad = PromqlText.requiredSelector(reader, "bad");
        VectorSelector total = PromqlText.requiredSelector(reader, "total");
        Located<Duration> over = reader.duration("over");
        if (!reader.has("over")) {
            reader.missing("over");
        }
        List<String> by = reader.words("by");
        Located<Limit> limit = limit(reader);
        Located<Quantity> floor = rate(reader, "floor");
        reader.close();
        if (limit != null && !limit.value().comparison().isUpper()) {
            reader.source().error(limit.span(), "ratio-direction", "a ratio of bad events has an upper limit", null);
            return null;
        }
        if (limit != null && isBeyond(limit.value())) {
            Quantity quantity = limit.value().quantity();
            String message = "found \"" + quantity.text() + "\", but no share of events is ever above 100%";
            String hint = quantity.unit() == Quantity.Unit.NUMBER
                    ? "write per cent: " + quantity.text() + "%"
                    : "write a share below 100%, such as 5%";
            reader.source().error(limit.span(), "ratio-limit", message, hint);
            return null;
        }
        if (bad == null || total == null || over == null || limit == null || floor == null) {
            return null;
        }
        return new Ratio(bad, total, over.value(), by, limit, floor.value());
    }

    private static @Nullable AlertCondition absence(@Nullable MappingReader reader) {
        if (reader == null) {
            return null;
        }
        VectorSelector metric = PromqlText.requiredSelector(reader, "metric");
        boolean judged = Arrays.stream(Comparison.values()).anyMatch(comparison -> reader.has(comparison.key()));
        Located<Limit> alive = judged ? limit(reader) : null;
        Located<Duration> within = reader.duration("within");
        boolean broken = reader.has("within") && within == null;
        List<String> by = reader.words("by");
        reader.close();
        if (metric == null || broken || (judged && alive == null)) {
            return null;
        }
        return new Absence(metric, alive == null ? null : alive.value(), within == null ? DAY : within.value(), by);
    }

    private static @Nullable Located<Quantity> rate(MappingReader reader, String key) {
        if (!reader.has(key)) {
            reader.missing(key);
            return null;
        }
        Located<Quantity> rate = reader.quantity(key);
        if (rate != null && rate.value().unit() != Quantity.Unit.PER_SECOND) {
            String message = "found \"" + rate.value().text() + "\" for \"" + key + "\", expected events per second";
            reader.source().error(rate.span(), "bad-quantity", message, "write a rate, such as 0.1/s");
            return null;
        }
        return rate;
    }

    private static @Nullable AlertCondition burnRate(@Nullable MappingReader reader) {
        if (reader == null) {
            return null;
        }
        if (!reader.has("slo")) {
            reader.missing("slo");
        }
        List<Located<String>> slos = reader.texts("slo");
        var pairs = new ArrayList<BurnPair>();
        for (MappingReader pair : reader.mappings("pairs", "a pair of windows")) {
            Located<Quantity> factor = pair.quantity("factor");
            Located<Duration> longWindow = pair.duration("long");
            Located<Duration> shortWindow = pair.duration("short");
            for (String key : List.of("factor", "long", "short")) {
                if (!pair.has(key)) {
                    pair.missing(key);
                }
            }
            pair.close();
            if (factor != null && longWindow != null && shortWindow != null) {
                pairs.add(new BurnPair(factor.value().value(), longWindow.value(), shortWindow.value()));
            }
        }
        reader.close();
        return slos.isEmpty() ? null : new BurnRate(slos, pairs);
    }

    private static @Nullable AlertCondition signal(@Nullable MappingReader reader) {
        if (reader == null) {
            return null;
        }
        Located<String> id = reader.requiredText("id");
        List<String> severities =
                Arrays.stream(Severity.values()).skip(1).map(Severity::id).toList();
        Located<Severity> atLeast = reader.word("atLeast", Severity::byId, severities);
        boolean broken = reader.has("atLeast") && atLeast == null;
        reader.close();
        if (id == null || broken) {
            return null;
        }
        Optional<Signal> signal = Signals.byId(id.value());
        List<String> ids = Signals.ALL.stream().map(Signal::id).toList();
        if (signal.isEmpty()) {
            String hint = Nearest.hint(id.value(), ids).orElse("signals: " + String.join(", ", ids));
            reader.source().error(id.span(), "unknown-signal", "unknown signal \"" + id.value() + "\"", hint);
            return null;
        }
        Severity severity = atLeast == null ? Severity.WARNING : atLeast.value();
        if (atLeast != null && severity.compareTo(signal.get().max()) > 0) {
            String message = "signal \"" + id.value() + "\" never reaches " + severity.id() + ", its worst is "
                    + signal.get().max().id();
            reader.source().error(atLeast.span(), "unreachable-severity", message, null);
            return null;
        }
        return new SignalState(signal.get(), severity);
    }

    private static @Nullable AlertCondition missingSignals(@Nullable MappingReader reader) {
        if (reader == null) {
            return null;
        }
        reader.close();
        return new MissingSignals();
    }

    private static @Nullable AlertCondition promql(MappingReader condition) {
        Expr expr = PromqlText.requiredExpr(condition, "promql");
        return expr == null ? null : new Promql(expr);
    }

    static @Nullable Located<Limit> limit(MappingReader reader) {
        List<Comparison> written = Arrays.stream(Comparison.values())
                .filter(comparison -> reader.has(comparison.key()))
                .toList();
        if (written.size() != 1) {
            List<String> keys =
                    Arrays.stream(Comparison.values()).map(Comparison::key).toList();
            String found = written.isEmpty() ? "no limit" : written.size() + " limits";
            String message = "found " + found + ", expected one of " + String.join(", ", keys);
            reader.source().error(reader.place(), "limit", message, foreign(reader));
            return null;
        }
        Located<Quantity> quantity = reader.quantity(written.get(0).key());
        return quantity == null
                ? null
                : new Located<>(new Limit(written.get(0), quantity.value()), quantity.file(), quantity.span());
    }

    /** Whether no share of a whole ever gets there. */
    private static boolean isBeyond(Limit limit) {
        int beside = limit.quantity().value().compareTo(BigDecimal.ONE);
        return beside > 0 || (beside == 0 && !limit.comparison().includesLimit());
    }

    /** What to write for an operator. */
    private static @Nullable String foreign(MappingReader reader) {
        return Arrays.stream(Comparison.values())
                .filter(comparison -> reader.written().contains(comparison.op().text()))
                .map(comparison ->
                        "write " + comparison.key() + " for " + comparison.op().text())
                .findFirst()
                .orElse(null);
    }

    private static Optional<String> known(String word, List<String> words) {
        return words.contains(word) ? Optional.of(word) : Optional.empty();
    }

    private static Optional<AggregateOp> aggregate(String word) {
        return known(word, AGGREGATES).map(text -> AggregateOp.valueOf(text.toUpperCase(Locale.ROOT)));
    }
}
