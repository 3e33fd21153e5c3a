package dev.strata.rulegen.promql.infer;

import dev.strata.rulegen.promql.ast.Call;
import dev.strata.rulegen.promql.ast.Expr;
import dev.strata.rulegen.promql.ast.LabelMatcher;
import dev.strata.rulegen.promql.ast.MatrixSelector;
import dev.strata.rulegen.promql.ast.StringLiteral;
import dev.strata.rulegen.promql.ast.VectorSelector;
import dev.strata.rulegen.promql.check.FunctionTable;
import dev.strata.rulegen.promql.check.ValueType;
import dev.strata.rulegen.promql.infer.Description.Emptiness;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What functions return. */
final class CallRules {
    private final WindowChecks windows;
    private final Findings findings;

    CallRules(WindowChecks windows, Findings findings) {
        this.windows = windows;
        this.findings = findings;
    }

    Description describe(Call call, List<Description> arguments) {
        FunctionChecks.check(call, arguments, findings);
        HistogramChecks.check(call, arguments, findings);
        windows.check(call);
        ValueType result = FunctionTable.find(call.function())
                .map(FunctionTable.Function::result)
                .orElse(ValueType.VECTOR);
        if (result == ValueType.SCALAR) {
            return scalar(call, arguments);
        }
        Description described = switch (call.function()) {
            case "absent", "absent_over_time" -> absent(call, arguments.get(0));
            case "vector" ->
                one(arguments.get(0).values()).withMeaning(arguments.get(0).meaning());
            case "label_replace" -> arguments.get(0).withLabels(LabelFunctions.replace(call, arguments.get(0)));
            case "label_join" -> arguments.get(0).withLabels(LabelFunctions.join(call, arguments.get(0)));
            case "info" -> info(arguments.get(0));
            case "sort", "sort_desc", "sort_by_label", "sort_by_label_desc" ->
                arguments.get(0).afterDroppingHistograms();
            case "histogram_quantile", "histogram_fraction" -> fromBuckets(call, arguments.get(arguments.size() - 1));
            case "histogram_quantiles" -> quantiles(call, arguments);
            case "last_over_time", "first_over_time" -> arguments.get(0);
            default -> arguments.isEmpty() ? calendarNow(call) : plain(call, arguments);
        };
        return described.withType(ValueType.VECTOR);
    }

    private static Description scalar(Call call, List<Description> arguments) {
        return switch (call.function()) {
            case "pi" -> Description.scalar(Interval.point(Math.PI), Unit.NONE);
            case "time", "start", "end" ->
                Description.scalar(Interval.of(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY), Unit.SECONDS)
                        .withMeaning(new Meaning(Meaning.Kind.TIMESTAMP, Unit.SECONDS, true));
            case "step", "range" -> Description.scalar(Interval.NOT_NEGATIVE, Unit.SECONDS);
            case "scalar" ->
                Description.scalar(
                        arguments.get(0).values().withNan(),
                        arguments.get(0).meaning().unit());
            default -> Description.scalar(Interval.ANY, Unit.UNKNOWN);
        };
    }

    private static Description one(Interval values) {
        return new Description(ValueType.VECTOR, Labels.NONE, Emptiness.NEVER, values, true, true, Meaning.UNKNOWN);
    }

    private static Description calendarNow(Call call) {
        return one(FunctionValues.calendar(call.function()))
                .withMeaning(new Meaning(Meaning.Kind.GAUGE, Unit.NONE, true));
    }

    /** Functions that work on each element by itself and drop its name. */
    private static Description plain(Call call, List<Description> arguments) {
        Description vector = arguments.get(vectorIndex(arguments));
        boolean ofHistograms = call.function().startsWith("histogram_");
        // Functions of native histograms leave the labels that hold type and unit alone.
        Labels labels = ofHistograms
                ? vector.labels().without(List.of(LabelMatcher.METRIC_NAME))
                : vector.labels().withoutName();
        Description result =
                vector.withLabels(labels).withMeaning(FunctionValues.meaning(call.function(), vector.meaning()));
        Emptiness emptiness = vector.emptiness();
        boolean histogramsToo = FunctionValues.takesHistograms(call.function());
        boolean range = vector.type() == ValueType.MATRIX;
        boolean mayDrop = range
                || !(vector.numbersOnly() || histogramsToo)
                || call.function().startsWith("clamp");
        if (mayDrop || ofHistograms) {
            result = result.maybeEmpty();
        } else {
            result = result.withEmptiness(emptiness);
        }
        Interval values = FunctionValues.values(call.function(), arguments, vector.values());
        boolean histograms = FunctionValues.mayReturnHistograms(call.function()) && !vector.numbersOnly();
        return histograms ? result.withValues(values) : result.withNumbers(values);
    }

    private static int vectorIndex(List<Description> arguments) {
        for (int i = 0; i < arguments.size(); i++) {
            ValueType type = arguments.get(i).type();
            if (type == ValueType.VECTOR || type == ValueType.MATRIX) {
                return i;
            }
        }
        return 0;
    }

    private static Description absent(Call call, Description operand) {
        Labels labels = absentLabels(call.arguments().get(0));
        Emptiness emptiness = switch (operand.emptiness()) {
            case NEVER -> operand.type() == ValueType.MATRIX ? Emptiness.MAYBE : Emptiness.ALWAYS;
            case MAYBE -> Emptiness.MAYBE;
            case ALWAYS -> Emptiness.NEVER;
        };
        Meaning meaning = new Meaning(Meaning.Kind.GAUGE, Unit.NONE, true);
        return new Description(ValueType.VECTOR, labels, emptiness, Interval.point(1), true, true, meaning);
    }

    /** The equality matchers of a plain selector; a label that is matched again is lost. */
    private static Labels absentLabels(Expr argument) {
        VectorSelector selector = argument instanceof MatrixSelector matrix
                ? matrix.selector()
                : argument instanceof VectorSelector vector ? vector : null;
        Labels labels = Labels.NONE;
        if (selector == null) {
            return labels;
        }
        Set<String> seen = new HashSet<>();
        for (LabelMatcher matcher : selector.allMatchers()) {
            if (matcher.label().equals(LabelMatcher.METRIC_NAME)) {
                continue;
            }
            boolean first = matcher.op() == LabelMatcher.Op.EQUAL && seen.add(matcher.label());
            boolean set = first && !matcher.value().isEmpty();
            LabelFact fact = set ? LabelFact.always(LabelValues.of(matcher.value())) : LabelFact.NEVER;
            labels = labels.with(matcher.label(), fact);
        }
        return labels;
    }

    /** Adds labels of information series, which may be any; what was there stays, where it was. */
    private static Description info(Description operand) {
        Labels labels = Labels.ANY;
        for (var entry : operand.labels().named().entrySet()) {
            boolean always = entry.getValue().isAlways();
            labels = labels.with(entry.getKey(), always ? LabelFact.always(LabelValues.ANY) : LabelFact.UNKNOWN);
        }
        return operand.withLabels(labels).maybeEmpty();
    }

    private static Description fromBuckets(Call call, Description buckets) {
        Labels labels = buckets.labels().withoutName();
        // Native histograms keep a label of that name, should they have one.
        LabelFact le = buckets.labels().fact("le");
        boolean removed = le.isNever() || buckets.numbersOnly();
        labels = labels.with("le", removed ? LabelFact.NEVER : LabelFact.maybe(le.values()));
        boolean quantile = call.function().startsWith("histogram_quantile");
        Meaning.Kind kind = quantile ? Meaning.Kind.QUANTILE : Meaning.Kind.GAUGE;
        return Description.vector(labels)
                .withNumbers(quantile ? Interval.ANY : Interval.ZERO_OR_ONE.withNan())
                .withMeaning(new Meaning(kind, quantile ? buckets.meaning().observed() : Unit.NONE, false))
                .withEmptiness(buckets.emptiness() == Emptiness.ALWAYS ? Emptiness.ALWAYS : Emptiness.MAYBE);
    }

    private static Description quantiles(Call call, List<Description> arguments) {
        Description one = fromBuckets(call, arguments.get(0));
        if (call.arguments().get(1).unwrapped() instanceof StringLiteral literal) {
            return one.withLabels(one.labels().with(literal.value(), LabelFact.always(LabelValues.ANY)));
        }
        return one.withLabels(Labels.ANY);
    }
}
