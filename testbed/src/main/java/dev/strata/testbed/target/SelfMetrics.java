package dev.strata.testbed.target;

import dev.strata.testbed.exposition.Labels;
import dev.strata.testbed.exposition.SeriesTable;

/** What a Go program says of itself. */
final class SelfMetrics {
    private SelfMetrics() {}

    static void write(SeriesTable series, double started, double now, double memory) {
        series.gauge("process_start_time_seconds", Labels.NONE, started);
        series.gauge("process_resident_memory_bytes", Labels.NONE, memory);
        series.gauge("process_open_fds", Labels.NONE, 24);
        series.gauge("process_max_fds", Labels.NONE, 1_048_576);
        double used = series.value("process_cpu_seconds_total", Labels.NONE);
        series.counter("process_cpu_seconds_total", Labels.NONE, Math.max(0, (now - started) * 0.01 - used));
        series.gauge("go_goroutines", Labels.NONE, 40);
    }
}
