package dev.strata.exporter.kube;

import dev.strata.exporter.cluster.ObjectFacts;
import dev.strata.exporter.cluster.ObjectKey;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A complete picture in the making: which objects it mentioned so far. */
final class Listing {

    private final Approach.Way way;
    /** Null where nothing was held before: then nothing can be left over. */
    private final @Nullable Set<ObjectKey> keys;

    private String version = "";
    private String next = "";
    private long mentioned;

    Listing(Approach.Way way, boolean held) {
        this.way = way;
        this.keys = held ? new HashSet<>() : null;
    }

    Approach.Way way() {
        return way;
    }

    void mention(ObjectFacts facts) {
        mentioned++;
        if (keys != null) {
            keys.add(facts.key());
        }
    }

    /** An object that was mentioned is gone again. */
    void withdraw(ObjectFacts facts) {
        if (keys != null) {
            keys.remove(facts.key());
        }
    }

    long mentioned() {
        return mentioned;
    }

    /** A page came: the version of the whole is that of its first page. */
    void turn(ApiText.Page page) {
        version = version.isEmpty() ? page.version() : version;
        next = page.next();
    }

    String version() {
        return version;
    }

    /** What the next page is asked for with; empty before the first and after the last. */
    String next() {
        return next;
    }

    /** Removes what was held before and is not mentioned, in one step. */
    void complete(FeedOutput output) {
        if (keys != null) {
            output.retain(keys);
        }
    }
}
