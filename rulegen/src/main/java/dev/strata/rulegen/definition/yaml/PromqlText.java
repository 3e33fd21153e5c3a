package dev.strata.rulegen.definition.yaml;

import dev.strata.rulegen.diagnostic.Diagnostic;
import dev.strata.rulegen.diagnostic.Excerpt;
import dev.strata.rulegen.promql.ast.Expr;
import dev.strata.rulegen.promql.ast.VectorSelector;
import dev.strata.rulegen.promql.parse.PromqlParser;
import org.jspecify.annotations.Nullable;

/** Reads PromQL inside definitions; its errors point into the definition file. */
final class PromqlText {
    private static final PromqlParser PARSER = PromqlParser.create();

    private PromqlText() {}

    static @Nullable Expr requiredExpr(MappingReader reader, String key) {
        if (!reader.has(key)) {
            reader.missing(key);
            return null;
        }
        ScalarText scalar = reader.scalar(key);
        if (scalar == null) {
            return null;
        }
        return parse(reader.source(), scalar.excerpt());
    }

    /** Null where it is no PromQL; what is wrong is reported. */
    static @Nullable Expr parse(YamlSource source, Excerpt text) {
        PromqlParser.Result result = PARSER.parse(text);
        for (Diagnostic diagnostic : result.diagnostics()) {
            source.diagnostics().add(diagnostic);
        }
        return result.tree();
    }

    /** A plain selector: a metric name with its matchers, without offset or window. */
    static @Nullable VectorSelector requiredSelector(MappingReader reader, String key) {
        Expr expr = requiredExpr(reader, key);
        if (expr == null) {
            return null;
        }
        boolean plain = expr instanceof VectorSelector selector
                && !selector.metricName().isEmpty()
                && !selector.time().hasOffset()
                && selector.time().at() == null;
        if (!plain) {
            reader.source()
                    .error(
                            expr.span(),
                            "selector",
                            "expected the name of a metric with its matchers for \"" + key + "\"",
                            "write for example http_requests_total{namespace=\"shop\"}");
            return null;
        }
        return (VectorSelector) expr;
    }
}
