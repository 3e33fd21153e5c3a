package dev.strata.rulegen.promql.infer;

import dev.strata.rulegen.promql.ast.Call;
import dev.strata.rulegen.promql.ast.Expr;
import dev.strata.rulegen.promql.ast.MatrixSelector;
import dev.strata.rulegen.promql.ast.NumberLiteral;
import dev.strata.rulegen.promql.ast.PromDuration;
import dev.strata.rulegen.promql.ast.SubqueryExpr;
import dev.strata.rulegen.promql.print.PromqlPrinter;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether windows hold what is asked of them. The oldest border of a window is not part of it, since 3.0. */
final class WindowChecks {
    /** Functions that give nothing for a single sample. */
    private static final Set<String> NEED_TWO =
            Set.of("delta", "deriv", "idelta", "increase", "irate", "predict_linear", "rate");

    private final @Nullable Duration scrapeInterval;
    private final Findings findings;

    WindowChecks(Surroundings surroundings, Findings findings) {
        this.scrapeInterval = surroundings.scrapeInterval();
        this.findings = findings;
    }

    void check(MatrixSelector selector) {
        OptionalDouble seconds = selector.range().seconds();
        if (scrapeInterval == null || seconds.isEmpty()) {
            return;
        }
        double scrape = scrapeInterval.toMillis() / 1000.0;
        if (seconds.getAsDouble() < 2 * scrape) {
            findings.error(
                    selector.range().span(),
                    "time/short-window",
                    "a window of " + text(seconds.getAsDouble()) + " s is shorter than two scrapes of " + text(scrape)
                            + " s: there may be only one sample in it, or none",
                    "use at least four scrape intervals");
        }
    }

    void check(SubqueryExpr subquery) {
        PromDuration step = subquery.step();
        OptionalDouble seconds = subquery.range().seconds();
        if (step == null || step.seconds().isEmpty() || seconds.isEmpty()) {
            return;
        }
        if (step.seconds().getAsDouble() >= seconds.getAsDouble()) {
            findings.warning(
                    step.span(),
                    "time/long-step",
                    "a step of " + text(step.seconds().getAsDouble()) + " s leaves at most one point in a window of "
                            + text(seconds.getAsDouble()) + " s",
                    "use a shorter step or a longer window");
        }
    }

    /** Functions that need two points, over a window that cannot be relied on to have them. */
    void check(Call call) {
        Expr last = call.arguments().isEmpty() ? call : call.arguments().get(0);
        if (!NEED_TWO.contains(call.function()) || !(last.unwrapped() instanceof SubqueryExpr subquery)) {
            return;
        }
        PromDuration step = subquery.step();
        OptionalDouble seconds = subquery.range().seconds();
        boolean known = step != null && step.seconds().isPresent() && seconds.isPresent();
        if (!known || step == null) {
            return;
        }
        double one = step.seconds().getAsDouble();
        if (one < seconds.getAsDouble() && seconds.getAsDouble() < 2 * one) {
            findings.error(
                    subquery.range().span(),
                    "time/short-window",
                    call.function() + "() needs two points: a window of " + text(seconds.getAsDouble())
                            + " s with a step of " + text(one) + " s may have only one",
                    "use a window of at least two steps");
        }
    }

    private static String text(double seconds) {
        return PromqlPrinter.canonical(NumberLiteral.of(seconds));
    }
}
