package dev.strata.catalog;

import java.util.List;

/**
 * Names of the series that rulegen records for SLOs and that the exporter discovers. Each series but the first carries
 * the label {@code slo}; {@link #INFO} carries {@link #INFO_LABELS}.
 */
public final class RecordedSeries {

    /** Constant 1 per SLO, with its labels. */
    public static final String INFO = "slo:info";

    /** The objective as a ratio, 0.995 for 99.5 %. */
    public static final String OBJECTIVE = "slo:objective:ratio";

    /** Constant 1 per workload that the SLO is declared to depend on. */
    public static final String DEPENDS_ON = "slo:depends_on:info";

    /** Labels of {@link #INFO}. */
    public static final List<String> INFO_LABELS =
            List.of("slo", "layer", "namespace", "service", "sli", "period", "team", "tier");

    /** Labels of {@link #DEPENDS_ON}. */
    public static final List<String> DEPENDS_ON_LABELS = List.of("slo", "namespace", "kind", "workload");

    /** Every window over which the bad ratio is recorded, shortest first; the period of the SLO comes on top. */
    public static final List<String> WINDOWS = List.of("3m", "5m", "15m", "30m", "1h", "2h", "6h", "1d", "3d");

    private RecordedSeries() {}

    /** Bad events per event over the window: 0 is perfect, 1 is a full outage. */
    public static String badRatio(String window) {
        return "slo:bad_per_total:ratio_rate" + window;
    }

    /** Events per second over the window. */
    public static String eventRate(String window) {
        return "slo:events:rate" + window;
    }
}
