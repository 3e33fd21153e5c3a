package dev.strata.exporter.cluster;

import java.util.List;

/**
 * What a pod template says beside labels, images and requests: how it prepares its pods for life.
 *
 * @param serviceAccount empty for the namespace's default one
 * @param mountsToken whether pods get the service account's token, as far as the template says
 * @param graceSeconds how long a pod may take to end
 * @param spread whether it says how pods are to be spread over nodes or zones
 * @param references ConfigMaps, Secrets and claims that pods cannot start without
 */
public record TemplateFacts(
        String serviceAccount,
        boolean mountsToken,
        int graceSeconds,
        boolean spread,
        List<Container> containers,
        List<Reference> references) {

    public static final TemplateFacts NONE = new TemplateFacts("", true, 30, false, List.of(), List.of());

    /**
     * A container, init containers left out.
     *
     * @param requests names of resources that it requests
     * @param limits names of resources that it has limits for
     * @param ports that it names
     * @param probes how it is looked after
     */
    public record Container(
            String name, String image, List<String> requests, List<String> limits, List<Port> ports, Probes probes) {

        public Container {
            requests = List.copyOf(requests);
            limits = List.copyOf(limits);
            ports = List.copyOf(ports);
        }
    }

    /** A port of a container; the name is empty where it has none. */
    public record Port(String name, int number) {}

    /**
     * Probes and hooks.
     *
     * @param same whether readiness and liveness ask the same
     * @param startSeconds how long it may take to start before it is killed; 0 for no limit
     */
    public record Probes(boolean readiness, boolean liveness, boolean same, int startSeconds, boolean preStop) {}

    /** Something of the same namespace; {@code kind} is {@code ConfigMap}, {@code Secret} or the claim's. */
    public record Reference(String kind, String name) {}

    public TemplateFacts {
        containers = List.copyOf(containers);
        references = List.copyOf(references);
    }
}
