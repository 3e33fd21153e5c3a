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
    private final long uidHash;
    private final long version;
    /** A version that is no plain number, else null. */
    private final @Nullable String oddVersion;

    private final Instant created;
    private final @Nullable Instant deleted;
    private final int generation;
    private final Map<String, String> labels;
    private final Map<String, String> annotations;
    private final @Nullable ObjectKey controller;

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
        this.key = key;
        this.uidHash = hash(uid);
        this.version = number(resourceVersion);
        this.oddVersion = version < 0 ? resourceVersion : null;
        this.created = created;
        this.deleted = deleted;
        this.generation = (int) Math.min(Integer.MAX_VALUE, generation);
        this.labels = PairMap.of(labels);
        this.annotations = PairMap.of(annotations);
        this.controller = controller;
    }

    public ObjectKey key() {
        return key;
    }

    /** Whether both are of the same object, and not of two that had the same name one after the other. */
    public boolean isOfSameObject(KubeMeta other) {
        return uidHash == other.uidHash;
    }

    public String resourceVersion() {
        return oddVersion == null ? Long.toString(version) : oddVersion;
    }

    public Instant created() {
        return created;
    }

    /** When deletion was asked for, null while it was not. */
    public @Nullable Instant deleted() {
        return deleted;
    }

    public long generation() {
        return generation;
    }

    public Map<String, String> labels() {
        return labels;
    }

    public Map<String, String> annotations() {
        return annotations;
    }

    /** The owner that is marked as the controller, null for none. */
    public @Nullable ObjectKey controller() {
        return controller;
    }

    public Optional<String> label(String name) {
        return Optional.ofNullable(labels.get(name));
    }

    public Optional<String> annotation(String name) {
        return Optional.ofNullable(annotations.get(name));
    }

    private static long hash(String text) {
        long hash = 0;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x9E3779B97F4A7C15L;
            hash ^= hash >>> 29;
        }
        return hash;
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
                && Objects.equals(oddVersion, that.oddVersion)
                && created.equals(that.created)
                && Objects.equals(deleted, that.deleted)
                && generation == that.generation
                && labels.equals(that.labels)
                && annotations.equals(that.annotations)
                && Objects.equals(controller, that.controller);
    }

    @Override
    public int hashCode() {
        return Objects.hash(key, uidHash, version);
    }

    @Override
    public String toString() {
        return "KubeMeta[" + key + ", resourceVersion=" + resourceVersion() + ", created=" + created
                + ", deleted=" + deleted + ", generation=" + generation + ", labels=" + labels + ", annotations="
                + annotations + ", controller=" + controller + "]";
    }
}
