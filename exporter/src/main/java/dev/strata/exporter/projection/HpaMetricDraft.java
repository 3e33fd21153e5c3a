package dev.strata.exporter.projection;

import dev.strata.exporter.cluster.HpaFacts.HpaMetric;
import java.util.Iterator;
import java.util.List;

/** One entry of an HPA's {@code metrics} or {@code currentMetrics}. */
final class HpaMetricDraft {

    private static final List<String> TYPES = List.of("resource", "containerResource", "pods", "object", "external");

    private String type = "";
    private String name = "";
    private String container = "";
    private String targetType = "";
    private String utilization = "";
    private String averageValue = "";
    private String value = "";

    /** {@code figures} is where the numbers stand: {@code target} in the spec, {@code current} in the status. */
    static Fields<HpaMetricDraft> fields(String figures) {
        var numbers = new Fields<HpaMetricDraft>()
                .word("type", (m, v) -> m.targetType = v)
                .word("averageUtilization", (m, v) -> m.utilization = v)
                .word("averageValue", (m, v) -> m.averageValue = v)
                .word("value", (m, v) -> m.value = v);
        var source = new Fields<HpaMetricDraft>()
                .word("name", (m, v) -> m.name = v)
                .word("container", (m, v) -> m.container = v)
                .within("metric", new Fields<HpaMetricDraft>().word("name", (m, v) -> m.name = v))
                .within(figures, numbers);
        var metric = new Fields<HpaMetricDraft>().word("type", (m, v) -> m.type = v);
        TYPES.forEach(t -> metric.within(t, source));
        return metric;
    }

    /** Takes the current figure out of {@code seen}, in the unit of the target. */
    HpaMetric facts(List<HpaMetricDraft> seen) {
        double current = Double.NaN;
        for (Iterator<HpaMetricDraft> rest = seen.iterator(); rest.hasNext(); ) {
            HpaMetricDraft candidate = rest.next();
            if (source().equals(candidate.source())) {
                rest.remove();
                current = candidate.figure(unit());
                break;
            }
        }
        return new HpaMetric(name, current, figure(unit()));
    }

    String identity() {
        return source() + "\n" + unit() + "\n" + utilization + "\n" + averageValue + "\n" + value;
    }

    private String source() {
        return type + "\n" + container + "\n" + name;
    }

    private String unit() {
        if (!targetType.isEmpty()) {
            return targetType;
        }
        return !utilization.isEmpty() ? "Utilization" : averageValue.isEmpty() ? "Value" : "AverageValue";
    }

    private double figure(String unit) {
        String text = switch (unit) {
            case "Utilization" -> utilization;
            case "AverageValue" -> averageValue;
            default -> value;
        };
        return Scalars.real(text);
    }
}
