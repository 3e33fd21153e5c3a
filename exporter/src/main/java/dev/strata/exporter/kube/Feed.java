package dev.strata.exporter.kube;

import dev.strata.exporter.cluster.KubeEventFacts;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.ObjectFacts;
import java.util.function.Predicate;

/**
 * One stream of one resource: all of it, or the part that a field selector names.
 *
 * @param fieldSelector as the API takes it, empty for all
 * @param scope which facts of the resource the feed answers for
 * @param optional whether the API comes with something that may be installed, and taken away, at any time
 */
record Feed(KubeResource resource, String fieldSelector, Predicate<ObjectFacts> scope, boolean optional) {

    static Feed all(KubeResource resource) {
        return new Feed(resource, "", any -> true, !resource.isBuiltIn());
    }

    /** Of a resource of which only one namespace matters. */
    static Feed inNamespace(KubeResource resource, String namespace) {
        return new Feed(
                resource,
                "metadata.namespace=" + namespace,
                facts -> facts.key().namespace().equals(namespace),
                !resource.isBuiltIn());
    }

    static Feed warnings() {
        return new Feed(
                KubeResource.EVENTS,
                "type=Warning",
                facts -> facts instanceof KubeEventFacts event && event.type().equals("Warning"),
                false);
    }

    static Feed normalEvents(String reason) {
        return new Feed(
                KubeResource.EVENTS,
                "type=Normal,reason=" + reason,
                facts -> facts instanceof KubeEventFacts event
                        && event.type().equals("Normal")
                        && event.reason().equals(reason),
                false);
    }

    /** The path of the list over all namespaces. */
    String path() {
        String version = resource.apiVersion();
        return (version.contains("/") ? "/apis/" : "/api/") + version + "/" + resource.id();
    }

    /** For thread names and the log. */
    String label() {
        return fieldSelector.isEmpty() ? resource.id() : resource.id() + "[" + fieldSelector + "]";
    }
}
