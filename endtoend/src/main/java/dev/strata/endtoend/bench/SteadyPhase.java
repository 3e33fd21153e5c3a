package dev.strata.endtoend.bench;

import dev.strata.endtoend.Exposition;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Watches an exporter over a churning cluster: scrapes it, times its evaluations, and lets a claim lose its volume now and
 * then to see how long it takes until that has a row. (A signal that fires at once and seldom: of one that hundreds of
 * findings stand for already, a new one may have no row of its own.) It looks five times a second, so that a latency may
 * be two tenths of a second too long.
 */
final class SteadyPhase {

    private static final long LOOK_MILLIS = 200;
    private static final Duration SCRAPE_EVERY = Duration.ofSeconds(15);
    private static final Duration TOLD_EVERY = Duration.ofSeconds(30);
    private static final Duration MARK_EVERY = Duration.ofSeconds(7);
    private static final String SNAPSHOT = "strata_snapshot_timestamp_seconds";
    private static final String EVALUATION = "strata_evaluation_duration_seconds";
    private static final String SEVERITY = "strata_signal_severity";

    private final MetricsPage page;
    private final FakeProcess server;
    private final Map<String, Long> marks = new HashMap<>();
    private final Quantiles evaluations = new Quantiles();
    private final Quantiles latencies = new Quantiles();
    private final Quantiles scrapes = new Quantiles();
    private double lastSnapshot;
    private double lastSum;
    private double lastCount;
    private int series;
    private int bytes;

    SteadyPhase(MetricsPage page, FakeProcess server) {
        this.page = page;
        this.server = server;
    }

    /** Watches for so long; lets somebody tell how it goes now and then. */
    void run(Duration time, Runnable tell) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        long nextScrape = begin;
        long nextMark = begin + MARK_EVERY.toNanos();
        long nextTold = begin + TOLD_EVERY.toNanos();
        long lastMark = begin + time.minus(MARK_EVERY.multipliedBy(2)).toNanos();
        for (long now = begin; now < begin + time.toNanos(); now = System.nanoTime()) {
            if (now >= nextScrape) {
                nextScrape += SCRAPE_EVERY.toNanos();
                scrape();
            }
            if (now >= nextMark && now < lastMark) {
                nextMark += MARK_EVERY.toNanos();
                mark();
            }
            if (now >= nextTold) {
                nextTold += TOLD_EVERY.toNanos();
                tell.run();
            }
            look();
            Thread.sleep(LOOK_MILLIS);
        }
    }

    void putInto(Map<Figure, Double> figures) {
        figures.put(Figure.EVALUATIONS, (double) evaluations.count());
        figures.put(Figure.EVALUATION_P50, evaluations.at(0.5));
        figures.put(Figure.EVALUATION_P99, evaluations.at(0.99));
        figures.put(Figure.MARKS, (double) latencies.count());
        figures.put(Figure.LATENCY_P50, latencies.at(0.5));
        figures.put(Figure.LATENCY_P99, missed() > 0 ? Double.POSITIVE_INFINITY : latencies.at(0.99));
        figures.put(Figure.SCRAPES, (double) scrapes.count());
        figures.put(Figure.SERIES, (double) series);
        figures.put(Figure.SCRAPE_KB, bytes / 1e3);
        figures.put(Figure.SCRAPE_P50, scrapes.at(0.5));
        figures.put(Figure.SCRAPE_P99, scrapes.at(0.99));
    }

    /** Marked changes that never came through. */
    int missed() {
        return marks.size();
    }

    String soFar() {
        return "evaluation p50 %.0f ms, change to metrics p50 %.1f s (%d seen, %d under way), scrape p50 %.0f ms"
                .formatted(evaluations.at(0.5), latencies.at(0.5), latencies.count(), marks.size(), scrapes.at(0.5));
    }

    private void scrape() throws InterruptedException {
        MetricsPage.Scrape scrape = page.scrape();
        scrapes.add(scrape.millis());
        series = scrape.series();
        bytes = scrape.bytes();
    }

    private void mark() throws IOException {
        String[] answer = server.order("lose").split(" ", 2);
        marks.put(answer[0], Long.parseLong(answer[1]));
    }

    private void look() throws InterruptedException {
        Exposition small = page.families(SNAPSHOT, EVALUATION);
        double snapshot = value(small, SNAPSHOT);
        if (snapshot == lastSnapshot) {
            return;
        }
        double sum = value(small, EVALUATION + "_sum");
        double count = value(small, EVALUATION + "_count");
        if (lastSnapshot > 0 && count > lastCount) {
            evaluations.add(1000 * (sum - lastSum) / (count - lastCount));
        }
        lastSnapshot = snapshot;
        lastSum = sum;
        lastCount = count;
        if (!marks.isEmpty()) {
            Exposition rows = page.families(SEVERITY);
            long now = System.currentTimeMillis();
            marks.entrySet().removeIf(mark -> {
                boolean found = isFound(rows, mark.getKey());
                if (found) {
                    latencies.add((now - mark.getValue()) / 1e3);
                }
                return found;
            });
        }
    }

    private static boolean isFound(Exposition rows, String claim) {
        String[] name = claim.split("/", 2);
        OptionalDouble row = rows.value(
                SEVERITY, "signal", "pvc_lost", "kind", "PersistentVolumeClaim", "namespace", name[0], "name", name[1]);
        return row.isPresent();
    }

    private static double value(Exposition page, String name) {
        return page.value(name).orElse(Double.NaN);
    }
}
