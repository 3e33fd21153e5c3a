package dev.strata.testbed.fake.object;

import org.jspecify.annotations.Nullable;

/**
 * A resource of the API.
 *
 * @param group empty for the core group
 * @param wireMessage the protobuf message of one object, null where the kind is served as JSON only
 */
public record ApiKind(
        String group,
        String version,
        String plural,
        String kind,
        boolean namespaced,
        @Nullable String wireMessage) {

    /** {@code v1} or {@code apps/v1}. */
    public String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    /** {@code pods} or {@code deployments.apps}. */
    public String resource() {
        return group.isEmpty() ? plural : plural + "." + group;
    }

    /** {@code /api/v1} or {@code /apis/apps/v1}. */
    public String path() {
        return (group.isEmpty() ? "/api/" : "/apis/") + apiVersion();
    }

    public boolean isBuiltIn() {
        return ApiKinds.isBuiltIn(group);
    }
}
