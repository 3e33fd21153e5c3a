package dev.strata.testbed.fake.object;

import dev.strata.testbed.fake.template.Bound;

/**
 * An object as it is held, at one resource version.
 *
 * @param namespace empty for a cluster-scoped kind
 * @param body has values {@code name}, {@code uid} and {@code rv}
 */
public record FakeObject(ApiKind kind, String namespace, String name, long resourceVersion, Bound body) {

    /** Sorts as the objects do in a list. */
    public String key() {
        return key(namespace, name);
    }

    /** The key of an object; see {@link #key()}. */
    public static String key(String namespace, String name) {
        return namespace.isEmpty() ? name : namespace + "/" + name;
    }

    public String uid() {
        return body.text("uid").orElse("");
    }
}
