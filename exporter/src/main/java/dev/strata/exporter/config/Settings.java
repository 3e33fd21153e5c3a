package dev.strata.exporter.config;

import dev.strata.exporter.config.PrometheusConfig.Limits;
import dev.strata.exporter.config.PrometheusConfig.Questions;
import dev.strata.exporter.signal.Thresholds;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** The settings that have a default, with what they mean and where the default comes from; the tables of the docs. */
final class Settings {

    private static final String PODS =
            "([pod lifecycle](https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/))";
    private static final Thresholds USUAL = Thresholds.DEFAULTS;
    private static final FlightConfig FLIGHT = FlightConfig.DEFAULTS;

    /**
     * One setting.
     *
     * @param value its default, as the file spells it
     * @param source why the default is what it is
     */
    record Setting(String section, String key, String value, String what, String source) {}

    static final List<Setting> ALL = List.of(
            threshold(
                    "restarts",
                    USUAL.restarts(),
                    "restarts of a workload's containers within `restartWindow` that make a crash loop",
                    "at the kubelet's back-off of 10 s, doubling, the third restart is a repetition and no accident "
                            + PODS),
            threshold(
                    "restartWindow",
                    USUAL.restartWindow(),
                    "see `restarts`; at most 30m, which is how long restarts are remembered",
                    "the kubelet forgets its back-off after ten minutes without a crash (same page)"),
            threshold(
                    "crashWait",
                    USUAL.crashWait(),
                    "a container that waits in CrashLoopBackOff for so long is a crash loop by itself",
                    "longest back-off of the kubelet, 300 s (same page)"),
            threshold(
                    "nodeGrace",
                    USUAL.nodeGrace(),
                    "younger nodes may be not ready",
                    "our choice: a machine that joins takes minutes to start its network plugin"),
            threshold(
                    "cordonExcuse",
                    USUAL.cordonExcuse(),
                    "how long a cordon excuses a node",
                    "our choice: a drain that takes longer than an hour is stuck"),
            threshold(
                    "minRequestRate",
                    USUAL.minRequestRate(),
                    "requests per second below which latency is not judged",
                    "our choice: 300 requests a minute, so that a p99 stands on three of them"),
            threshold(
                    "minLatency",
                    Duration.ofMillis(Math.round(USUAL.minLatency() * 1000)),
                    "a p99 below is never called slow",
                    "our choice: growth from small to small is no incident"),
            threshold(
                    "latencyGrowth",
                    USUAL.latencyGrowth(),
                    "factor over the comparison that makes a latency rising",
                    "our choice: above the usual difference between two half hours"),
            threshold(
                    "burnCritical",
                    USUAL.burnCritical(),
                    "burn of a latency objective's short window that counts as slow whatever the comparison says",
                    "the six-hour pair of the multiwindow alerts of the"
                            + " [SRE workbook](https://sre.google/workbook/alerting-on-slos/)"),
            threshold(
                    "dependencyErrorRatio",
                    USUAL.dependencyErrorRatio(),
                    "share of failing calls that makes a dependency bad",
                    "our choice: one call in twenty"),
            of(
                    "evaluation",
                    "interval",
                    EvaluationConfig.DEFAULTS.interval(),
                    "shortest pause between two evaluations; it is at least twenty times the last one's duration",
                    "our choice: at most a twentieth of a core"),
            of(
                    "evaluation",
                    "holdUnknown",
                    EvaluationConfig.DEFAULTS.holdUnknown(),
                    "how long at least a firing finding keeps its row after its figures are gone",
                    "our choice: longer than the alert on stale signals takes to fire"),
            of(
                    "kubernetes",
                    "staleAfter",
                    Duration.ofSeconds(30),
                    "a resource is stale so long after reconnects began to fail",
                    "our choice: two scrapes at the usual 15 s"),
            of(
                    "prometheus",
                    "refresh",
                    Questions.DEFAULTS.refresh(),
                    "how often presets are asked",
                    "our choice: the usual scrape interval of 15 s, twice"),
            of(
                    "prometheus",
                    "sloRefresh",
                    Questions.DEFAULTS.sloRefresh(),
                    "how often recorded objectives are asked",
                    "our choice: the usual evaluation interval of rules"),
            of(
                    "prometheus",
                    "rateWindow",
                    Questions.DEFAULTS.rateWindow(),
                    "window of rates in presets",
                    "[decision 7](decisions/0007-rate-window-is-configuration.md): at least four scrapes, also at 60 s"),
            of(
                    "prometheus",
                    "compareOffset",
                    Questions.DEFAULTS.compareOffset(),
                    "how far back presets compare",
                    "our choice: before the incident, within the same load"),
            of(
                    "prometheus",
                    "timeout",
                    Limits.DEFAULTS.timeout(),
                    "of one query, from connecting to its last byte",
                    "our choice: a query that takes longer is no light one"),
            of(
                    "prometheus",
                    "queriesPerMinute",
                    Limits.DEFAULTS.queriesPerMinute(),
                    "budget of all queries together",
                    "our choice: one a second"),
            of(
                    "prometheus",
                    "seriesLimit",
                    Limits.DEFAULTS.seriesLimit(),
                    "samples in one answer above which it is refused",
                    "our choice: one each for twice the Services of a cluster of 5 000 nodes"),
            of(
                    "prometheus",
                    "staleAfter",
                    Limits.DEFAULTS.staleAfter(),
                    "age from which an answer is not judged by any more",
                    "our choice: within Prometheus's own five minutes of staleness"
                            + " ([querying basics](https://prometheus.io/docs/prometheus/latest/querying/basics/#staleness))"),
            of(
                    "web",
                    "listenAddress",
                    ListenAddress.DEFAULT,
                    "where to listen",
                    "our choice; no port of the list of default port allocations"),
            of(
                    "flightRecorder",
                    "window",
                    FLIGHT.window(),
                    "how long what happened is remembered",
                    "our choice: the half hour before a cause, and room for one that came slowly"),
            of("flightRecorder", "folder", FLIGHT.folder(), "where the recordings are put", "our choice"),
            of(
                    "flightRecorder",
                    "memoryMiB",
                    FLIGHT.memoryMib(),
                    "what remembering may take",
                    "our choice: see [recordings](recordings.md#the-flight-recorder)"),
            of(
                    "flightRecorder",
                    "keep",
                    FLIGHT.keep(),
                    "how many recordings are kept; the oldest make room",
                    "our choice"),
            of(
                    "owners",
                    "teamLabels",
                    OwnersConfig.DEFAULTS.teamLabels(),
                    "labels or annotations that name the team, the first that is there",
                    "our choice"),
            of("owners", "tierLabels", OwnersConfig.DEFAULTS.tierLabels(), "the same for the tier", "our choice"),
            of(
                    "owners",
                    "defaultTier",
                    OwnersConfig.DEFAULTS.defaultTier(),
                    "of what says nothing",
                    "our choice: only what somebody called critical may page"));

    private Settings() {}

    private static Setting threshold(String key, Object value, String what, String source) {
        return of("thresholds", key, value, what, source);
    }

    private static Setting of(String section, String key, Object value, String what, String source) {
        return new Setting(section, key, text(value), what, source);
    }

    private static String text(Object value) {
        if (value instanceof Duration duration) {
            return Durations.print(duration);
        }
        return value instanceof Double number && number == Math.rint(number)
                ? Long.toString(number.longValue())
                : value.toString();
    }

    /** The rows of a section, as Markdown. */
    static String table(String section) {
        return ALL.stream()
                .filter(setting -> setting.section().equals(section))
                .map(setting -> "| `" + setting.key() + "` | " + setting.value() + " | " + setting.what() + " | "
                        + setting.source() + " |\n")
                .collect(Collectors.joining(
                        "", "| key | default | what it is | where it comes from |\n| --- | --- | --- | --- |\n", ""));
    }
}
