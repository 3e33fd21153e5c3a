package dev.strata.exporter.kube;

import dev.strata.exporter.cluster.FactSink;
import dev.strata.exporter.cluster.Freshness;
import dev.strata.exporter.cluster.Freshness.State;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.projection.ObjectTap;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A resource is as fresh as the worst of its feeds, and has got on as far as the slowest. */
final class FreshnessMerge {

    private static final List<State> WORST_LAST =
            List.of(State.FRESH, State.STALE, State.SYNCING, State.ABSENT, State.FORBIDDEN);

    private static final Comparator<Freshness> BY_STATE = Comparator.comparing(f -> WORST_LAST.indexOf(f.state()));

    private final FactSink sink;
    private final @Nullable ObjectTap tap;
    private final Map<KubeResource, Map<Feed, Freshness>> byFeed = new EnumMap<>(KubeResource.class);

    FreshnessMerge(FactSink sink, @Nullable ObjectTap tap) {
        this.sink = sink;
        this.tap = tap;
    }

    synchronized void publish(Feed feed, Freshness freshness) {
        Map<Feed, Freshness> feeds = byFeed.computeIfAbsent(feed.resource(), r -> new HashMap<>());
        feeds.put(feed, freshness);
        Freshness merged = merged(feeds.values());
        sink.freshness(feed.resource(), merged);
        if (tap != null) {
            tap.freshness(feed.resource(), merged);
        }
    }

    /** What was published last; ABSENT where no feed is. */
    synchronized Freshness of(KubeResource resource, Instant now) {
        Map<Feed, Freshness> feeds = byFeed.get(resource);
        return feeds == null ? new Freshness(State.ABSENT, now, null, "not watched") : merged(feeds.values());
    }

    private static Freshness merged(Collection<Freshness> feeds) {
        Freshness worst = feeds.stream().max(BY_STATE).orElseThrow();
        return new Freshness(worst.state(), worst.since(), slowest(feeds), worst.detail());
    }

    private static @Nullable Instant slowest(Collection<Freshness> feeds) {
        Instant slowest = Instant.MAX;
        for (Freshness feed : feeds) {
            Instant progress = feed.lastProgress();
            if (progress == null) {
                return null;
            }
            slowest = progress.isBefore(slowest) ? progress : slowest;
        }
        return slowest;
    }
}
