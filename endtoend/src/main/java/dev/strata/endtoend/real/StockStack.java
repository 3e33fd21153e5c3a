package dev.strata.endtoend.real;

import dev.strata.testbed.monitoring.ScrapeJob;
import java.net.URI;
import java.util.List;

/** What the usual monitoring stack does by default, rebuilt from its documentation: what it drops, whom it tells. */
public final class StockStack {

    private StockStack() {}

    /**
     * The jobs with the metric relabelings that the stack's monitors carry: most buckets of the API server's latencies, and of
     * cAdvisor what has no pod and what nobody charts.
     */
    public static List<ScrapeJob> relabelled(List<ScrapeJob> jobs) {
        return jobs.stream()
                .map(job -> switch (job.name()) {
                    case "apiserver" ->
                        job.settings(
                                dropping(
                                        "[__name__, le]",
                                        "(etcd_request|apiserver_request_slo|apiserver_request_sli|apiserver_request)_duration_seconds_bucket;"
                                                + "(0\\.15|0\\.2|0\\.3|0\\.35|0\\.4|0\\.45|0\\.6|0\\.7|0\\.8|0\\.9|1\\.25|1\\.5|1\\.75|2|3|3\\.5|4|4\\.5|6|7|8|9|15|20|40|45|50)(\\.0)?"));
                    case "kubelet-cadvisor" ->
                        job.settings(dropping(
                                "[__name__]",
                                "container_cpu_(cfs_throttled_seconds_total|load_average_10s|system_seconds_total|user_seconds_total)",
                                "container_fs_(io_current|io_time_seconds_total|io_time_weighted_seconds_total|reads_merged_total"
                                        + "|sector_reads_total|sector_writes_total|writes_merged_total)",
                                "container_memory_(mapped_file|swap)",
                                "container_(file_descriptors|tasks_state|threads_max)",
                                "container_spec.*"));
                    case "kubelet" ->
                        job.settings(
                                dropping(
                                        "[__name__, le]",
                                        "(csi_operations|storage_operation_duration)_seconds_bucket;(0\\.25|2\\.5|15|25|120|600)(\\.0)?"));
                    default -> job;
                })
                .toList();
    }

    private static String dropping(String labels, String... patterns) {
        var text = new StringBuilder("metric_relabel_configs:\n");
        for (String pattern : patterns) {
            text.append("  - {action: drop, source_labels: ")
                    .append(labels)
                    .append(", regex: '")
                    .append(pattern)
                    .append("'}\n");
        }
        return text.toString();
    }

    /** The Alertmanager configuration that the stack installs: everything goes to nobody. */
    public static String silent() {
        return config("null", "");
    }

    /** The same of somebody who has put in a receiver for everything and changed nothing else. */
    public static String receiving(URI receiver) {
        return config("everything", """
                  - name: everything
                    webhook_configs: [{url: "%s"}]
                """.formatted(receiver));
    }

    private static String config(String receiver, String more) {
        return """
                global: {resolve_timeout: 5m}
                route:
                  receiver: '%s'
                  group_by: [namespace]
                  group_wait: 30s
                  group_interval: 5m
                  repeat_interval: 12h
                  routes:
                    - receiver: 'null'
                      matchers: ['alertname = "Watchdog"']
                inhibit_rules:
                  - source_matchers: ['severity = critical']
                    target_matchers: ['severity =~ warning|info']
                    equal: [namespace, alertname]
                  - source_matchers: ['severity = warning']
                    target_matchers: ['severity = info']
                    equal: [namespace, alertname]
                  - source_matchers: ['alertname = InfoInhibitor']
                    target_matchers: ['severity = info']
                    equal: [namespace]
                  - target_matchers: ['alertname = InfoInhibitor']
                receivers:
                  - name: 'null'
                %s""".formatted(receiver, more);
    }
}
