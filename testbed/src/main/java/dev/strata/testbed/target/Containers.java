package dev.strata.testbed.target;

import dev.strata.testbed.target.Inventory.Container;
import dev.strata.testbed.target.Inventory.Pod;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The handles of containers, by namespace, workload and container; those that were not asked for do the ordinary. */
final class Containers {
    private static final double BARE_BYTES = 64 << 20;
    private static final double BARE_CORES = 0.02;

    private record Key(String namespace, String workload, String container) {
        boolean fits(Pod pod, Container it) {
            return namespace.equals(pod.namespace())
                    && container.equals(it.name())
                    && (pod.name().equals(workload) || pod.name().startsWith(workload + "-"));
        }
    }

    private final Map<Key, ContainerTarget> said = new ConcurrentHashMap<>();

    ContainerTarget of(String namespace, String workload, String container) {
        return said.computeIfAbsent(new Key(namespace, workload, container), it -> new ContainerTarget());
    }

    ContainerTarget of(Pod pod, Container container) {
        return said.entrySet().stream()
                .filter(it -> it.getKey().fits(pod, container))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseGet(ContainerTarget::new);
    }

    void pass(double seconds) {
        said.values().forEach(it -> it.pass(seconds));
    }

    /** A third of the request, breathing a little, each pod in its own time; never above a limit. */
    static Usage usage(Pod pod, Container container, ContainerTarget target, double now) {
        double breath = 1 + 0.15 * Math.sin(now / 97 + pod.uid().hashCode() % 100);
        double cores = container.cpuRequest() > 0 ? container.cpuRequest() / 3 : BARE_CORES;
        double bytes = container.memoryRequest() > 0 ? container.memoryRequest() * 0.6 : BARE_BYTES;
        return new Usage(
                atMost(container.cpuLimit(), target.cores().orElse(cores * breath)),
                atMost(container.memoryLimit(), target.bytes().orElse(bytes * (1 + (breath - 1) / 5))));
    }

    private static double atMost(double limit, double value) {
        return limit > 0 ? Math.min(limit, value) : value;
    }
}
