package dev.strata.exporter.kube;

import com.fasterxml.jackson.core.JsonParser;
import dev.strata.exporter.cluster.ObjectFacts;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.projection.Projection;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import okhttp3.Response;

/**
 * Compares what is held of a feed with a list of names and versions. A difference is only a suspicion, because both
 * change meanwhile; one that is the same after a while, and of an object that has not moved here, is no delay.
 */
final class Comparison {

    private static final int MOST_SUSPECTS = 1_000;
    /** For an object that is not held. */
    private static final String NOTHING = "";

    private final Feed feed;
    private final ApiConnection api;
    private final Projection projection;
    private final ClusterStore store;
    private final KubeTimings timings;

    Comparison(Feed feed, ApiConnection api, Projection projection, ClusterStore store, KubeTimings timings) {
        this.feed = feed;
        this.api = api;
        this.projection = projection;
        this.store = store;
        this.timings = timings;
    }

    /** The version that is held, by object, where the server's list says another thing; bounded. */
    Map<ObjectKey, String> suspects() throws IOException {
        var suspects = new HashMap<ObjectKey, String>();
        var listed = new Listed();
        String next = "";
        do {
            next = page(next, listed, suspects);
        } while (!next.isEmpty());
        listed.sort();
        for (ObjectFacts facts : store.held(feed.resource())) {
            if (feed.scope().test(facts) && !listed.has(facts)) {
                suspect(suspects, facts.key(), facts.meta().resourceVersion());
            }
        }
        return suspects;
    }

    /** Those of the earlier suspects that still are, at the same version. */
    static Map<ObjectKey, String> proven(Map<ObjectKey, String> earlier, Map<ObjectKey, String> later) {
        var proven = new HashMap<>(earlier);
        proven.entrySet().removeIf(suspect -> !suspect.getValue().equals(later.get(suspect.getKey())));
        return proven;
    }

    private String page(String from, Listed listed, Map<ObjectKey, String> suspects) throws IOException {
        var parameters = new LinkedHashMap<String, String>();
        if (!feed.fieldSelector().isEmpty()) {
            parameters.put("fieldSelector", feed.fieldSelector());
        }
        parameters.put("limit", Integer.toString(timings.pageSize()));
        if (!from.isEmpty()) {
            parameters.put("continue", from);
        }
        Duration silence = timings.answer();
        try (Response response = api.metadata(feed.path(), parameters, silence, call -> {});
                JsonParser parser = api.json().createParser(response.body().byteStream())) {
            return ApiText.page(
                            parser,
                            item -> projection.project(feed.resource(), item).ifPresent(facts -> {
                                listed.add(facts);
                                if (store.version(feed.resource(), facts.key()) == null) {
                                    suspect(suspects, facts.key(), NOTHING);
                                }
                            }))
                    .next();
        }
    }

    private static void suspect(Map<ObjectKey, String> suspects, ObjectKey key, String version) {
        if (suspects.size() < MOST_SUSPECTS) {
            suspects.put(key, version);
        }
    }

    /** Names with their versions, as numbers: two that differ are taken for the same once in a very long time. */
    private static final class Listed {

        private long[] hashes = new long[1024];
        private int size;

        void add(ObjectFacts facts) {
            if (size == hashes.length) {
                hashes = Arrays.copyOf(hashes, 2 * size);
            }
            hashes[size++] = hash(facts);
        }

        void sort() {
            Arrays.sort(hashes, 0, size);
        }

        boolean has(ObjectFacts facts) {
            return Arrays.binarySearch(hashes, 0, size, hash(facts)) >= 0;
        }

        private static long hash(ObjectFacts facts) {
            long hash = mixed(0, facts.key().namespace());
            hash = mixed(hash, facts.key().name());
            return mixed(hash, facts.meta().resourceVersion());
        }

        private static long mixed(long hash, String text) {
            long mixed = hash;
            for (int i = 0; i < text.length(); i++) {
                mixed = (mixed ^ text.charAt(i)) * 0x9E3779B97F4A7C15L;
                mixed ^= mixed >>> 29;
            }
            return (mixed + 1) * 0x9E3779B97F4A7C15L;
        }
    }
}
