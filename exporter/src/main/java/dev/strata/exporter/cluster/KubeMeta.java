package dev.strata.exporter.cluster;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What every object says of itself. A value, but no record: there is one for each of some hundred thousand objects, and
 * identifiers as texts would be most of it.
 */
public final class KubeMeta {

    private final ObjectKey key;
    private final Map<String, String> labels;
    private final @Nullable ObjectKey controller;
    private final Rare rare;
    private final long version;
    private final int uidHash;
    private final int created;
    private final int generation;

    /**
     * What most objects do not have.
     *
     * @param oddVersion a version that is no plain number
     * @param oddCreated a time of creation that is in no whole seconds
     */
    private record Rare(
            @Nullable String oddVersion,
            @Nullable Instant oddCreated,
            @Nullable Instant deleted,
            Map<String, String> annotations) {

        static final Rare NONE = new Rare(null, null, null, Map.of());

        static Rare of(
                @Nullable String oddVersion,
                @Nullable Instant oddCreated,
                @Nullable Instant deleted,
                Map<String, String> annotations) {
            boolean none = oddVersion == null && oddCreated == null && deleted == null && annotations.isEmpty();
            return none ? NONE : new Rare(oddVersion, oddCreated, deleted, annotations);
        }
    }

    /**
     * All that is kept.
     *
     * @param uid of which only a hash is kept: nothing asks but whether two are the same
     * @param deleted when deletion was asked for, null while it was not
     * @param annotations only those that some reader asks for by name
     * @param controller the owner that is marked as the controller, null for none
     */
    public KubeMeta(
            ObjectKey key,
            String uid,
            String resourceVersion,
            Instant created,
            @Nullable Instant deleted,
            long generation,
            Map<String, String> labels,
            Map<String, String> annotations,
            @Nullable ObjectKey controller) {
        boolean exact = Seconds.isExact(created);
        this.key = key;
        this.uidHash = hash(uid);
        this.version = number(resourceVersion);
        this.created = exact ? Seconds.of(created) : Seconds.NONE;
        this.generation = (int) Math.min(Integer.MAX_VALUE, generation);
        this.labels = PairMap.of(labels);
        this.controller = controller;
        this.rare =
                Rare.of(version < 0 ? resourceVersion : null, exact ? null : created, deleted, PairMap.of(annotations));
    }

    private KubeMeta(KubeMeta newer, KubeMeta older) {
        this.key = older.key.equals(newer.key)
                ? older.key
                : new ObjectKey(newer.key.kind(), older.key.namespace(), newer.key.name());
        this.uidHash = newer.uidHash;
        this.version = newer.version;
        this.created = newer.created;
        this.generation = newer.generation;
        this.labels = newer.labels.equals(older.labels) ? older.labels : newer.labels;
        this.controller = Objects.equals(newer.controller, older.controller) ? older.controller : newer.controller;
        this.rare = newer.rare.equals(older.rare) ? older.rare : newer.rare;
    }

    /** The same, of the parts of another one where these are equal, so that they are not held twice. */
    KubeMeta sharing(KubeMeta kin) {
        return key.namespace().equals(kin.key.namespace()) ? new KubeMeta(this, kin) : this;
    }

    public ObjectKey key() {
        return key;
    }

    /** Whether both are of the same object, and not of two that had the same name one after the other. */
    public boolean isOfSameObject(KubeMeta other) {
        return uidHash == other.uidHash;
    }

    public String resourceVersion() {
        return rare.oddVersion() == null ? Long.toString(version) : rare.oddVersion();
    }

    public Instant created() {
        Instant exact = Seconds.instant(created);
        return exact == null ? Objects.requireNonNull(rare.oddCreated()) : exact;
    }

    /** When deletion was asked for, null while it was not. */
    public @Nullable Instant deleted() {
        return rare.deleted();
    }

    public long generation() {
        return generation;
    }

    public Map<String, String> labels() {
        return labels;
    }

    public Map<String, String> annotations() {
        return rare.annotations();
    }

    /** The owner that is marked as the controller, null for none. */
    public @Nullable ObjectKey controller() {
        return controller;
    }

    public Optional<String> label(String name) {
        return Optional.ofNullable(labels.get(name));
    }

    public Optional<String> annotation(String name) {
        return Optional.ofNullable(rare.annotations().get(name));
    }

    private static int hash(String text) {
        long hash = 0;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x9E3779B97F4A7C15L;
            hash ^= hash >>> 29;
        }
        return (int) (hash ^ (hash >>> 32));
    }

    /** The number that the text is the plain form of; -1 for any other text. */
    private static long number(String text) {
        int length = text.length();
        if (length == 0 || length > 18 || (length > 1 && text.charAt(0) == '0')) {
            return -1;
        }
        long number = 0;
        for (int i = 0; i < length; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = 10 * number + digit;
        }
        return number;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof KubeMeta that
                && key.equals(that.key)
                && uidHash == that.uidHash
                && version == that.version
                && created == that.created
                && generation == that.generation
                && labels.equals(that.labels)
                && rare.equals(that.rare)
                && Objects.equals(controller, that.controller);
    }

    @Override
    public int hashCode() {
        return Objects.hash(key, uidHash, version);
    }

    @Override
    public String toString() {
        return "KubeMeta[" + key + ", resourceVersion=" + resourceVersion() + ", created=" + created()
                + ", deleted=" + deleted() + ", generation=" + generation + ", labels=" + labels + ", annotations="
                + annotations() + ", controller=" + controller + "]";
    }
}
