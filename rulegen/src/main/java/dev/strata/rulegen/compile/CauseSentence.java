package dev.strata.rulegen.compile;

import dev.strata.catalog.LabelName;
import dev.strata.catalog.MetricFamilies;
import dev.strata.rulegen.diagnostic.Span;
import dev.strata.rulegen.promql.ast.AggregateExpr;
import dev.strata.rulegen.promql.ast.AggregateOp;
import dev.strata.rulegen.promql.ast.BinaryExpr;
import dev.strata.rulegen.promql.ast.BinaryOp;
import dev.strata.rulegen.promql.ast.Expr;
import dev.strata.rulegen.promql.ast.Grouping;
import dev.strata.rulegen.promql.ast.LabelMatcher;
import dev.strata.rulegen.promql.ast.NumberLiteral;
import dev.strata.rulegen.promql.ast.VectorSelector;
import dev.strata.rulegen.promql.print.PromqlPrinter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The sentence that names the likely cause while the notification is written. It asks the server for the best
 * explanation the exporter has; a cause is never a label of the alert, because labels make alerts new when they change.
 */
public final class CauseSentence {
    /** Below an even chance a name would mislead more than it helps. */
    public static final BigDecimal CONFIDENCE = new BigDecimal("0.5");

    private static final List<String> CAUSE = List.of(
            LabelName.CAUSE_LAYER,
            LabelName.CAUSE_SIGNAL,
            LabelName.CAUSE_NAMESPACE,
            LabelName.CAUSE_KIND,
            LabelName.CAUSE_NAME);
    private static final String PLACE = "%q";
    private static final String NONE =
            "No single cause stands out; the diagnosis of the exporter lists the candidates.";
    private static final String WORKLOAD = "workload";
    /** Labels of other exporters that name an object, with its kind. */
    private static final SortedMap<String, String> OBJECTS = new TreeMap<>(Map.of(
            "cronjob", "CronJob",
            "daemonset", "DaemonSet",
            "horizontalpodautoscaler", "HorizontalPodAutoscaler",
            "node", "Node",
            "persistentvolumeclaim", "PersistentVolumeClaim",
            "service", "Service"));

    private CauseSentence() {}

    /** For a finding whose identity is in the labels of the alert. */
    static String ofSignal() {
        var asked = new TreeMap<String, String>();
        for (String label :
                List.of(LabelName.CLUSTER, LabelName.KIND, LabelName.NAME, LabelName.NAMESPACE, LabelName.SIGNAL)) {
            asked.put(label, "$labels." + label);
        }
        return sentence(List.of(), asked, NONE);
    }

    /** For the findings about an objective, whose name is the label {@code slo}. */
    static String ofSlo() {
        var asked = new TreeMap<String, String>();
        asked.put(LabelName.NAME, "$labels.slo");
        asked.put(LabelName.CLUSTER, "$labels.cluster");
        return sentence(List.of(LabelMatcher.equal(LabelName.KIND, "Slo")), asked, NONE);
    }

    /**
     * For an alert on the series of other exporters, by the labels that its condition keeps: when they name an object, the
     * exporter may have a finding about it. Says nothing where it has none, because it need not be installed. Empty when
     * the labels name nothing that has findings.
     */
    static String ofLabels(Collection<String> kept) {
        var asked = new TreeMap<String, String>();
        asked.put(LabelName.CLUSTER, "$labels.cluster");
        if (kept.contains(LabelName.SLO)) {
            asked.put(LabelName.NAME, "$labels.slo");
            return sentence(List.of(LabelMatcher.equal(LabelName.KIND, "Slo")), asked, "");
        }
        if (kept.contains(LabelName.KIND) && (kept.contains(LabelName.NAME) || kept.contains(WORKLOAD))) {
            asked.put(LabelName.NAMESPACE, "$labels.namespace");
            asked.put(LabelName.KIND, "$labels.kind");
            asked.put(LabelName.NAME, "$labels." + (kept.contains(LabelName.NAME) ? LabelName.NAME : WORKLOAD));
            return sentence(List.of(), asked, "");
        }
        for (var named : OBJECTS.entrySet()) {
            if (kept.contains(named.getKey())) {
                asked.put(LabelName.NAME, "$labels." + named.getKey());
                if (kept.contains(LabelName.NAMESPACE)) {
                    asked.put(LabelName.NAMESPACE, "$labels.namespace");
                }
                return sentence(List.of(LabelMatcher.equal(LabelName.KIND, named.getValue())), asked, "");
            }
        }
        return "";
    }

    /** The printer puts matchers in the order of their labels; the arguments of printf follow that order. */
    private static String sentence(List<LabelMatcher> fixed, SortedMap<String, String> asked, String otherwise) {
        var matchers = new ArrayList<>(fixed);
        asked.keySet().forEach(label -> matchers.add(LabelMatcher.equal(label, PLACE)));
        String query = PromqlPrinter.canonical(query(matchers)).replace("\"" + PLACE + "\"", PLACE);
        boolean silent = otherwise.isEmpty();
        return (silent ? "" : " ") + "{{ with query (printf `" + query + "` " + String.join(" ", asked.values())
                + ") }}"
                + "{{ with first . }}" + (silent ? " " : "")
                + "Likely cause ({{ .Value | humanizePercentage }} sure): {{ .Labels.cause_kind }} "
                + "{{ if .Labels.cause_namespace }}{{ .Labels.cause_namespace }}/{{ end }}{{ .Labels.cause_name }}, "
                + "{{ reReplaceAll \"_\" \" \" .Labels.cause_signal }} [{{ .Labels.cause_signal }}].{{ end }}"
                + (silent ? "" : "{{ else }}" + otherwise) + "{{ end }}";
    }

    private static Expr query(List<LabelMatcher> matchers) {
        var confident = BinaryExpr.of(
                VectorSelector.of(MetricFamilies.SIGNAL_CAUSE_CONFIDENCE.name(), matchers),
                BinaryOp.GREATER_OR_EQUAL,
                NumberLiteral.of(CONFIDENCE.doubleValue()));
        Expr best = AggregateExpr.of(AggregateOp.MAX, Grouping.by(CAUSE), confident);
        return new AggregateExpr(AggregateOp.TOPK, Grouping.NONE, NumberLiteral.of(1), best, Span.NONE);
    }
}
