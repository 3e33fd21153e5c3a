package dev.strata.exporter.recording;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.strata.catalog.MeasurementQuery;
import dev.strata.exporter.cluster.Freshness;
import dev.strata.exporter.cluster.Freshness.State;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.measurement.Measurement;
import dev.strata.exporter.projection.ObjectTap;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what the cluster and its Prometheus said over the last hours, packed, in bounded memory. What is too old, or
 * does not fit any more, becomes part of what was there at the beginning. Where not even that fits, the resource that
 * takes most is given up: a recording then says that it was not seen.
 */
public final class FlightRing implements ObjectTap, AutoCloseable {

    /** What the tables take beside the bytes themselves. */
    private static final int PLACE = 96;

    private final Duration window;
    private final long limit;
    private final InstantSource clock;
    private final Function<MeasurementQuery, String> queryText;
    private final Map<KubeResource, Map<ObjectKey, byte[]>> objects = new EnumMap<>(KubeResource.class);
    private final Map<KubeResource, Packer> packers = new EnumMap<>(KubeResource.class);
    private final Packer answerPacker = new Packer();
    private final Map<KubeResource, State> statesAtStart = new EnumMap<>(KubeResource.class);
    private final Map<KubeResource, State> states = new EnumMap<>(KubeResource.class);
    private final Map<String, byte[]> answers = new HashMap<>();
    private final ArrayDeque<FlightEntry> entries = new ArrayDeque<>();
    private final Set<KubeResource> givenUp = EnumSet.noneOf(KubeResource.class);
    private long size;
    private @Nullable Instant from;

    /**
     * @param window how long what happened is remembered
     * @param limit bytes that it may take
     * @param queryText what is really asked for a query, for the record
     */
    public FlightRing(Duration window, long limit, InstantSource clock, Function<MeasurementQuery, String> queryText) {
        this.window = window;
        this.limit = limit;
        this.clock = clock;
        this.queryText = queryText;
    }

    /** The cluster is known as a whole: from now on time counts. A second call does nothing. */
    public synchronized void begin() {
        if (from == null) {
            from = clock.instant();
            statesAtStart.putAll(states);
            statesAtStart.keySet().removeAll(givenUp);
        }
    }

    @Override
    public synchronized void upserted(KubeResource resource, ObjectKey key, byte[] json) {
        if (!givenUp.contains(resource)) {
            Packer packer = packers.computeIfAbsent(resource, r -> new Packer());
            add(new FlightEntry(clock.instant(), resource, key, "", packer.pack(json)));
        }
    }

    @Override
    public synchronized void removed(KubeResource resource, ObjectKey key) {
        if (!givenUp.contains(resource)) {
            add(new FlightEntry(clock.instant(), resource, key, "", null));
        }
    }

    @Override
    public synchronized void freshness(KubeResource resource, Freshness now) {
        State before = states.put(resource, now.state());
        if (from != null && before != now.state() && !givenUp.contains(resource)) {
            byte[] detail = answerPacker.pack(now.detail().getBytes(UTF_8));
            add(new FlightEntry(clock.instant(), resource, null, now.state().name(), detail));
        }
    }

    /** An answer of Prometheus, or that there was none. */
    public synchronized void answered(Measurement answer) {
        byte[] line = answerPacker.pack(RecordingWriter.line(answer, queryText));
        add(new FlightEntry(clock.instant(), null, null, answer.id(), line));
    }

    /** Bytes that it takes, as far as they are counted. */
    public synchronized long size() {
        return size;
    }

    /** Resources that did not fit. */
    public synchronized Set<KubeResource> givenUp() {
        return Set.copyOf(givenUp);
    }

    /** From when on it remembers; null before it began. */
    public synchronized @Nullable Instant from() {
        return from;
    }

    /** All that a recording is made of, apart from what comes next; null before it began. */
    synchronized @Nullable FlightCut cut() {
        if (from == null) {
            return null;
        }
        var held = new EnumMap<KubeResource, Map<ObjectKey, byte[]>>(KubeResource.class);
        objects.forEach((resource, known) -> held.put(resource, new HashMap<>(known)));
        var dictionaries = new EnumMap<KubeResource, byte[]>(KubeResource.class);
        packers.forEach((resource, packer) -> dictionaries.put(resource, packer.dictionary()));
        return new FlightCut(
                from,
                held,
                dictionaries,
                new EnumMap<>(statesAtStart),
                new HashMap<>(answers),
                answerPacker.dictionary(),
                List.copyOf(entries));
    }

    private void add(FlightEntry entry) {
        if (from == null) {
            fold(entry);
        } else {
            entries.addLast(entry);
            size += entry.size();
        }
        makeRoom();
    }

    private void makeRoom() {
        Instant oldest = clock.instant().minus(window);
        FlightEntry first = entries.peekFirst();
        while (first != null && (size > limit || first.at().isBefore(oldest))) {
            entries.removeFirst();
            size -= first.size();
            fold(first);
            from = first.at();
            first = entries.peekFirst();
        }
        while (size > limit && !objects.isEmpty()) {
            giveUp();
        }
    }

    private void giveUp() {
        KubeResource largest = objects.entrySet().stream()
                .max(Comparator.comparingLong(entry -> bytes(entry.getValue())))
                .orElseThrow()
                .getKey();
        size -= bytes(objects.getOrDefault(largest, Map.of()));
        objects.remove(largest);
        givenUp.add(largest);
        statesAtStart.remove(largest);
        entries.removeIf(entry -> {
            boolean gone = entry.resource() == largest;
            size -= gone ? entry.size() : 0;
            return gone;
        });
    }

    private static long bytes(Map<ObjectKey, byte[]> known) {
        return known.values().stream()
                .mapToLong(packed -> packed.length + PLACE)
                .sum();
    }

    private void fold(FlightEntry entry) {
        KubeResource resource = entry.resource();
        ObjectKey key = entry.key();
        byte[] packed = entry.packed();
        if (resource == null) {
            byte[] before = packed == null ? null : answers.put(entry.text(), packed);
            size += (packed == null ? 0 : packed.length + PLACE) - (before == null ? 0 : before.length + PLACE);
        } else if (key == null) {
            statesAtStart.put(resource, State.valueOf(entry.text()));
        } else {
            Map<ObjectKey, byte[]> known = objects.computeIfAbsent(resource, r -> new HashMap<>());
            byte[] before = packed == null ? known.remove(key) : known.put(key, packed);
            size += (packed == null ? 0 : packed.length + PLACE) - (before == null ? 0 : before.length + PLACE);
        }
    }

    @Override
    public synchronized void close() {
        packers.values().forEach(Packer::close);
        answerPacker.close();
    }
}
