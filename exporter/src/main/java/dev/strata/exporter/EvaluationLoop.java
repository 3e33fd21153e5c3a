package dev.strata.exporter;

import dev.strata.exporter.cluster.Freshness;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.WatchStatus;
import dev.strata.exporter.config.ConfigFile;
import dev.strata.exporter.config.ConfigReading;
import dev.strata.exporter.config.ExporterConfig;
import dev.strata.exporter.exposition.HealthCollector;
import dev.strata.exporter.exposition.SelfFigures;
import dev.strata.exporter.exposition.SelfFigures.Evaluations;
import dev.strata.exporter.health.FindingId;
import dev.strata.exporter.health.HealthSnapshot;
import dev.strata.exporter.inquiry.Witnesses;
import dev.strata.exporter.report.Beside;
import dev.strata.exporter.report.Links;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Judges again and again on one thread. Waits twenty times as long as the last pass took, so that judging costs at most
 * a twentieth of a core. Reads the configuration again when its file changes.
 */
final class EvaluationLoop implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EvaluationLoop.class);

    private static final int PAUSE_FACTOR = 20;
    private static final Duration FIRST_PICTURE = Duration.ofMinutes(1);
    private static final Duration LOOK = Duration.ofMillis(100);

    private final Sources sources;
    private final Judge judge;
    private final HealthCollector collector;
    private final ServedPages pages;
    private final ConfigFile file;
    private final @Nullable FlightRecorder recorder;
    private final Thread thread = new Thread(this::run, "evaluation");
    private ExporterConfig config;
    private Evaluations evaluations = Evaluations.NONE;
    private final long begun = System.nanoTime();
    private boolean firstPicture;

    /**
     * @param judge one that has judged before goes on from there
     * @param recorder is told of each evaluation, null for none
     */
    EvaluationLoop(
            Sources sources,
            Judge judge,
            HealthCollector collector,
            ServedPages pages,
            ExporterConfig config,
            ConfigFile file,
            @Nullable FlightRecorder recorder) {
        this.sources = sources;
        this.judge = judge;
        this.collector = collector;
        this.pages = pages;
        this.config = config;
        this.file = file;
        this.recorder = recorder;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                file.changed().ifPresent(this::become);
                Duration took = pass();
                if (awaitFirstPicture()) {
                    continue;
                }
                Duration pause = took.multipliedBy(PAUSE_FACTOR);
                Duration floor = config.evaluation().interval();
                Thread.sleep((pause.compareTo(floor) > 0 ? pause : floor).toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * While resources come for the first time there is nothing to judge, and the cluster's size decides how long that
     * would take: better to read on undisturbed. What never comes must not hold up the rest for ever.
     *
     * @return whether it was waited for: then it is judged at once
     */
    private boolean awaitFirstPicture() throws InterruptedException {
        if (firstPicture) {
            return false;
        }
        Set<KubeResource> required = Required.resources(config.signals().disabled());
        while (!firstPicture && System.nanoTime() - begun < FIRST_PICTURE.toNanos()) {
            firstPicture = sources.watches().stream()
                    .noneMatch(watch -> required.contains(watch.resource())
                            && watch.freshness().state() == Freshness.State.SYNCING
                            && watch.freshness().detail().equals(WatchStatus.FIRST_PICTURE));
            if (!firstPicture) {
                Thread.sleep(LOOK.toMillis());
            }
        }
        firstPicture = true;
        return true;
    }

    /** One evaluation, published; how long it took. */
    Duration pass() {
        long begun = System.nanoTime();
        HealthSnapshot snapshot = judge.judge(sources, Judge.settings(config));
        List<String> missing = sources.isRecorded()
                ? List.of()
                : Required.missing(
                        sources.cluster(snapshot.at()), config.signals().disabled());
        Map<FindingId, List<String>> events = Witnesses.events(sources.cluster(snapshot.at()), snapshot);
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        evaluations = evaluations.plus(took);
        collector.publish(snapshot, figures());
        if (recorder != null) {
            recorder.look(snapshot, firstPicture);
        }
        pages.publish(snapshot, new Links(config.links().templates()), new Beside(events, Map.of()), missing);
        return took;
    }

    private SelfFigures figures() {
        var restarts = new TreeMap<KubeResource, SortedMap<String, Long>>();
        for (WatchStatus watch : sources.watches()) {
            restarts.put(watch.resource(), watch.restarts());
        }
        return new SelfFigures(restarts, sources.queries(), evaluations, BuildVersion.text(), "");
    }

    private void become(ConfigReading reading) {
        ExporterConfig next = reading.config();
        if (next == null) {
            reading.problems().forEach(problem -> LOG.warn("configuration kept as it was: {}", problem));
            return;
        }
        for (String section : next.needsRestart(config)) {
            LOG.warn("configuration: the section '{}' changed, which takes effect after a restart", section);
        }
        config = next;
        LOG.info("configuration read again");
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(2000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
