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
import dev.strata.exporter.recording.RecordingMeta;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntConsumer;

/**
 * A recording as it stood at some instant of it. Its time only goes forward, and only when it is told to; for one
 * thread.
 */
final class ReplaySources implements Sources {

    private static final Duration SHORTEST_STEP = Duration.ofSeconds(1);
    private static final int MOST_STEPS = 600;

    private final Recording recording;
    private final Duration staleAfter;
    private final ClusterStore store;
    private final Map<String, Measurement> answers = new TreeMap<>();
    private InstantSource clock;
    private Instant reached;
    private int next;

    /** @param staleAfter age from which an answer of Prometheus is not judged by any more */
    ReplaySources(Recording recording, Duration staleAfter) {
        this.recording = recording;
        this.staleAfter = staleAfter;
        this.reached = recording.meta().started();
        this.clock = () -> reached;
        this.store = new ClusterStore(() -> reached);
        recording.begin(store);
    }

    /**
     * Judges all that leads up to the focus, in steps of at least a second, then stands still there.
     *
     * @return what was found at the focus
     */
    HealthSnapshot judgeToFocus(Judge judge, HealthSettings settings) {
        return judgeTo(recording.meta().focus(), judge, settings, done -> {});
    }

    /**
     * As {@link #judgeToFocus}, to another instant of the recording.
     *
     * @param progress is told before each look how much of the way is done, in percent
     */
    HealthSnapshot judgeTo(Instant focus, Judge judge, HealthSettings settings, IntConsumer progress) {
        Instant at = recording.meta().started();
        Duration step = Duration.between(at, focus).dividedBy(MOST_STEPS);
        step = step.compareTo(SHORTEST_STEP) < 0 ? SHORTEST_STEP : step;
        long way = Math.max(1, Duration.between(at, focus).toMillis());
        while (at.isBefore(focus)) {
            progress.accept((int) (100 - 100 * Duration.between(at, focus).toMillis() / way));
            standAt(at);
            judge.judge(this, settings);
            at = at.plus(step);
        }
        standAt(focus);
        return judge.judge(this, settings);
    }

    RecordingMeta meta() {
        return recording.meta();
    }

    /** From now on time passes so many times faster than on the given clock, until the recording ends. */
    void play(double speed, InstantSource wall) {
        Instant begun = wall.instant();
        Instant from = reached;
        Instant end = recording.meta().ended();
        clock = () -> {
            double passed = Duration.between(begun, wall.instant()).toMillis() * speed;
            Instant at = from.plusMillis(Math.round(passed));
            return at.isAfter(end) ? end : at;
        };
    }

    private void standAt(Instant instant) {
        clock = () -> instant;
    }

    @Override
    public Instant now() {
        return clock.instant();
    }

    @Override
    public ClusterView cluster(Instant now) {
        while (next < recording.steps().size()
                && !recording.steps().get(next).at().isAfter(now)) {
            reached = recording.steps().get(next).at();
            next = recording.play(next, reached, store, this::take);
        }
        reached = now.isAfter(reached) ? now : reached;
        return store.view(now);
    }

    /** As live: an answer outlives failures until it is too old. */
    private void take(Measurement answer) {
        Measurement held = answers.get(answer.id());
        boolean useless =
                held == null || !held.isAnswered() || held.at().plus(staleAfter).isBefore(answer.at());
        if (answer.isAnswered() || useless) {
            answers.put(answer.id(), answer);
        }
    }

    @Override
    public Measurements measurements() {
        return recording.meta().prometheus()
                ? new Measurements(true, true, reached, "", staleAfter, answers)
                : Measurements.NOT_CONFIGURED;
    }

    @Override
    public List<SourceState> states() {
        return List.of(new SourceState("recording", true, reached, ""));
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
    public SortedMap<String, Long> queries() {
        return new TreeMap<>();
    }

    @Override
    public boolean isRecorded() {
        return true;
    }

    @Override
    public void close() {}
}
