package dev.strata.rulegen.promql.infer;

import dev.strata.rulegen.promql.ast.BinaryExpr;
import dev.strata.rulegen.promql.ast.Expr;
import dev.strata.rulegen.promql.ast.VectorSelector;
import java.util.ArrayDeque;
import java.util.List;

/** Bounds that fit another scale of the same unit. */
final class ScaleChecks {
    /** Nobody waits that many seconds for one request; in milliseconds it is a usual objective. */
    private static final double LONGEST_REQUEST = 100;

    private static final List<String> REQUESTS = List.of("request", "response", "latency", "rpc", "http");
    private static final int MOST_NODES = 60;

    private final Findings findings;

    ScaleChecks(Findings findings) {
        this.findings = findings;
    }

    void check(BinaryExpr expr, Description left, Description right) {
        boolean large =
                right.isScalar() && right.values().isPoint() && right.values().low() >= LONGEST_REQUEST;
        boolean seconds =
                left.meaning().unit().equals(Unit.SECONDS) && left.meaning().kind() != Meaning.Kind.TIMESTAMP;
        // A bound with a unit, such as 5m, is meant as it stands.
        boolean bare = !right.meaning().unit().known();
        if (expr.op().isComparison() && large && bare && seconds && isRequest(expr.left())) {
            findings.warning(
                    expr.opSpan(),
                    "unit/milliseconds",
                    "the time of a request, in seconds, compared with "
                            + (long) right.values().low() + ", which looks like milliseconds",
                    "write " + right.values().low() / 1000);
        }
    }

    private static boolean isRequest(Expr expr) {
        var open = new ArrayDeque<Expr>();
        open.push(expr);
        for (int seen = 0; !open.isEmpty() && seen < MOST_NODES; seen++) {
            Expr node = open.pop();
            if (node instanceof VectorSelector selector) {
                String name = selector.metricName();
                return REQUESTS.stream().anyMatch(name::contains)
                        && (name.contains("duration") || name.contains("latency") || name.contains("time"));
            }
            node.children().forEach(open::push);
        }
        return false;
    }
}
