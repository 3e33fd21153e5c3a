package dev.strata.rulegen.promql.parse;

import dev.strata.rulegen.diagnostic.Diagnostic;
import dev.strata.rulegen.diagnostic.Excerpt;
import dev.strata.rulegen.diagnostic.SourceFile;
import dev.strata.rulegen.promql.ast.Expr;
import dev.strata.rulegen.promql.ast.Feature;
import dev.strata.rulegen.promql.check.TypeChecker;
import dev.strata.rulegen.promql.check.TypeProblem;
import dev.strata.rulegen.promql.check.ValueType;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads PromQL of Prometheus 3.15: accepts exactly what that release accepts under the same features, but for
 * expressions nested deeper than 10 000 levels. Never throws for any text.
 */
public final class PromqlParser {
    private final Set<Feature> features;

    private PromqlParser(Set<Feature> features) {
        this.features = Set.copyOf(features);
    }

    /** A parser for a server that runs without any feature flags. */
    public static PromqlParser create() {
        return new PromqlParser(Feature.defaults());
    }

    public static PromqlParser withFeatures(Set<Feature> features) {
        return new PromqlParser(features);
    }

    /**
     * What came of a text: a tree and its type, or diagnostics in the order in which Prometheus meets the errors.
     * The tree is there exactly when there are none.
     */
    public record Result(@Nullable Expr tree, @Nullable ValueType type, List<Diagnostic> diagnostics) {
        public Result {
            diagnostics = List.copyOf(diagnostics);
        }

        public boolean isOk() {
            return tree != null;
        }

        /** The tree of a text that is known to be sound, such as a constant of the program. */
        public Expr expr() {
            if (tree == null) {
                throw new IllegalStateException(
                        "not sound: " + diagnostics.get(0).message());
            }
            return tree;
        }
    }

    /** Reads a text that stands alone. */
    public Result parse(String text) {
        return parse(Excerpt.whole(SourceFile.of("expression", text)));
    }

    /** Reads a piece of a file; spans are offsets into the file. */
    public Result parse(Excerpt excerpt) {
        var tokens = new Tokens(excerpt, features);
        var parser = new ExprParser(tokens);
        Expr tree = parser.parse();
        if (tree == null || tokens.hasProblems()) {
            return new Result(null, null, tokens.problems());
        }
        TypeChecker.Result checked = TypeChecker.check(tree);
        if (checked.problems().isEmpty()) {
            return new Result(tree, checked.type(), List.of());
        }
        for (TypeProblem problem : checked.problems()) {
            tokens.add(problem.span(), problem.id(), problem.message(), problem.hint());
        }
        return new Result(null, null, tokens.problems());
    }
}
