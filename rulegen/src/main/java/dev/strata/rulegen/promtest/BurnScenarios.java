package dev.strata.rulegen.promtest;

import dev.strata.catalog.LabelName;
import dev.strata.catalog.RecordedSeries;
import dev.strata.rulegen.compile.CompiledAlert;
import dev.strata.rulegen.definition.BurnPair;
import dev.strata.rulegen.definition.PromTime;
import dev.strata.rulegen.definition.SloDefinition;
import dev.strata.rulegen.promtest.PromtestGroup.Input;
import dev.strata.rulegen.template.TemplateSample;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * For each pair of windows: burning at the limit and above it, a short window that has recovered, and too few events.
 * The recorded series are given directly; that they are recorded right is tested on its own.
 */
final class BurnScenarios {
    private static final BigDecimal ABOVE = new BigDecimal("1.01");
    private static final BigDecimal HALF = new BigDecimal("0.5");

    private final SloDefinition slo;
    private final List<BurnPair> pairs;
    private final Timeline timeline;

    BurnScenarios(CompiledAlert alert, Timeline timeline) {
        this.slo = Objects.requireNonNull(alert.slo());
        this.pairs = alert.pairs();
        this.timeline = timeline;
    }

    List<Scenario> all() {
        var scenarios = new ArrayList<Scenario>();
        for (BurnPair pair : pairs) {
            BigDecimal limit = pair.factor().multiply(slo.budget());
            BigDecimal above = limit.multiply(ABOVE).min(BigDecimal.ONE);
            BigDecimal busy = new BigDecimal(slo.floor() + 3600);
            String window = PromTime.text(pair.longWindow());
            scenarios.add(one(pair, "limit-" + window, limit, limit, busy, false));
            scenarios.add(one(pair, "trouble-" + window, above, above, busy, true));
            scenarios.add(one(pair, "recovered-" + window, above, limit.multiply(HALF), busy, false));
            scenarios.add(one(pair, "ended-" + window, limit, above, busy, false));
            scenarios.add(one(pair, "begun-" + window, above, limit, busy, false));
            scenarios.add(one(pair, "idle-" + window, above, above, BigDecimal.ZERO, false));
            BigDecimal floor = pair.floor(slo.floor());
            if (floor.signum() > 0) {
                scenarios.add(one(pair, "floor-" + window, above, above, floor, false));
                scenarios.add(one(pair, "quiet-" + window, above, above, floor.multiply(ABOVE), true));
            } else {
                scenarios.add(one(pair, "quiet-" + window, above, above, HALF, true));
            }
            scenarios.add(one(pair, "other-" + window, "some-other-objective", above, above, busy, false));
        }
        return scenarios;
    }

    private Scenario one(
            BurnPair pair,
            String cluster,
            BigDecimal longRatio,
            BigDecimal shortRatio,
            BigDecimal rate,
            boolean fires) {
        return one(pair, cluster, slo.name().value(), longRatio, shortRatio, rate, fires);
    }

    private Scenario one(
            BurnPair pair,
            String cluster,
            String objective,
            BigDecimal longRatio,
            BigDecimal shortRatio,
            BigDecimal rate,
            boolean fires) {
        var labels = new TreeMap<>(Map.of(LabelName.CLUSTER, cluster, LabelName.SLO, objective));
        String longWindow = PromTime.text(pair.longWindow());
        List<Input> input = List.of(
                SeriesText.input(RecordedSeries.badRatio(longWindow), labels, phases(longRatio)),
                SeriesText.input(
                        RecordedSeries.badRatio(PromTime.text(pair.shortWindow())), labels, phases(shortRatio)),
                SeriesText.input(
                        RecordedSeries.eventRate(longWindow), labels, SeriesText.flat(rate, timeline.samples())));
        var finding = new TreeMap<>(Map.of(
                LabelName.SIGNAL,
                "slo_burn",
                LabelName.KIND,
                "Slo",
                LabelName.NAMESPACE,
                slo.subject().namespace(),
                LabelName.NAME,
                slo.name().value(),
                LabelName.CLUSTER,
                cluster));
        List<TemplateSample> causes = List.of();
        if (fires) {
            causes = pair.equals(pairs.get(0)) ? CauseRows.sure(finding) : CauseRows.unsure(finding);
        }
        return new Scenario(fires, labels, longRatio.doubleValue(), input, causes);
    }

    private String phases(BigDecimal ratio) {
        return SeriesText.flat(ratio, timeline.recovers()) + " "
                + SeriesText.flat(BigDecimal.ZERO, timeline.samples() - timeline.recovers());
    }
}
