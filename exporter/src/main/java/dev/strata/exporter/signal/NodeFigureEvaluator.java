package dev.strata.exporter.signal;

import dev.strata.catalog.MeasurementQuery;
import dev.strata.catalog.Severity;
import dev.strata.catalog.Signal;
import dev.strata.exporter.cluster.NodeFacts;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.signal.FigureTable.Row;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A signal about each node by figures of the machine. A node of which others have figures and it has none cannot be
 * judged, unless it has just come or is about to go.
 */
abstract class NodeFigureEvaluator extends FamilyEvaluator {

    private static final Duration NEW = Duration.ofMinutes(10);

    private final List<String> judged;

    NodeFigureEvaluator(Signal signal, MeasurementQuery family, String... needed) {
        super(signal, family, needed);
        this.judged = List.copyOf(Arrays.asList(needed));
    }

    @Override
    public final SignalReadings evaluate(SignalInput input) {
        FigureTable table = input.families().byNode(family());
        var sheet = new Sheet(signal());
        for (ObjectKey node : table.subjects()) {
            Collection<Row> rows = table.rows(node);
            if (rows.stream().noneMatch(row -> judged.stream().anyMatch(row::has))) {
                missing(input.cluster().node(node.name()), node, input).ifPresent(sheet::add);
                continue;
            }
            Draft draft = judge(node, rows);
            if (draft == null) {
                sheet.healthy();
            } else {
                sheet.add(draft);
            }
        }
        for (NodeFacts node : input.cluster().nodes()) {
            if (table.rows(node.key()).isEmpty()) {
                missing(Optional.of(node), node.key(), input).ifPresent(sheet::add);
            }
        }
        return sheet.done();
    }

    private Optional<Draft> missing(Optional<NodeFacts> node, ObjectKey key, SignalInput input) {
        boolean excused = node.filter(n -> n.meta().deleted() != null
                        || n.meta().created().plus(NEW).isAfter(input.now())
                        || n.condition("Ready").filter(c -> !c.isTrue()).isPresent())
                .isPresent();
        return excused
                ? Optional.of(Draft.suspended(signal(), key, "node_comes_or_goes"))
                : Optional.of(Draft.unknown(signal(), key, "no_figures"));
    }

    /** What is wrong with the node, null for nothing. */
    abstract @Nullable Draft judge(ObjectKey node, Collection<Row> rows);

    final Draft bad(ObjectKey node, Severity severity, String reason) {
        return Draft.bad(signal(), node, severity).reason(reason);
    }

    /** The row with the largest value of a figure, null where no row has it. */
    static @Nullable Row largest(Collection<Row> rows, String figure) {
        Row best = null;
        for (Row row : rows) {
            if (row.has(figure) && (best == null || row.get(figure) > best.get(figure))) {
                best = row;
            }
        }
        return best;
    }
}
