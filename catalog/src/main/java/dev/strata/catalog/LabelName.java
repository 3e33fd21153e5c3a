package dev.strata.catalog;

import java.util.List;

/** The label names of the exporter's metric families and of the recorded series. */
public final class LabelName {

    public static final String LAYER = "layer";
    public static final String SIGNAL = "signal";
    public static final String NAMESPACE = "namespace";
    public static final String KIND = "kind";
    public static final String NAME = "name";
    public static final String VERDICT = "verdict";
    public static final String REASON = "reason";
    public static final String EVIDENCE = "evidence";
    public static final String CAUSE_LAYER = "cause_layer";
    public static final String CAUSE_SIGNAL = "cause_signal";
    public static final String CAUSE_NAMESPACE = "cause_namespace";
    public static final String CAUSE_KIND = "cause_kind";
    public static final String CAUSE_NAME = "cause_name";
    public static final String TEAM = "team";
    public static final String TIER = "tier";
    public static final String SERVICE = "service";
    public static final String WORKLOAD_KIND = "workload_kind";
    public static final String WORKLOAD = "workload";
    public static final String SLO = "slo";
    public static final String SLI = "sli";
    public static final String PERIOD = "period";
    public static final String WINDOW = "window";
    public static final String CHANGE = "change";
    public static final String SOURCE = "source";
    public static final String RESOURCE = "resource";
    public static final String VERSION = "version";
    public static final String REVISION = "revision";
    public static final String CLUSTER = "cluster";

    /** The labels that identify a finding; never a cause, a reason or a state. */
    public static final List<String> IDENTITY = List.of(LAYER, SIGNAL, NAMESPACE, KIND, NAME);

    private LabelName() {}
}
