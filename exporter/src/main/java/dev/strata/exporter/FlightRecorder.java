package dev.strata.exporter;

import dev.strata.catalog.Severity;
import dev.strata.exporter.health.FindingId;
import dev.strata.exporter.health.HealthSnapshot;
import dev.strata.exporter.health.RootCause;
import dev.strata.exporter.recording.FlightFolder;
import dev.strata.exporter.recording.FlightRing;
import dev.strata.exporter.recording.RecordingException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Saves what led to a new critical root cause, and what followed, as a recording. Further ones that come while the end
 * is awaited belong to the same recording. Looks on one thread, writes on another.
 */
final class FlightRecorder implements AutoCloseable {

    /**
     * How much is saved.
     *
     * @param before a root cause
     * @param after the last one that joined
     * @param longest after the first one
     * @param quiet a root cause that was gone for less is not new
     */
    record Spans(Duration before, Duration after, Duration longest, Duration quiet) {
        static final Spans DEFAULTS = new Spans(
                Duration.ofMinutes(30), Duration.ofMinutes(10), Duration.ofMinutes(30), Duration.ofMinutes(30));
    }

    private static final Logger LOG = LoggerFactory.getLogger(FlightRecorder.class);
    /** When the process is asked to end, it ends sooner than this by itself. */
    private static final Duration FAREWELL = Duration.ofMinutes(1);

    /** What is awaited. */
    private static final class Awaited {
        private final RootCause first;
        private final Instant began;
        private final Set<FindingId> causes = new HashSet<>();
        private Instant until;
        private Instant focus;

        Awaited(RootCause first, Instant began, Instant until) {
            this.first = first;
            this.began = began;
            this.until = until;
            this.focus = began;
        }
    }

    private final FlightRing ring;
    private final FlightFolder folder;
    private final Spans spans;
    private final Supplier<String> version;
    private final Map<FindingId, Instant> lastSeen = new HashMap<>();
    private final ExecutorService writer = Executors.newSingleThreadExecutor(task -> {
        var thread = new Thread(task, "flight-recorder");
        thread.setDaemon(true);
        return thread;
    });
    private boolean begun;
    private boolean toldOfRoom;
    private @Nullable Awaited awaited;

    /** @param version of the cluster */
    FlightRecorder(FlightRing ring, FlightFolder folder, Spans spans, Supplier<String> version) {
        this.ring = ring;
        this.folder = folder;
        this.spans = spans;
        this.version = version;
    }

    /**
     * Takes note of an evaluation.
     *
     * @param ready whether all that is required has been seen; what stands then already is not new
     */
    synchronized void look(HealthSnapshot snapshot, boolean ready) {
        Instant now = snapshot.at();
        if (!begun && !ready) {
            return;
        }
        List<RootCause> critical = snapshot.rootCauses().stream()
                .filter(root -> root.worst() == Severity.CRITICAL)
                .toList();
        List<RootCause> fresh = begun
                ? critical.stream()
                        .filter(root -> !lastSeen.containsKey(root.finding().id()))
                        .toList()
                : List.of();
        if (!begun) {
            begun = true;
            ring.begin();
        }
        critical.forEach(root -> lastSeen.put(root.finding().id(), now));
        lastSeen.values().removeIf(seen -> seen.plus(spans.quiet()).isBefore(now));
        fresh.forEach(root -> await(root, now));
        tellOfRoom();
        Awaited pending = awaited;
        if (pending != null) {
            if (critical.stream()
                    .anyMatch(root -> pending.causes.contains(root.finding().id()))) {
                pending.focus = now;
            }
            if (!now.isBefore(pending.until)) {
                save(pending, now);
            }
        }
    }

    private void await(RootCause root, Instant now) {
        Awaited pending = awaited;
        if (pending == null) {
            pending = new Awaited(root, now, now.plus(spans.after()));
            awaited = pending;
        }
        Instant latest = pending.began.plus(spans.longest());
        Instant end = now.plus(spans.after());
        pending.until = end.isAfter(latest) ? latest : end;
        pending.causes.add(root.finding().id());
    }

    private void save(Awaited done, Instant end) {
        awaited = null;
        Instant start = done.began.minus(spans.before());
        String signal = done.first.finding().id().signal();
        writer.execute(() -> {
            try {
                Path where = folder.save(ring, done.began, signal, start, end, done.focus, version.get());
                LOG.info(
                        "what led to {} was recorded to {}",
                        done.first.finding().id(),
                        where);
            } catch (IOException | RecordingException e) {
                LOG.warn(
                        "what led to {} could not be recorded: {}",
                        done.first.finding().id(),
                        e.getMessage());
            }
        });
    }

    private void tellOfRoom() {
        if (!toldOfRoom && !ring.givenUp().isEmpty()) {
            toldOfRoom = true;
            LOG.warn("flight recorder: no room for {}; recordings will say that they were not seen", ring.givenUp());
        }
    }

    /** Saves what is awaited, as far as it has come. */
    @Override
    public void close() {
        synchronized (this) {
            Awaited pending = awaited;
            if (pending != null) {
                save(pending, pending.focus);
            }
        }
        writer.shutdown();
        try {
            if (!writer.awaitTermination(FAREWELL.toMillis(), TimeUnit.MILLISECONDS)) {
                writer.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        ring.close();
    }
}
