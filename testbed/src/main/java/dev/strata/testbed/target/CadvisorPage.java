package dev.strata.testbed.target;

import dev.strata.testbed.exposition.Labels;
import dev.strata.testbed.exposition.SeriesTable;
import dev.strata.testbed.target.Inventory.Container;
import dev.strata.testbed.target.Inventory.Machine;
import dev.strata.testbed.target.Inventory.Pod;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the kubelet shows of the containers of one node under {@code /metrics/cadvisor}. */
final class CadvisorPage {
    private static final double PERIODS_PER_SECOND = 10;
    private static final Labels ROOT =
            Labels.of("container", "", "id", "/", "image", "", "name", "", "namespace", "", "pod", "");

    private final SeriesTable series = new SeriesTable();
    private final double started;

    CadvisorPage(double started) {
        this.started = started;
    }

    SeriesTable series() {
        return series;
    }

    /** Lets time pass and returns what the containers used. */
    Usage advance(Machine machine, List<Pod> pods, Containers containers, double now, double seconds) {
        Set<String> there = new HashSet<>();
        Usage total = Usage.NONE;
        for (Pod pod : pods) {
            there.add(pod.uid());
            double network = 0;
            for (Container container : pod.containers()) {
                ContainerTarget target = containers.of(pod, container);
                Usage usage = Containers.usage(pod, container, target, now);
                container(pod, container, target, usage, now, seconds);
                total = total.plus(usage);
                network += target.networkBytes();
            }
            network(pod, network * seconds);
        }
        series.retain(
                labels -> !labels.text().contains("/pod") || there.stream().anyMatch(labels.text()::contains));
        series.counter("container_cpu_usage_seconds_total", ROOT.and("cpu", "total"), total.cores() * seconds);
        series.gauge("container_memory_working_set_bytes", ROOT, total.bytes());
        series.gauge("machine_cpu_cores", Labels.NONE, machine.cores());
        series.gauge("machine_memory_bytes", Labels.NONE, machine.memory());
        series.gauge("container_scrape_error", Labels.NONE, 0);
        return total;
    }

    private void container(
            Pod pod, Container container, ContainerTarget target, Usage usage, double now, double seconds) {
        Labels labels = Labels.of(
                "container",
                container.name(),
                "id",
                "/kubepods/burstable/pod" + pod.uid() + "/" + container.name(),
                "image",
                container.image(),
                "name",
                pod.uid() + "-" + container.name(),
                "namespace",
                pod.namespace(),
                "pod",
                pod.name());
        double cpu = usage.cores() * seconds;
        series.counter("container_cpu_usage_seconds_total", labels.and("cpu", "total"), cpu);
        series.counter("container_cpu_user_seconds_total", labels, cpu * 0.8);
        series.counter("container_cpu_system_seconds_total", labels, cpu * 0.2);
        if (container.cpuLimit() > 0) {
            double periods = PERIODS_PER_SECOND * seconds;
            double held = periods * target.throttledShare();
            series.counter("container_cpu_cfs_periods_total", labels, periods);
            series.counter("container_cpu_cfs_throttled_periods_total", labels, held);
            series.counter("container_cpu_cfs_throttled_seconds_total", labels, held * 0.05);
            series.gauge("container_spec_cpu_quota", labels, container.cpuLimit() * 100_000);
        }
        series.gauge("container_spec_cpu_period", labels, 100_000);
        series.gauge("container_spec_cpu_shares", labels, Math.max(2, container.cpuRequest() * 1_024));
        memory(labels, container, usage.bytes());
        double kills = target.takeOomKills() + target.oomKillsPerSecond() * seconds;
        series.counter("container_oom_events_total", labels, kills);
        double pressure = Math.max(target.throttledShare(), 0.001) * seconds;
        series.counter("container_pressure_cpu_waiting_seconds_total", labels, pressure);
        series.gauge("container_last_seen", labels, Math.floor(now));
        series.gauge("container_start_time_seconds", labels, Math.floor(started));
        series.gauge("container_processes", labels, 1);
        series.gauge("container_threads", labels, 24);
        series.gauge("container_file_descriptors", labels, 80);
        Labels disk = labels.and("device", "/dev/nvme0n1");
        series.gauge("container_fs_usage_bytes", disk, 40 << 20);
        series.counter("container_fs_writes_bytes_total", disk, 4_096 * seconds);
        series.counter("container_fs_reads_bytes_total", disk, 1_024 * seconds);
        series.counter("container_fs_writes_total", disk, seconds);
        series.counter("container_fs_reads_total", disk, seconds / 4);
    }

    private void memory(Labels labels, Container container, double bytes) {
        series.gauge("container_memory_working_set_bytes", labels, bytes);
        series.gauge("container_memory_usage_bytes", labels, bytes * 1.15);
        series.gauge("container_memory_rss", labels, bytes * 0.9);
        series.gauge("container_memory_cache", labels, bytes * 0.15);
        series.gauge("container_memory_swap", labels, 0);
        series.counter("container_memory_failcnt", labels, 0);
        series.gauge("container_spec_memory_limit_bytes", labels, container.memoryLimit());
    }

    private void network(Pod pod, double bytes) {
        Labels labels = Labels.of(
                "container",
                "",
                "id",
                "/kubepods/burstable/pod" + pod.uid(),
                "image",
                "pause:3.10",
                "interface",
                "eth0",
                "name",
                pod.uid(),
                "namespace",
                pod.namespace(),
                "pod",
                pod.name());
        for (String way : List.of("receive", "transmit")) {
            series.counter("container_network_" + way + "_bytes_total", labels, bytes);
            series.counter("container_network_" + way + "_packets_total", labels, bytes / 800);
            series.counter("container_network_" + way + "_errors_total", labels, 0);
            series.counter("container_network_" + way + "_packets_dropped_total", labels, 0);
        }
    }
}
