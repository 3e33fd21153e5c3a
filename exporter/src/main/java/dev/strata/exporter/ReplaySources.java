package dev.strata.exporter;

import dev.strata.exporter.cluster.ClusterView;
import dev.strata.exporter.cluster.WatchStatus;
import dev.strata.exporter.health.FindingId;
import dev.strata.exporter.health.HealthSettings;
import dev.strata.exporter.health.HealthSnapshot;
import dev.strata.exporter.health.HealthSnapshot.SourceState;
import dev.strata.exporter.kube.ClusterStore;
import dev.strata.exporter.measurement.Measurement;
import dev.strata.exporter.measurement.Measurements;
import dev.strata.exporter.recording.Recording;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A recording as a source; now is the recording's time. Standing still, it is at its focus. Used by one thread.
 */
final class ReplaySources implements Sources {

    /** Answers are judged by for as long as a live source would. */
    private static final Duration ANSWER_AGE = Duration.ofMinutes(3);

    /** A recording is judged as it was while it happened, this often. */
    private static final Duration STEP = Duration.ofSeconds(5);

    private final Recording recording;
    private final InstantSource clock;
    private final double speed;
    private final Instant wallStart;
    private final ClusterStore store;
    private final Map<String, Measurement> answers = new HashMap<>();
    private @Nullable Instant judging;
    private Instant now;
    private int next;

    /** @param speed how many times as fast as it happened; 0 stands still at the focus */
    ReplaySources(Recording recording, InstantSource clock, double speed) {
        this.recording = recording;
        this.clock = clock;
        this.speed = speed;
        this.wallStart = clock.instant();
        this.now = recording.meta().started();
        this.store = new ClusterStore(() -> now);
        recording.begin(store);
    }

    /** Whether its time goes on. */
    boolean isPlaying() {
        return speed > 0;
    }

    /** Judges everything from the start of the recording up to its present. */
    HealthSnapshot judgeUpToNow(Judge judge, HealthSettings settings) {
        Instant end = now();
        judging = recording.meta().started();
        while (true) {
            HealthSnapshot snapshot = judge.judge(this, settings);
            if (!judging.isBefore(end)) {
                judging = null;
                return snapshot;
            }
            judging = judging.plus(STEP).isAfter(end) ? end : judging.plus(STEP);
        }
    }

    private void advance(Instant until) {
        now = until;
        next = recording.play(next, until, store, answer -> answers.put(answer.id(), answer));
    }

    @Override
    public Instant now() {
        if (judging != null) {
            return judging;
        }
        if (speed <= 0) {
            return recording.meta().focus();
        }
        long played = Math.round(Duration.between(wallStart, clock.instant()).toMillis() * speed);
        Instant at = recording.meta().started().plusMillis(played);
        return at.isAfter(recording.meta().ended()) ? recording.meta().ended() : at;
    }

    @Override
    public ClusterView cluster(Instant at) {
        advance(at);
        return store.view(at);
    }

    @Override
    public Measurements measurements() {
        if (!recording.meta().prometheus()) {
            return Measurements.NOT_CONFIGURED;
        }
        Instant newest = answers.values().stream()
                .filter(Measurement::isAnswered)
                .map(Measurement::at)
                .max(Instant::compareTo)
                .orElse(null);
        return new Measurements(
                true, newest != null, newest, newest == null ? "no answer yet" : "", ANSWER_AGE, answers);
    }

    @Override
    public List<SourceState> states() {
        return List.of(new SourceState("recording", true, now, ""));
    }

    @Override
    public Map<FindingId, Instant> ownActive() {
        return Map.of();
    }

    @Override
    public List<WatchStatus> watches() {
        return List.of();
    }

    @Override
    public boolean isRecorded() {
        return true;
    }

    @Override
    public SortedMap<String, Long> queries() {
        return new TreeMap<>();
    }

    @Override
    public void close() {}
}
