package dev.strata.exporter.cluster;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A NetworkPolicy.
 *
 * @param pods that it is about; the empty selector takes all of the namespace
 * @param limitsIngress whether what {@code ingress} does not let in is kept out
 * @param limitsEgress as {@code limitsIngress}
 */
public record NetworkPolicyFacts(
        KubeMeta meta,
        KubeSelector pods,
        boolean limitsIngress,
        boolean limitsEgress,
        List<Rule> ingress,
        List<Rule> egress)
        implements ObjectFacts {

    /**
     * What is let through.
     *
     * @param peers with whom; empty for everybody
     * @param ports empty for all
     */
    public record Rule(List<Peer> peers, List<Port> ports) {

        public Rule {
            peers = List.copyOf(peers);
            ports = List.copyOf(ports);
        }
    }

    /**
     * Some ports of pods.
     *
     * @param protocol {@code TCP}, {@code UDP} or {@code SCTP}
     * @param port number or name, empty for all
     * @param last of a range, 0 for none
     */
    public record Port(String protocol, String port, int last) {}

    /**
     * Some pods, or some addresses.
     *
     * @param namespaces null for the policy's own
     * @param pods null for all of these namespaces
     * @param cidr empty for pods
     * @param except addresses within {@code cidr} that are left out
     */
    public record Peer(
            @Nullable KubeSelector namespaces, @Nullable KubeSelector pods, String cidr, List<String> except) {

        public Peer {
            except = List.copyOf(except);
        }
    }

    public NetworkPolicyFacts {
        ingress = List.copyOf(ingress);
        egress = List.copyOf(egress);
    }

    @Override
    public KubeResource resource() {
        return KubeResource.NETWORKPOLICIES;
    }
}
