package dev.strata.rulegen.promql.infer;

import dev.strata.rulegen.promql.ast.BinaryExpr;
import dev.strata.rulegen.promql.ast.BinaryOp;
import dev.strata.rulegen.promql.ast.Call;
import dev.strata.rulegen.promql.ast.Expr;
import dev.strata.rulegen.promql.ast.NumberLiteral;
import dev.strata.rulegen.promql.ast.VectorSelector;
import dev.strata.rulegen.promql.print.PromqlPrinter;
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

    /** Words for work that may well take minutes. */
    private static final List<String> LONG_WORK = List.of(
            "job",
            "backup",
            "build",
            "batch",
            "cron",
            "task",
            "import",
            "pipeline",
            "reconcile",
            "sync",
            "compact",
            "scrape",
            "uptime",
            "age",
            "lag",
            "sleep",
            "session",
            "startup",
            "start");

    private static final List<String> MOMENTS_AHEAD = List.of("expir", "not_after", "notafter", "_next_", "deadline");
    /** More days than that are no usual notice. */
    private static final double MOST_DAYS = 400;

    private static final double MOST_BYTES = 100;

    void check(BinaryExpr expr, Description left, Description right) {
        boolean large =
                right.isScalar() && right.values().isPoint() && right.values().low() >= LONGEST_REQUEST;
        boolean seconds =
                left.meaning().unit().equals(Unit.SECONDS) && left.meaning().kind() != Meaning.Kind.TIMESTAMP;
        // A bound with a unit, such as 5m, is meant as it stands.
        boolean bare = !right.meaning().unit().known();
        boolean minutes = right.values().low() % 60 == 0;
        boolean waiting = isRequest(expr.left()) || (!minutes && isMeasuredTime(expr.left(), left));
        checkMilliseconds(expr, left, right);
        checkAhead(expr, right);
        checkBytes(expr, left, right);
        if (expr.op().isComparison() && large && bare && seconds && waiting) {
            findings.warning(
                    expr.opSpan(),
                    "unit/milliseconds",
                    "the time of a request, in seconds, compared with "
                            + (long) right.values().low() + ", which looks like milliseconds",
                    "write " + right.values().low() / 1000);
        }
    }

    /** A quantile or a mean of times that were measured one by one, of work that is over in a moment. */
    private static boolean isMeasuredTime(Expr expr, Description left) {
        Meaning.Kind kind = left.meaning().kind();
        String name = firstMetric(expr);
        boolean measured = kind == Meaning.Kind.QUANTILE || kind == Meaning.Kind.RATE_RATIO || name.endsWith("_max");
        boolean time = name.contains("duration") || name.contains("latency") || name.contains("seconds");
        return measured && time && LONG_WORK.stream().noneMatch(word -> ('_' + name).contains('_' + word));
    }

    private void checkMilliseconds(BinaryExpr expr, Description left, Description right) {
        boolean above = expr.op() == BinaryOp.GREATER || expr.op() == BinaryOp.GREATER_OR_EQUAL;
        boolean small = right.isScalar()
                && right.values().isPoint()
                && right.values().low() > 0
                && right.values().low() < 1;
        Unit unit = left.meaning().unit();
        boolean milliseconds = unit.known() && unit.powers().equals(Unit.SECONDS.powers()) && unit.scale() == 1e-3;
        if (above && small && milliseconds && !right.meaning().unit().known() && isRequest(expr.left())) {
            findings.warning(
                    expr.opSpan(),
                    "unit/milliseconds",
                    "the time of a request, in milliseconds, compared with "
                            + right.values().low() + ", which looks like seconds",
                    "write "
                            + PromqlPrinter.canonical(
                                    NumberLiteral.of(right.values().low() * 1000)));
        }
    }

    private void checkBytes(BinaryExpr expr, Description left, Description right) {
        boolean ordered = expr.op().isComparison() && expr.op() != BinaryOp.EQUAL && expr.op() != BinaryOp.NOT_EQUAL;
        boolean few = right.isScalar()
                && right.values().isPoint()
                && right.values().low() >= 2
                && right.values().low() <= MOST_BYTES;
        boolean level = left.meaning().declared()
                && left.meaning().kind() == Meaning.Kind.GAUGE
                && left.meaning().unit().equals(Unit.BYTES);
        if (ordered && few && level && !right.meaning().unit().known()) {
            String number =
                    PromqlPrinter.canonical(NumberLiteral.of(right.values().low()));
            findings.warning(
                    expr.opSpan(),
                    "unit/bytes",
                    "bytes compared with " + number + ", which looks like percent or gigabytes",
                    "write gibibytes as " + number + " * 1024^3, or compare a share");
        }
    }

    /** Moments that lie ahead: their distance is the moment minus now, in seconds. */
    private void checkAhead(BinaryExpr expr, Description right) {
        if (expr.op() == BinaryOp.SUBTRACT && isNow(expr.left()) && isAhead(expr.right())) {
            findings.warning(
                    expr.opSpan(),
                    "value/future-moment",
                    "now minus a moment that lies ahead is negative until it has passed",
                    "write it the other way round: the moment minus time()");
        }
        boolean days = right.isScalar()
                && right.values().isPoint()
                && right.values().low() >= 1
                && right.values().low() <= MOST_DAYS;
        if (expr.op().isComparison()
                && days
                && !right.meaning().unit().known()
                && expr.left().unwrapped() instanceof BinaryExpr rest
                && rest.op() == BinaryOp.SUBTRACT
                && isNow(rest.right())
                && isAhead(rest.left())) {
            findings.warning(
                    expr.opSpan(),
                    "unit/days",
                    "a time in seconds compared with "
                            + PromqlPrinter.canonical(
                                    NumberLiteral.of(right.values().low())) + ", which looks like days",
                    "write days as "
                            + PromqlPrinter.canonical(
                                    NumberLiteral.of(right.values().low())) + " * 86400");
        }
    }

    private static boolean isNow(Expr expr) {
        return expr.unwrapped() instanceof Call call && call.function().equals("time");
    }

    private static boolean isAhead(Expr expr) {
        String name = firstMetric(expr);
        return MOMENTS_AHEAD.stream().anyMatch(name::contains);
    }

    private static boolean isRequest(Expr expr) {
        String name = firstMetric(expr);
        return REQUESTS.stream().anyMatch(name::contains)
                && (name.contains("duration") || name.contains("latency") || name.contains("time"));
    }

    /** The name of the first selector on the way down, empty where the way is long. */
    private static String firstMetric(Expr expr) {
        var open = new ArrayDeque<Expr>();
        open.push(expr);
        for (int seen = 0; !open.isEmpty() && seen < MOST_NODES; seen++) {
            Expr node = open.pop();
            if (node instanceof VectorSelector selector) {
                return selector.metricName();
            }
            node.children().forEach(open::push);
        }
        return "";
    }
}
