package dev.strata.endtoend.bench;

import java.util.Map;

/** What {@code bin/bench ingest} measures. A target is an upper bound, of tier L where tiers differ. */
enum Figure {
    PODS("pods held"),
    OBJECTS("objects held"),
    SYNC_WALL("process start to ready, s", 10),
    SYNC_CPU("CPU until ready, s", 15),
    SYNC_FAKE_CPU("CPU of the fake server until then, s"),
    SYNC_PEAK("peak resident memory until ready, MiB", 256),
    ENDED("ended by itself after, s of churn"),
    EVENTS("events a second that reach the exporter"),
    STEADY_CPU("steady CPU, cores", 0.2),
    PEAK("peak resident memory, sync and steady, MiB", 256),
    RESIDENT("resident memory at the end, MiB"),
    EVALUATIONS("evaluations seen"),
    EVALUATION_P50("evaluation p50, ms"),
    EVALUATION_P99("evaluation p99, ms", 250),
    MARKS("marked changes seen"),
    LATENCY_P50("change to metrics p50, s"),
    LATENCY_P99("change to metrics p99, s", 6),
    SCRAPES("scrapes"),
    SERIES("series of a scrape"),
    SCRAPE_KB("gzip scrape, kB"),
    SCRAPE_P50("gzip scrape p50, ms"),
    SCRAPE_P99("gzip scrape p99, ms", 25),
    FAKE_CPU("CPU of the fake server meanwhile, cores"),
    LOAD_BEFORE("load of the machine before"),
    LOAD("load of the machine at the end");

    private static final double XL_MEMORY = 512;

    private final String text;
    private final double target;

    Figure(String text) {
        this(text, Double.NaN);
    }

    Figure(String text, double target) {
        this.text = text;
        this.target = target;
    }

    String text() {
        return text;
    }

    /** NaN where nothing was promised. */
    double target(String tier) {
        if (tier.equals("XL")) {
            return this == PEAK || this == SYNC_PEAK ? XL_MEMORY : Double.NaN;
        }
        return target;
    }

    /** 1 if the target is met, 0 if not, NaN where there is none or nothing was measured. */
    double met(String tier, Map<Figure, Double> measured) {
        double value = measured.getOrDefault(this, Double.NaN);
        double most = target(tier);
        if (this == PEAK && measured.containsKey(ENDED)) {
            return 0;
        }
        return Double.isNaN(value) || Double.isNaN(most) ? Double.NaN : value <= most ? 1 : 0;
    }
}
