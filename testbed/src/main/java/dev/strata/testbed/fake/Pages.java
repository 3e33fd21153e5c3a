package dev.strata.testbed.fake;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.strata.testbed.fake.object.ApiKind;
import dev.strata.testbed.fake.object.FakeObject;
import dev.strata.testbed.fake.object.Snapshot;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Snapshots behind continue tokens: later pages show what the first one saw, until the token expires. */
final class Pages {

    private static final int MOST = 64;

    private final long lifeNanos;
    private final Map<String, Kept> kept = new LinkedHashMap<>();

    private record Kept(Snapshot snapshot, long until) {}

    /**
     * A token's content.
     *
     * @param version of the snapshot, -1 for "whatever is there now" after an expiry
     * @param start key of the next object
     */
    record Token(long version, String start) {

        String encode() {
            String text = version + " " + start;
            return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
        }

        static @Nullable Token decode(String text) {
            try {
                String plain = new String(Base64.getUrlDecoder().decode(text), UTF_8);
                int space = plain.indexOf(' ');
                return space < 1
                        ? null
                        : new Token(Long.parseLong(plain.substring(0, space)), plain.substring(space + 1));
            } catch (IllegalArgumentException malformed) {
                return null;
            }
        }
    }

    Pages(long lifeNanos) {
        this.lifeNanos = lifeNanos;
    }

    synchronized void keep(ApiKind kind, Snapshot snapshot) {
        kept.put(name(kind, snapshot.resourceVersion()), new Kept(snapshot, System.nanoTime() + lifeNanos));
        if (kept.size() > MOST) {
            kept.remove(kept.keySet().iterator().next());
        }
    }

    synchronized Optional<Snapshot> find(ApiKind kind, long version) {
        Kept found = kept.get(name(kind, version));
        return found == null || found.until() < System.nanoTime() ? Optional.empty() : Optional.of(found.snapshot());
    }

    /** All tokens that are out expire now. */
    synchronized void expire() {
        kept.clear();
    }

    /** Where in a sorted list the objects begin that are not before a key. */
    static int position(List<FakeObject> objects, String start) {
        int low = 0;
        int high = objects.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (objects.get(middle).key().compareTo(start) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static String name(ApiKind kind, long version) {
        return kind.resource() + "@" + version;
    }
}
