package dev.strata.catalog;

import static dev.strata.catalog.MetricType.COUNTER;
import static dev.strata.catalog.MetricType.GAUGE;
import static dev.strata.catalog.MetricType.HISTOGRAM;
import static dev.strata.catalog.MetricType.INFO;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The metric contract: every family that the exporter registers, in the order of the documentation. */
public final class MetricFamilies {

    public static final MetricFamily LAYER_SEVERITY = new MetricFamily(
            "strata_layer_severity",
            GAUGE,
            List.of(LabelName.LAYER),
            "Worst unexplained firing severity of the layer: 0 none, 2 warning, 3 critical. Absent while nothing fires"
                    + " and less than 0.9 of the layer can be judged.");

    public static final MetricFamily LAYER_JUDGED_RATIO = new MetricFamily(
            "strata_layer_judged_ratio",
            GAUGE,
            List.of(LabelName.LAYER),
            "Share of the layer's enabled signals that can be judged now.");

    public static final MetricFamily NAMESPACE_SEVERITY = new MetricFamily(
            "strata_namespace_severity",
            GAUGE,
            List.of(LabelName.NAMESPACE),
            "Worst unexplained firing severity of the namespace, only while above 0.");

    public static final MetricFamily SIGNAL_ENABLED = new MetricFamily(
            "strata_signal_enabled",
            GAUGE,
            List.of(LabelName.LAYER, LabelName.SIGNAL),
            "1 if the signal is on, 0 if its source is not configured or it was switched off.");

    public static final MetricFamily SIGNAL_SUBJECTS = new MetricFamily(
            "strata_signal_subjects",
            GAUGE,
            List.of(LabelName.LAYER, LabelName.SIGNAL, LabelName.VERDICT),
            "Number of subjects of the signal by verdict.");

    public static final MetricFamily SIGNAL_SEVERITY = new MetricFamily(
            "strata_signal_severity",
            GAUGE,
            LabelName.IDENTITY,
            "Severity of a firing finding: 2 warning, 3 critical.");

    public static final MetricFamily SIGNAL_ACTIVE_TIMESTAMP = new MetricFamily(
            "strata_signal_active_timestamp_seconds",
            GAUGE,
            LabelName.IDENTITY,
            "Since when the condition of a firing finding has held, as Unix time.");

    public static final MetricFamily SIGNAL_REASON = new MetricFamily(
            "strata_signal_reason_info",
            INFO,
            identityAnd(LabelName.REASON),
            "The reason in the object's own evidence, as a slug.");

    public static final MetricFamily SIGNAL_EVIDENCE = new MetricFamily(
            "strata_signal_evidence",
            GAUGE,
            identityAnd(LabelName.EVIDENCE),
            "The numbers behind a finding; the evidence label names the quantity and its unit.");

    public static final MetricFamily SIGNAL_CAUSE_CONFIDENCE = new MetricFamily(
            "strata_signal_cause_confidence_ratio",
            GAUGE,
            identityAnd(
                    LabelName.CAUSE_LAYER,
                    LabelName.CAUSE_SIGNAL,
                    LabelName.CAUSE_NAMESPACE,
                    LabelName.CAUSE_KIND,
                    LabelName.CAUSE_NAME),
            "Confidence that the finding is explained by another one.");

    public static final MetricFamily ROOT_CAUSE_EFFECTS = new MetricFamily(
            "strata_root_cause_effects",
            GAUGE,
            LabelName.IDENTITY,
            "Findings that nothing explains; the value counts the findings explained, itself included.");

    public static final MetricFamily OWNER = new MetricFamily(
            "strata_owner_info",
            INFO,
            List.of(LabelName.NAMESPACE, LabelName.KIND, LabelName.NAME, LabelName.TEAM, LabelName.TIER),
            "Team and tier of the subjects of findings.");

    public static final MetricFamily HPA_SATURATION = new MetricFamily(
            "strata_hpa_saturation_ratio",
            GAUGE,
            List.of(LabelName.NAMESPACE, LabelName.NAME),
            "Current replicas of an HPA over its maximum, from 0.8 on.");

    public static final MetricFamily HPA_TARGET = new MetricFamily(
            "strata_hpa_target_info",
            INFO,
            List.of(LabelName.NAMESPACE, LabelName.NAME, LabelName.WORKLOAD_KIND, LabelName.WORKLOAD),
            "The workload that an HPA scales.");

    public static final MetricFamily SERVICE_WORKLOAD = new MetricFamily(
            "strata_service_workload_info",
            INFO,
            List.of(LabelName.NAMESPACE, LabelName.SERVICE, LabelName.WORKLOAD_KIND, LabelName.WORKLOAD),
            "The workloads behind a Service, for Services with an SLO or an HPA behind them.");

    public static final MetricFamily SLO_BURN = new MetricFamily(
            "strata_slo_burn_ratio",
            GAUGE,
            List.of(LabelName.SLO, LabelName.LAYER, LabelName.NAMESPACE, LabelName.SERVICE, LabelName.WINDOW),
            "Speed at which a discovered SLO burns its error budget: 1 uses it up exactly in its period.");

    public static final MetricFamily SLO_BUDGET_REMAINING = new MetricFamily(
            "strata_slo_error_budget_remaining_ratio",
            GAUGE,
            List.of(LabelName.SLO, LabelName.LAYER, LabelName.NAMESPACE, LabelName.SERVICE),
            "Share of the error budget that is left in the SLO's period; negative when overspent.");

    public static final MetricFamily CHANGE = new MetricFamily(
            "strata_change_timestamp_seconds",
            GAUGE,
            List.of(LabelName.NAMESPACE, LabelName.KIND, LabelName.NAME, LabelName.CHANGE),
            "When a rollout, an edit of an HPA or of a ConfigMap that a workload refers to, or a node join of the last hour"
                    + " happened, as Unix time.");

    public static final MetricFamily SOURCE_UP = new MetricFamily(
            "strata_source_up",
            GAUGE,
            List.of(LabelName.SOURCE),
            "1 if the source (kubernetes, prometheus, recording) answered last time, else 0.");

    public static final MetricFamily SOURCE_LAST_SUCCESS = new MetricFamily(
            "strata_source_last_success_timestamp_seconds",
            GAUGE,
            List.of(LabelName.SOURCE),
            "When the source last answered, as Unix time.");

    public static final MetricFamily OBJECTS =
            new MetricFamily("strata_objects", GAUGE, List.of(LabelName.RESOURCE), "Objects held of a resource.");

    public static final MetricFamily WATCH_LAST_PROGRESS = new MetricFamily(
            "strata_watch_last_progress_timestamp_seconds",
            GAUGE,
            List.of(LabelName.RESOURCE),
            "When the watch of a resource last delivered an event, a bookmark or a complete list, as Unix time.");

    public static final MetricFamily WATCH_RESTARTS = new MetricFamily(
            "strata_watch_restarts_total",
            COUNTER,
            List.of(LabelName.RESOURCE, LabelName.REASON),
            "Times that a watch had to be opened again, by reason.");

    public static final MetricFamily PROMETHEUS_QUERIES = new MetricFamily(
            "strata_prometheus_queries_total",
            COUNTER,
            List.of(LabelName.REASON),
            "Queries sent to Prometheus, by outcome.");

    public static final MetricFamily SNAPSHOT_TIMESTAMP = new MetricFamily(
            "strata_snapshot_timestamp_seconds",
            GAUGE,
            List.of(),
            "Instant of the evaluation that this scrape shows, as Unix time; a scrape computes nothing.");

    public static final MetricFamily EVALUATION_DURATION = new MetricFamily(
            "strata_evaluation_duration_seconds",
            HISTOGRAM,
            List.of(),
            "Time that one evaluation of all signals takes.");

    public static final MetricFamily SERIES_DROPPED = new MetricFamily(
            "strata_series_dropped_total",
            COUNTER,
            List.of(LabelName.REASON),
            "Series left out of the exposition because of a cap, by the cap that did it.");

    public static final MetricFamily BUILD = new MetricFamily(
            "strata_build_info", INFO, List.of(LabelName.VERSION, LabelName.REVISION), "Version of this exporter.");

    /** Every family, in the order of the documentation. */
    public static final List<MetricFamily> ALL = List.of(
            LAYER_SEVERITY,
            LAYER_JUDGED_RATIO,
            NAMESPACE_SEVERITY,
            SIGNAL_ENABLED,
            SIGNAL_SUBJECTS,
            SIGNAL_SEVERITY,
            SIGNAL_ACTIVE_TIMESTAMP,
            SIGNAL_REASON,
            SIGNAL_EVIDENCE,
            SIGNAL_CAUSE_CONFIDENCE,
            ROOT_CAUSE_EFFECTS,
            OWNER,
            HPA_SATURATION,
            HPA_TARGET,
            SERVICE_WORKLOAD,
            SLO_BURN,
            SLO_BUDGET_REMAINING,
            CHANGE,
            SOURCE_UP,
            SOURCE_LAST_SUCCESS,
            OBJECTS,
            WATCH_LAST_PROGRESS,
            WATCH_RESTARTS,
            PROMETHEUS_QUERIES,
            SNAPSHOT_TIMESTAMP,
            EVALUATION_DURATION,
            SERIES_DROPPED,
            BUILD);

    private MetricFamilies() {}

    /** The family with this name, empty for any other text. */
    public static Optional<MetricFamily> byName(String name) {
        return ALL.stream().filter(family -> family.name().equals(name)).findFirst();
    }

    private static List<String> identityAnd(String... labels) {
        List<String> all = new ArrayList<>(LabelName.IDENTITY);
        all.addAll(List.of(labels));
        return all;
    }
}
