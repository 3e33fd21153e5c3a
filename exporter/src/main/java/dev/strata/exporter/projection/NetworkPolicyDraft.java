package dev.strata.exporter.projection;

import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.NetworkPolicyFacts;
import dev.strata.exporter.cluster.NetworkPolicyFacts.Peer;
import dev.strata.exporter.cluster.NetworkPolicyFacts.Rule;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A NetworkPolicy. */
final class NetworkPolicyDraft implements Draft {

    private final MetaDraft meta = new MetaDraft();
    private final SelectorDraft pods = new SelectorDraft();
    private final List<String> types = new ArrayList<>(2);
    private final List<RuleDraft> ingress = new ArrayList<>(1);
    private final List<RuleDraft> egress = new ArrayList<>(1);

    private static final class PeerDraft {
        private @Nullable SelectorDraft namespaces;
        private @Nullable SelectorDraft pods;
        private String cidr = "";
        private final List<String> except = new ArrayList<>(0);

        Peer facts(MetaDraft meta) {
            return new Peer(
                    namespaces == null ? null : namespaces.facts(meta),
                    pods == null ? null : pods.facts(meta),
                    cidr,
                    except);
        }
    }

    private static final class PortDraft {
        private String protocol = "TCP";
        private String port = "";
        private long last;
    }

    private static final class RuleDraft {
        private final List<PeerDraft> peers = new ArrayList<>(1);
        private final List<PortDraft> ports = new ArrayList<>(1);

        static Fields<RuleDraft> fields(String peers) {
            var peer = new Fields<PeerDraft>()
                    .part("namespaceSelector", p -> p.namespaces = new SelectorDraft(), SelectorDraft.FIELDS)
                    .part("podSelector", p -> p.pods = new SelectorDraft(), SelectorDraft.FIELDS)
                    .within(
                            "ipBlock",
                            new Fields<PeerDraft>()
                                    .word("cidr", (p, v) -> p.cidr = v)
                                    .texts("except", (p, v) -> p.except.add(v)));
            var port = new Fields<PortDraft>()
                    .word("protocol", (p, v) -> p.protocol = v)
                    .word("port", (p, v) -> p.port = v)
                    .whole("endPort", (p, v) -> p.last = v);
            return new Fields<RuleDraft>()
                    .parts(peers, r -> Drafts.added(r.peers, new PeerDraft()), peer)
                    .parts("ports", r -> Drafts.added(r.ports, new PortDraft()), port);
        }

        Rule facts(MetaDraft meta) {
            return new Rule(
                    peers.stream().map(peer -> peer.facts(meta)).toList(),
                    ports.stream()
                            .map(port ->
                                    new NetworkPolicyFacts.Port(port.protocol, port.port, Drafts.clamped(port.last)))
                            .toList());
        }
    }

    static Fields<NetworkPolicyDraft> fields(Fields<MetaDraft> meta) {
        return new Fields<NetworkPolicyDraft>()
                .part("metadata", d -> d.meta, meta)
                .within(
                        "spec",
                        new Fields<NetworkPolicyDraft>()
                                .part("podSelector", d -> d.pods, SelectorDraft.FIELDS)
                                .texts("policyTypes", (d, v) -> d.types.add(v))
                                .parts(
                                        "ingress",
                                        d -> Drafts.added(d.ingress, new RuleDraft()),
                                        RuleDraft.fields("from"))
                                .parts("egress", d -> Drafts.added(d.egress, new RuleDraft()), RuleDraft.fields("to")));
    }

    @Override
    public MetaDraft meta() {
        return meta;
    }

    /** Where it names no types, it is about what comes in, and about what goes out if it says something of that. */
    @Override
    public NetworkPolicyFacts facts(KubeResource resource) {
        return new NetworkPolicyFacts(
                meta.facts(resource),
                pods.facts(meta),
                types.isEmpty() || types.contains("Ingress"),
                types.isEmpty() ? !egress.isEmpty() : types.contains("Egress"),
                ingress.stream().map(rule -> rule.facts(meta)).toList(),
                egress.stream().map(rule -> rule.facts(meta)).toList());
    }
}
