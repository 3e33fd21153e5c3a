package dev.strata.exporter.signal;

import dev.strata.exporter.cluster.ClusterView;
import dev.strata.exporter.cluster.ObjectKey;
import java.util.Optional;
import java.util.Set;

/**
 * What a client's host name means. A name without a dot is a Service of the caller's namespace, as the resolver's search
 * list has it; {@code name.namespace} is a Service if there is one; a name below {@code svc} always is. Everything else
 * lies outside the cluster and is an {@code ExternalHost} without a namespace, one for all its callers.
 */
final class CalledHost {

    static final String EXTERNAL = "ExternalHost";

    private static final Set<String> NOWHERE = Set.of("", "none", "unknown", "localhost", "127.0.0.1", "[::1]", "::1");

    private CalledHost() {}

    /** The called subject, empty for the caller itself, its own pod and names that say nothing. */
    static Optional<ObjectKey> resolve(String host, ObjectKey caller, ClusterView cluster) {
        String name = withoutPort(host);
        if (NOWHERE.contains(name)) {
            return Optional.empty();
        }
        ObjectKey called = resolveName(name, caller.namespace(), cluster);
        return called.equals(caller) ? Optional.empty() : Optional.of(called);
    }

    private static ObjectKey resolveName(String name, String namespace, ClusterView cluster) {
        String[] labels = name.split("\\.", -1);
        for (int i = 2; i < labels.length; i++) {
            if (labels[i].equals("svc")) {
                return service(labels[i - 1], labels[i - 2]);
            }
        }
        if (labels.length == 1 && !name.contains(":")) {
            return service(namespace, name);
        }
        if (labels.length == 2 && cluster.service(labels[1], labels[0]).isPresent()) {
            return service(labels[1], labels[0]);
        }
        return ObjectKey.of(EXTERNAL, name);
    }

    private static ObjectKey service(String namespace, String name) {
        return new ObjectKey("Service", namespace, name);
    }

    private static String withoutPort(String host) {
        String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        int colon = name.lastIndexOf(':');
        boolean hasPort = (colon > 0 && name.indexOf(':') == colon) || name.contains("]:");
        return hasPort ? name.substring(0, colon) : name;
    }
}
