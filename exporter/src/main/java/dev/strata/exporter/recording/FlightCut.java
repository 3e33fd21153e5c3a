package dev.strata.exporter.recording;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.strata.exporter.cluster.Freshness;
import dev.strata.exporter.cluster.Freshness.State;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.ObjectKey;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a {@link FlightRing} remembered at one moment, made into a recording without holding up the ring. */
final class FlightCut {

    private final Instant from;
    private final Map<KubeResource, Map<ObjectKey, byte[]>> objects;
    private final Map<KubeResource, byte[]> dictionaries;
    private final Map<KubeResource, State> states;
    private final Map<String, byte[]> answers;
    private final byte[] answerDictionary;
    private final List<FlightEntry> entries;

    /**
     * Takes over the maps.
     *
     * @param from the instant that the first state shows
     * @param entries what happened since, in order
     */
    FlightCut(
            Instant from,
            Map<KubeResource, Map<ObjectKey, byte[]>> objects,
            Map<KubeResource, byte[]> dictionaries,
            Map<KubeResource, State> states,
            Map<String, byte[]> answers,
            byte[] answerDictionary,
            List<FlightEntry> entries) {
        this.from = from;
        this.objects = objects;
        this.dictionaries = dictionaries;
        this.states = states;
        this.answers = answers;
        this.answerDictionary = answerDictionary;
        this.entries = entries;
    }

    /** Where the hand of the writer's clock stands; for one thread. */
    private static final class Hand {
        private Instant at;

        Hand(Instant at) {
            this.at = at;
        }
    }

    /** Writes what happened between two instants, as far as it reaches back. */
    void write(Path folder, Instant start, Instant end, Instant focus, String version) throws IOException {
        Instant first = start.isBefore(from) ? from : start;
        entries.stream().filter(entry -> !entry.at().isAfter(first)).forEach(this::fold);
        var hand = new Hand(first);
        try (var writer = RecordingWriter.create(folder, () -> hand.at, query -> "")) {
            states.forEach((resource, state) -> writer.freshness(resource, new Freshness(state, first, first, "")));
            objects.forEach((resource, known) ->
                    known.forEach((key, packed) -> writer.upserted(resource, key, unpacked(resource, packed))));
            answers.values().forEach(packed -> writer.answered(Packer.unpack(packed, answerDictionary)));
            writer.begin(version);
            for (FlightEntry entry : entries) {
                if (entry.at().isAfter(first) && !entry.at().isAfter(end)) {
                    hand.at = entry.at();
                    tell(writer, entry);
                }
            }
            hand.at = end;
            writer.focus(focus.isBefore(first) ? first : focus.isAfter(end) ? end : focus);
        }
    }

    private void fold(FlightEntry entry) {
        KubeResource resource = entry.resource();
        ObjectKey key = entry.key();
        byte[] packed = entry.packed();
        if (resource == null) {
            answers.put(entry.text(), packed == null ? new byte[0] : packed);
        } else if (key == null) {
            states.put(resource, State.valueOf(entry.text()));
        } else if (packed == null) {
            objects.computeIfAbsent(resource, r -> new HashMap<>()).remove(key);
        } else {
            objects.computeIfAbsent(resource, r -> new HashMap<>()).put(key, packed);
        }
    }

    private void tell(RecordingWriter writer, FlightEntry entry) {
        KubeResource resource = entry.resource();
        ObjectKey key = entry.key();
        byte[] packed = entry.packed();
        if (resource == null) {
            writer.answered(Packer.unpack(packed == null ? new byte[0] : packed, answerDictionary));
        } else if (key == null) {
            String detail = packed == null ? "" : new String(Packer.unpack(packed, answerDictionary), UTF_8);
            writer.freshness(resource, new Freshness(State.valueOf(entry.text()), entry.at(), entry.at(), detail));
        } else if (packed == null) {
            writer.removed(resource, key);
        } else {
            writer.upserted(resource, key, unpacked(resource, packed));
        }
    }

    private byte[] unpacked(KubeResource resource, byte[] packed) {
        return Packer.unpack(packed, dictionaries.getOrDefault(resource, new byte[0]));
    }
}
