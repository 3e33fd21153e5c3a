package dev.strata.testbed.target;

import static dev.strata.testbed.exposition.Labels.NONE;

import dev.strata.testbed.exposition.Labels;
import dev.strata.testbed.exposition.SeriesTable;
import dev.strata.testbed.target.Inventory.Machine;
import dev.strata.testbed.target.NodeTarget.Knob;
import java.util.List;
import java.util.OptionalDouble;

/** What node_exporter shows of one node. */
final class NodeExporterPage {
    private static final double CONNTRACK_LIMIT = 262_144;
    private static final double FILE_LIMIT = 1_048_576;
    private static final double INODES_PER_BYTE = 1 / 16_384.0;
    private static final Labels ETH0 = Labels.of("device", "eth0");
    private static final Labels DISK = Labels.of("device", "nvme0n1");

    private final SeriesTable series = new SeriesTable();
    private final double bootTime;
    private double load1;
    private double load5;
    private double load15;

    NodeExporterPage(double bootTime) {
        this.bootTime = bootTime;
    }

    SeriesTable series() {
        return series;
    }

    /**
     * Lets time pass.
     *
     * @param usage what the pods of the node use
     * @param pace how much faster than a real kernel's the load averages move
     */
    void advance(Machine machine, NodeTarget state, Usage usage, double now, double seconds, double pace) {
        double busy = state.said(Knob.CPU).orElse(Math.min(0.97, 0.04 + usage.cores() / machine.cores()));
        cpu(machine, state, busy, seconds, pace);
        memory(machine, state, usage, seconds);
        disks(machine, state, seconds);
        network(state, seconds);
        clock(state, now);
        rest(machine, state, now);
    }

    private void cpu(Machine machine, NodeTarget state, double busy, double seconds, double pace) {
        double wait = Math.min(1 - busy, state.at(Knob.DISK_BUSY) * 0.25);
        double steal = Math.min(1 - busy - wait, state.at(Knob.STEAL));
        for (int cpu = 0; cpu < machine.cores(); cpu++) {
            mode(cpu, "idle", seconds * Math.max(0, 1 - busy - wait - steal));
            mode(cpu, "iowait", seconds * wait);
            mode(cpu, "steal", seconds * steal);
            mode(cpu, "user", seconds * busy * 0.72);
            mode(cpu, "system", seconds * busy * 0.24);
            mode(cpu, "softirq", seconds * busy * 0.035);
            mode(cpu, "irq", seconds * busy * 0.005);
            mode(cpu, "nice", 0);
        }
        double queue = machine.cores() * (busy + Math.max(0, busy - 0.9) * 15) + wait * machine.cores();
        load1 += (queue - load1) * share(seconds * pace, 60);
        load5 += (queue - load5) * share(seconds * pace, 300);
        load15 += (queue - load15) * share(seconds * pace, 900);
        series.gauge("node_load1", NONE, load1);
        series.gauge("node_load5", NONE, load5);
        series.gauge("node_load15", NONE, load15);
        series.gauge("node_procs_running", NONE, Math.ceil(queue));
        series.gauge("node_procs_blocked", NONE, Math.floor(wait * machine.cores()));
        series.counter("node_context_switches_total", NONE, seconds * (3_000 + 20_000 * busy));
        series.counter("node_forks_total", NONE, seconds * 4);
        series.counter("node_intr_total", NONE, seconds * (2_000 + 8_000 * busy));
        pressure(state, "cpu", "waiting", Knob.PRESSURE_CPU, Math.max(0.003, (busy - 0.85) * 4), seconds);
    }

    private void mode(int cpu, String mode, double delta) {
        series.counter("node_cpu_seconds_total", Labels.of("cpu", Integer.toString(cpu), "mode", mode), delta);
    }

    private void memory(Machine machine, NodeTarget state, Usage usage, double seconds) {
        double total = machine.memory();
        double used = state.said(Knob.MEMORY).orElse(Math.min(0.97, 0.09 + usage.bytes() / total));
        double available = total * (1 - used);
        series.gauge("node_memory_MemTotal_bytes", NONE, total);
        series.gauge("node_memory_MemAvailable_bytes", NONE, available);
        series.gauge("node_memory_MemFree_bytes", NONE, available * 0.35);
        series.gauge("node_memory_Cached_bytes", NONE, available * 0.55);
        series.gauge("node_memory_Buffers_bytes", NONE, available * 0.04);
        series.gauge("node_memory_Slab_bytes", NONE, total * 0.03);
        series.gauge("node_memory_SReclaimable_bytes", NONE, total * 0.02);
        series.gauge("node_memory_SwapTotal_bytes", NONE, 0);
        series.gauge("node_memory_SwapFree_bytes", NONE, 0);
        series.gauge("node_memory_SwapCached_bytes", NONE, 0);
        series.untyped("node_vmstat_oom_kill", NONE, state.at(Knob.OOM_KILLS) * seconds);
        series.untyped("node_vmstat_pgfault", NONE, 900 * seconds);
        series.untyped("node_vmstat_pgmajfault", NONE, (used > 0.9 ? 400 : 1) * seconds);
        double waiting = Math.max(0.0005, (used - 0.9) * 4);
        pressure(state, "memory", "waiting", Knob.PRESSURE_MEMORY, waiting, seconds);
        double stalled = state.said(Knob.PRESSURE_MEMORY).orElse(waiting) * 0.6;
        series.counter("node_pressure_memory_stalled_seconds_total", NONE, stalled * seconds);
    }

    private void disks(Machine machine, NodeTarget state, double seconds) {
        state.pass(seconds, machine.disk());
        for (String mountpoint : state.mountpoints()) {
            String device = mountpoint.equals("/") ? "/dev/nvme0n1p1" : "/dev/nvme0n1p2";
            filesystem(
                    Labels.of("device", device, "fstype", "ext4", "mountpoint", mountpoint),
                    machine.disk(),
                    state.used(mountpoint),
                    state.usedInodes(mountpoint),
                    state.readOnly(mountpoint));
        }
        filesystem(
                Labels.of("device", "tmpfs", "fstype", "tmpfs", "mountpoint", "/run"),
                machine.memory() / 5,
                0.01,
                0.01,
                false);
        double busy = state.at(Knob.DISK_BUSY);
        double writes = 20 + 1_500 * busy;
        double each = busy > 0.8 ? 0.04 : 0.002;
        series.counter("node_disk_io_time_seconds_total", DISK, busy * seconds);
        series.counter("node_disk_io_time_weighted_seconds_total", DISK, writes * each * seconds);
        series.counter("node_disk_reads_completed_total", DISK, writes / 3 * seconds);
        series.counter("node_disk_writes_completed_total", DISK, writes * seconds);
        series.counter("node_disk_read_bytes_total", DISK, writes / 3 * 16_384 * seconds);
        series.counter("node_disk_written_bytes_total", DISK, writes * 16_384 * seconds);
        series.counter("node_disk_read_time_seconds_total", DISK, writes / 3 * each * seconds);
        series.counter("node_disk_write_time_seconds_total", DISK, writes * each * seconds);
        series.gauge("node_disk_io_now", DISK, Math.floor(writes * each));
        pressure(state, "io", "waiting", Knob.PRESSURE_IO, 0.002, seconds);
        series.counter("node_pressure_io_stalled_seconds_total", NONE, state.at(Knob.PRESSURE_IO) * 0.7 * seconds);
    }

    private void filesystem(Labels labels, double size, double used, double usedInodes, boolean readOnly) {
        double files = Math.floor(size * INODES_PER_BYTE);
        series.gauge("node_filesystem_size_bytes", labels, size);
        series.gauge("node_filesystem_free_bytes", labels, size * Math.min(1, 1 - used + 0.05));
        series.gauge("node_filesystem_avail_bytes", labels, size * (1 - used));
        series.gauge("node_filesystem_files", labels, files);
        series.gauge("node_filesystem_files_free", labels, Math.floor(files * (1 - usedInodes)));
        series.gauge("node_filesystem_readonly", labels, readOnly ? 1 : 0);
        series.gauge("node_filesystem_device_error", labels, 0);
    }

    private void network(NodeTarget state, double seconds) {
        double bytes = state.at(Knob.NETWORK_BYTES) * seconds;
        for (String way : List.of("receive", "transmit")) {
            String family = "node_network_" + way;
            series.counter(family + "_bytes_total", ETH0, bytes);
            series.counter(family + "_packets_total", ETH0, bytes / 800);
            series.counter(family + "_drop_total", ETH0, state.at(Knob.NETWORK_DROPS) * seconds);
            series.counter(family + "_errs_total", ETH0, state.at(Knob.NETWORK_ERRORS) * seconds);
        }
        series.gauge("node_network_up", ETH0, 1);
        series.gauge("node_network_carrier", ETH0, 1);
        series.gauge("node_network_mtu_bytes", ETH0, 1_500);
        series.gauge("node_network_speed_bytes", ETH0, 1.25e9);
        double table = state.at(Knob.CONNTRACK);
        series.gauge("node_nf_conntrack_entries", NONE, Math.floor(CONNTRACK_LIMIT * Math.min(1, table)));
        series.gauge("node_nf_conntrack_entries_limit", NONE, CONNTRACK_LIMIT);
        double refused = table >= 0.99 ? 40 * seconds : 0;
        series.untyped("node_nf_conntrack_stat_drop", NONE, refused);
        series.untyped("node_nf_conntrack_stat_insert_failed", NONE, refused);
        series.untyped("node_netstat_Tcp_OutSegs", NONE, bytes / 800);
        series.untyped("node_netstat_Tcp_InSegs", NONE, bytes / 800);
        series.untyped("node_netstat_Tcp_RetransSegs", NONE, state.at(Knob.RETRANSMITS) * seconds);
        series.untyped("node_netstat_TcpExt_ListenOverflows", NONE, 0);
        series.untyped("node_netstat_TcpExt_ListenDrops", NONE, 0);
        series.gauge("node_netstat_Tcp_CurrEstab", NONE, 240);
        series.gauge("node_sockstat_TCP_inuse", NONE, 260);
        series.gauge("node_sockstat_TCP_tw", NONE, 90);
        series.gauge("node_sockstat_sockets_used", NONE, 640);
        series.counter("node_softnet_dropped_total", Labels.of("cpu", "0"), state.at(Knob.NETWORK_DROPS) * seconds);
    }

    private void clock(NodeTarget state, double now) {
        double offset = state.at(Knob.CLOCK_OFFSET);
        boolean synced = state.at(Knob.CLOCK_SYNCED) > 0;
        series.gauge("node_timex_offset_seconds", NONE, offset);
        series.gauge("node_timex_sync_status", NONE, synced ? 1 : 0);
        series.gauge("node_timex_maxerror_seconds", NONE, synced ? Math.abs(offset) + 0.01 : 16);
        series.gauge("node_timex_estimated_error_seconds", NONE, Math.abs(offset) / 2);
        series.gauge("node_time_seconds", NONE, now + offset);
        series.gauge("node_boot_time_seconds", NONE, bootTime);
    }

    private void rest(Machine machine, NodeTarget state, double now) {
        series.gauge("node_filefd_allocated", NONE, Math.floor(FILE_LIMIT * state.at(Knob.OPEN_FILES)));
        series.gauge("node_filefd_maximum", NONE, FILE_LIMIT);
        series.gauge(
                "node_uname_info",
                Labels.of(
                        "domainname", "(none)",
                        "machine", "x86_64",
                        "nodename", machine.name(),
                        "release", "6.12.48",
                        "sysname", "Linux",
                        "version", "#1 SMP"),
                1);
        series.gauge("node_exporter_build_info", Labels.of("version", "1.12.0", "goversion", "go1.26"), 1);
        for (String collector : List.of("cpu", "diskstats", "filesystem", "meminfo", "netdev", "timex")) {
            series.gauge("node_scrape_collector_success", Labels.of("collector", collector), 1);
            series.gauge("node_scrape_collector_duration_seconds", Labels.of("collector", collector), 0.004);
        }
        SelfMetrics.write(series, bootTime, now, 22 << 20);
    }

    private void pressure(NodeTarget state, String resource, String kind, Knob knob, double otherwise, double seconds) {
        OptionalDouble said = state.said(knob);
        double share = Math.min(1, Math.max(0, said.orElse(otherwise)));
        series.counter("node_pressure_" + resource + "_" + kind + "_seconds_total", NONE, share * seconds);
    }

    /** The weight of the newest value in an average over a time. */
    private static double share(double seconds, double over) {
        return 1 - Math.exp(-seconds / over);
    }
}
