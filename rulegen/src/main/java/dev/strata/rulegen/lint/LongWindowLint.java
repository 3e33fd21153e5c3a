package dev.strata.rulegen.lint;

import dev.strata.rulegen.promql.ast.Call;
import dev.strata.rulegen.promql.ast.ExprFold;
import dev.strata.rulegen.promql.ast.MatrixSelector;
import dev.strata.rulegen.promql.ast.PromDuration;
import dev.strata.rulegen.promql.infer.Inference;
import dev.strata.rulegen.rule.AlertingRule;
import java.time.Duration;
import java.util.Set;

/** A long window over raw series loads all their samples at each evaluation; recorded series are few and coarse. */
final class LongWindowLint implements Lint {
    private static final Duration LONGEST = Duration.ofHours(6);
    /** They ask whether something was there at all, which is how an inventory is remembered. */
    private static final Set<String> INVENTORY = Set.of("last_over_time", "present_over_time");

    private final Duration scrapeInterval;

    LongWindowLint(Duration scrapeInterval) {
        this.scrapeInterval = scrapeInterval;
    }

    @Override
    public String id() {
        return "long-window";
    }

    @Override
    public void check(AlertingRule rule, Inference.Result inferred, Report report) {
        ExprFold.forEach(rule.expr(), node -> {
            if (node instanceof Call call && !INVENTORY.contains(call.function())) {
                call.arguments().stream()
                        .map(argument -> argument.unwrapped())
                        .filter(MatrixSelector.class::isInstance)
                        .map(MatrixSelector.class::cast)
                        .forEach(matrix -> check(matrix, report));
            }
        });
    }

    private void check(MatrixSelector matrix, Report report) {
        boolean recorded = matrix.selector().metricName().contains(":");
        if (recorded || !(matrix.range() instanceof PromDuration.Literal literal)) {
            return;
        }
        Duration window = Duration.ofNanos(literal.nanos());
        if (window.compareTo(LONGEST) > 0) {
            long samples = window.dividedBy(scrapeInterval);
            report.error(
                    matrix.span(),
                    "each evaluation loads " + samples + " samples of every series of \""
                            + matrix.selector().metricName() + "\"",
                    "record a short window first and read the recorded series, or look back 6h at most");
        }
    }
}
