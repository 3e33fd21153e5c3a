package dev.strata.rulegen.compile;

import dev.strata.catalog.LabelName;
import dev.strata.rulegen.definition.PlannedEvent;
import dev.strata.rulegen.definition.PlannedEvent.Demand;
import dev.strata.rulegen.diagnostic.Span;
import dev.strata.rulegen.promql.ast.AggregateOp;
import dev.strata.rulegen.promql.ast.BinaryExpr;
import dev.strata.rulegen.promql.ast.BinaryOp;
import dev.strata.rulegen.promql.ast.Call;
import dev.strata.rulegen.promql.ast.Expr;
import dev.strata.rulegen.promql.ast.LabelMatcher;
import dev.strata.rulegen.promql.ast.NumberLiteral;
import dev.strata.rulegen.promql.ast.VectorSelector;
import dev.strata.rulegen.rule.AlertingRule;
import dev.strata.rulegen.rule.RecordingRule;
import dev.strata.rulegen.rule.RuleFile;
import dev.strata.rulegen.rule.RuleGroup;
import dev.strata.rulegen.rule.RuleOrigin;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Rules of planned events: whether one is on, how much more load it brings, and whether there is room for it. */
final class EventRules {
    static final String ACTIVE = "planned_event:active:info";
    /** Baselines are multiplied with it while the event is on. */
    private static final String LOAD = "planned_event:load:ratio";

    private static final String EVENT = "event";

    private final PlannedEvent event;
    private final RuleOrigin origin;

    private EventRules(PlannedEvent event) {
        this.event = event;
        this.origin = new RuleOrigin(event.name().file(), event.name().span());
    }

    /** One file for all events of a run; without groups where there are none. */
    static RuleFile file(List<PlannedEvent> events, Duration interval, String runbooks) {
        List<RuleGroup> groups = events.stream()
                .map(event -> new EventRules(event).group(interval, runbooks))
                .toList();
        return new RuleFile("planned-events", groups);
    }

    /** The expression without what happens in the namespaces of events meanwhile. */
    static Expr relaxed(Expr expr, List<PlannedEvent> events, boolean hasNamespace) {
        Expr all = expr;
        for (PlannedEvent event : events) {
            VectorSelector active = Trees.selector(ACTIVE, EVENT, event.name().value());
            all = Trees.unless(all, hasNamespace ? List.of(LabelName.NAMESPACE) : List.of(), active);
        }
        return all;
    }

    private RuleGroup group(Duration interval, String runbooks) {
        var recordings = new ArrayList<RecordingRule>();
        event.workloads().stream().map(Demand::namespace).distinct().sorted().forEach(namespace -> {
            SortedMap<String, String> labels = new TreeMap<>();
            labels.put(EVENT, event.name().value());
            labels.put(LabelName.NAMESPACE, namespace);
            Expr on = during(event.from(), event.to());
            recordings.add(new RecordingRule(ACTIVE, on, labels, origin));
            Expr load = BinaryExpr.of(on, BinaryOp.MULTIPLY, Trees.number(event.load()));
            recordings.add(new RecordingRule(LOAD, load, labels, origin));
        });
        List<AlertingRule> alerts = event.workloads().stream()
                .map(demand -> alert(demand, runbooks))
                .toList();
        return new RuleGroup("planned-event-" + event.name().value(), interval, recordings, alerts);
    }

    /** One element of value 1 for each cluster, from a time to another. */
    private static Expr during(Instant from, Instant to) {
        Expr clusters = Trees.aggregate(AggregateOp.GROUP, List.of(), VectorSelector.of("up"));
        Expr begun = timeIs(BinaryOp.GREATER_OR_EQUAL, from);
        Expr lasts = timeIs(BinaryOp.LESS, to);
        Expr both = BinaryExpr.of(BinaryExpr.of(clusters, BinaryOp.MULTIPLY, begun), BinaryOp.MULTIPLY, lasts);
        return Trees.compare(both, BinaryOp.EQUAL, Trees.number(1));
    }

    private static Expr timeIs(BinaryOp op, Instant at) {
        Expr seconds = NumberLiteral.of((double) at.getEpochSecond());
        return new BinaryExpr(op, Call.of("time"), seconds, true, null, Span.NONE, Span.NONE);
    }

    /** The ceiling of the workload's HPA, or its replicas where it has none. */
    private AlertingRule alert(Demand demand, String runbooks) {
        boolean deployment = demand.kind().equals("Deployment");
        String kind = deployment ? "deployment" : "statefulset";
        VectorSelector replicas = VectorSelector.of(
                deployment ? "kube_deployment_spec_replicas" : "kube_statefulset_replicas",
                LabelMatcher.equal(LabelName.NAMESPACE, demand.namespace()),
                LabelMatcher.equal(kind, demand.name()));
        VectorSelector ceiling = VectorSelector.of(
                "kube_horizontalpodautoscaler_spec_max_replicas",
                LabelMatcher.equal(LabelName.NAMESPACE, demand.namespace()),
                LabelMatcher.equal("horizontalpodautoscaler", demand.name()));
        List<String> by = List.of(LabelName.NAMESPACE);
        Expr fixed = Trees.aggregate(AggregateOp.MAX, by, replicas);
        Expr room = Trees.or(Trees.aggregate(AggregateOp.MAX, by, ceiling), fixed);
        Expr small = Trees.compare(room, BinaryOp.LESS, Trees.number(new BigDecimal(demand.replicas())));
        Expr expr = Trees.and(small, List.of(), during(event.from().minus(event.lead()), event.to()));
        SortedMap<String, String> labels = new TreeMap<>();
        labels.put("severity", "warning");
        labels.put(LabelName.LAYER, "application");
        labels.put("role", "forecast");
        labels.put(LabelName.TEAM, event.team());
        labels.put(LabelName.TIER, "critical");
        labels.put(EVENT, event.name().value());
        labels.put(LabelName.WORKLOAD, demand.name());
        SortedMap<String, String> texts = new TreeMap<>();
        String what = demand.namespace() + "/" + demand.name();
        texts.put("summary", what + " has no room for " + event.name().value());
        texts.put(
                "description",
                what + " can have {{ $value }} replicas, the event from " + event.from() + " to " + event.to()
                        + " needs " + demand.replicas() + ".");
        texts.put("impact", "The load of the event will not be served.");
        texts.put("runbook_url", runbooks + "/PlannedEventCapacityShort.md");
        return new AlertingRule(
                "PlannedEventCapacityShort", expr, Duration.ofMinutes(5), Duration.ZERO, labels, texts, origin);
    }
}
