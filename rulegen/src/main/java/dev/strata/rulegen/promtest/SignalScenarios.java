package dev.strata.rulegen.promtest;

import dev.strata.catalog.LabelName;
import dev.strata.catalog.Layer;
import dev.strata.catalog.MetricFamilies;
import dev.strata.catalog.Severity;
import dev.strata.catalog.Signal;
import dev.strata.rulegen.definition.AlertCondition.SignalState;
import dev.strata.rulegen.promql.ast.VectorSelector;
import dev.strata.rulegen.promtest.PromtestGroup.Input;
import dev.strata.rulegen.template.TemplateSample;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A signal below, at and above its severity; beside it another signal, and exporters that have stopped to look. */
final class SignalScenarios {
    private static final String JOB = "strata-exporter";
    private static final String INSTANCE = "exporter";
    private static final String OTHER = "-b";
    /** Ages of the snapshot: 300 s are too many. */
    private static final int OLD = 300;

    private static final int AGING = 285;

    private final Signal signal;
    private final SignalState condition;
    private final int worst;
    private final Timeline timeline;

    SignalScenarios(SignalState condition, Timeline timeline) {
        this.condition = condition;
        this.signal = condition.signal();
        this.worst = condition.atLeast().value();
        this.timeline = timeline;
    }

    List<Scenario> all() {
        int critical = Severity.CRITICAL.value();
        var cases = new ArrayList<Scenario>();
        cases.add(one("fine", signal.id(), worst - 1, 0, false, List.of()));
        cases.add(one("limit", signal.id(), worst, 0, true, List.of()));
        cases.add(one("trouble", signal.id(), critical, 0, true, calmReplica("trouble")));
        cases.add(one("aging", signal.id(), critical, AGING, true, List.of()));
        cases.add(one("old", signal.id(), critical, OLD, false, List.of()));
        cases.add(one("outdated", signal.id(), critical, OLD * 2, false, fresh("outdated", JOB, INSTANCE + OTHER)));
        cases.add(one("elsewhere", signal.id(), critical, OLD * 2, false, fresh("elsewhere", JOB + OTHER, INSTANCE)));
        cases.add(one("other", "some_other_signal", critical, 0, false, List.of()));
        return cases;
    }

    /** A second exporter that sees the same finding as less severe: the worst counts. */
    private List<Input> calmReplica(String cluster) {
        var labels = new TreeMap<>(identity(cluster, signal.id()));
        labels.putAll(target(cluster, JOB, INSTANCE + OTHER));
        var input = new ArrayList<>(fresh(cluster, JOB, INSTANCE + OTHER));
        String values = SeriesText.flat(BigDecimal.ONE, timeline.recovers()) + " stale";
        input.add(SeriesText.input(MetricFamilies.SIGNAL_SEVERITY.name(), labels, values));
        return input;
    }

    private List<Input> fresh(String cluster, String job, String instance) {
        return List.of(SeriesText.input(
                MetricFamilies.SNAPSHOT_TIMESTAMP.name(), target(cluster, job, instance), snapshots(0)));
    }

    private static Map<String, String> target(String cluster, String job, String instance) {
        return Map.of("job", job, "instance", instance, LabelName.CLUSTER, cluster);
    }

    private String snapshots(int age) {
        BigDecimal step = new BigDecimal(timeline.step().toMillis()).movePointLeft(3);
        return SeriesText.growing(new BigDecimal(-age), step, timeline.samples());
    }

    private SortedMap<String, String> identity(String cluster, String id) {
        var identity = new TreeMap<String, String>();
        Layer layer = signal.layer() == null ? Layer.APPLICATION : signal.layer();
        String kind = signal.kinds().get(0);
        identity.put(LabelName.LAYER, layer.id());
        identity.put(LabelName.SIGNAL, id);
        identity.put(LabelName.KIND, kind);
        identity.put(LabelName.NAME, "orders");
        if (!kind.equals("Node")) {
            identity.put(LabelName.NAMESPACE, "shop");
        }
        SeriesText.labels(VectorSelector.of("", condition.matchers())).ifPresent(identity::putAll);
        identity.put(LabelName.CLUSTER, cluster);
        return identity;
    }

    private Scenario one(String cluster, String id, int severity, int age, boolean fires, List<Input> others) {
        SortedMap<String, String> identity = identity(cluster, id);
        var scraped = new TreeMap<>(identity);
        scraped.putAll(target(cluster, JOB, INSTANCE));
        String values = SeriesText.flat(new BigDecimal(severity), timeline.recovers()) + " stale";
        List<TemplateSample> causes = List.of();
        if (fires) {
            causes = cluster.equals("trouble") ? CauseRows.sure(identity) : CauseRows.unsure(identity);
        }
        var input = new ArrayList<Input>();
        input.add(SeriesText.input(MetricFamilies.SIGNAL_SEVERITY.name(), scraped, values));
        input.add(SeriesText.input(
                MetricFamilies.SNAPSHOT_TIMESTAMP.name(), target(cluster, JOB, INSTANCE), snapshots(age)));
        input.addAll(others);
        return new Scenario(fires, identity, severity, input, causes);
    }
}
