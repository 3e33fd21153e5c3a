package dev.strata.exporter.kube;

import dev.strata.exporter.cluster.KubeEventFacts;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.ObjectFacts;
import dev.strata.exporter.config.CustomKind;
import java.util.function.Predicate;

/**
 * One stream of one resource: all of it, or the part that a field selector names.
 *
 * @param fieldSelector as the API takes it, empty for all
 * @param scope which facts of the resource the feed answers for
 * @param optional whether the API comes with something that may be installed, and taken away, at any time
 * @param metadataOnly whether nothing else is asked for
 * @param path of the list over all namespaces
 */
record Feed(
        KubeResource resource,
        String fieldSelector,
        Predicate<ObjectFacts> scope,
        boolean optional,
        boolean metadataOnly,
        String path) {

    private Feed(KubeResource resource, String fieldSelector, Predicate<ObjectFacts> scope) {
        this(
                resource,
                fieldSelector,
                scope,
                !resource.isBuiltIn(),
                false,
                path(resource.apiVersion(), resource.plural()));
    }

    static Feed all(KubeResource resource) {
        return new Feed(resource, "", any -> true);
    }

    /** Names and versions alone. */
    static Feed metadata(KubeResource resource) {
        Feed whole = all(resource);
        return new Feed(resource, "", whole.scope(), whole.optional(), true, whole.path());
    }

    /** One object. */
    static Feed one(KubeResource resource, String namespace, String name) {
        return new Feed(
                resource,
                "metadata.namespace=" + namespace + ",metadata.name=" + name,
                facts -> facts.key().namespace().equals(namespace)
                        && facts.key().name().equals(name));
    }

    /** Secrets of one type. */
    static Feed secrets(String type) {
        return new Feed(KubeResource.SECRETS, "type=" + type, any -> true);
    }

    /** Objects of a kind that no facts of their own are made of. */
    static Feed custom(CustomKind kind) {
        return new Feed(
                KubeResource.CUSTOMRESOURCES,
                "",
                facts -> facts.key().kind().equals(kind.kind()),
                true,
                false,
                path(kind.group() + "/" + kind.version(), kind.plural()));
    }

    /** Of a resource of which only one namespace matters. */
    static Feed inNamespace(KubeResource resource, String namespace) {
        return new Feed(
                resource,
                "metadata.namespace=" + namespace,
                facts -> facts.key().namespace().equals(namespace));
    }

    static Feed warnings() {
        return new Feed(
                KubeResource.EVENTS,
                "type=Warning",
                facts -> facts instanceof KubeEventFacts event && event.type().equals("Warning"));
    }

    static Feed normalEvents(String reason) {
        return new Feed(
                KubeResource.EVENTS,
                "type=Normal,reason=" + reason,
                facts -> facts instanceof KubeEventFacts event
                        && event.type().equals("Normal")
                        && event.reason().equals(reason));
    }

    private static String path(String version, String plural) {
        return (version.contains("/") ? "/apis/" : "/api/") + version + "/" + plural;
    }

    /** For thread names and the log. */
    String label() {
        if (resource == KubeResource.CUSTOMRESOURCES) {
            return path.substring(path.lastIndexOf('/') + 1);
        }
        return fieldSelector.isEmpty() ? resource.id() : resource.id() + "[" + fieldSelector + "]";
    }
}
