package dev.strata.exporter.projection;

import dev.strata.exporter.cluster.KubeEventFacts;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.ObjectKey;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An Event of the core group, in its older form (counted) or its newer (series). */
final class EventDraft implements Draft {

    private final MetaDraft meta = new MetaDraft();
    private String type = "";
    private String reason = "";
    private String message = "";
    private String kind = "";
    private String namespace = "";
    private String name = "";
    private long count;
    private long seriesCount;
    private @Nullable Instant lastTimestamp;
    private @Nullable Instant lastObserved;
    private @Nullable Instant eventTime;

    static Fields<EventDraft> fields(Fields<MetaDraft> meta) {
        return new Fields<EventDraft>()
                .part("metadata", e -> e.meta, meta)
                .word("type", (e, v) -> e.type = v)
                .word("reason", (e, v) -> e.reason = v)
                .word("message", (e, v) -> e.message = v)
                .whole("count", (e, v) -> e.count = v)
                .time("lastTimestamp", (e, v) -> e.lastTimestamp = v)
                .time("eventTime", (e, v) -> e.eventTime = v)
                .within(
                        "involvedObject",
                        new Fields<EventDraft>()
                                .word("kind", (e, v) -> e.kind = v)
                                .word("namespace", (e, v) -> e.namespace = v)
                                .word("name", (e, v) -> e.name = v))
                .within(
                        "series",
                        new Fields<EventDraft>()
                                .whole("count", (e, v) -> e.seriesCount = v)
                                .time("lastObservedTime", (e, v) -> e.lastObserved = v));
    }

    @Override
    public MetaDraft meta() {
        return meta;
    }

    @Override
    public KubeEventFacts facts(KubeResource resource) {
        Instant last = Stream.of(lastObserved, lastTimestamp, eventTime, meta.created())
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .max(Instant::compareTo)
                .orElse(Instant.EPOCH);
        return new KubeEventFacts(
                meta.facts(resource),
                type,
                reason,
                meta.same(new ObjectKey(kind, namespace, name)),
                Drafts.cut(message),
                Drafts.clamped(Math.max(1, Math.max(count, seriesCount))),
                last);
    }
}
