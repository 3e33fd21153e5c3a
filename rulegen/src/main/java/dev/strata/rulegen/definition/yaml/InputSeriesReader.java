package dev.strata.rulegen.definition.yaml;

import dev.strata.rulegen.definition.AlertExample.InputSeries;
import dev.strata.rulegen.diagnostic.Excerpt;
import dev.strata.rulegen.diagnostic.Span;
import dev.strata.rulegen.promql.ast.LabelMatcher;
import dev.strata.rulegen.promql.ast.VectorSelector;
import dev.strata.rulegen.promql.parse.PromqlParser;
import dev.strata.rulegen.promql.parse.SeriesNotation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a series of a hand-written test: what promtool would refuse is reported with its place. */
final class InputSeriesReader {
    private static final PromqlParser PARSER = PromqlParser.create();

    private InputSeriesReader() {}

    static void read(MappingReader series, List<InputSeries> input) {
        ScalarText name = required(series, "series");
        ScalarText values = required(series, "values");
        series.close();
        if (name == null || values == null) {
            return;
        }
        boolean named = checkName(series.source(), name);
        boolean valued = checkValues(series.source(), values);
        if (named && valued) {
            input.add(new InputSeries(name.value(), values.value()));
        }
    }

    private static @Nullable ScalarText required(MappingReader series, String key) {
        if (!series.has(key)) {
            series.missing(key);
            return null;
        }
        return series.scalar(key);
    }

    private static boolean checkName(YamlSource source, ScalarText name) {
        if (name.value().replace(" ", "").equals("{}")) {
            return true;
        }
        PromqlParser.Result result = PARSER.parse(name.excerpt());
        source.diagnostics().addAll(result.diagnostics());
        boolean series = result.tree() instanceof VectorSelector selector
                && selector.matchers().stream().allMatch(matcher -> matcher.op() == LabelMatcher.Op.EQUAL)
                && !selector.time().hasOffset();
        if (result.isOk() && !series) {
            String message = "found \"" + name.value() + "\", expected a name with labels";
            source.error(name.place(), "series", message, "write for example up{job=\"api\"}");
        }
        return series;
    }

    private static boolean checkValues(YamlSource source, ScalarText values) {
        SeriesNotation.Result result = SeriesNotation.read(values.value());
        String problem = result.problem();
        if (problem == null) {
            return true;
        }
        Excerpt excerpt = values.excerpt();
        int at = Math.min(result.place().start(), values.value().length());
        Span place = excerpt.span(at, Math.min(at + 1, values.value().length()));
        source.error(place, "series-values", problem, "write for example 0+10x5 _ stale 1x3");
        return false;
    }
}
