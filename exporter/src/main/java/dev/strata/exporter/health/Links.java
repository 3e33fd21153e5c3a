package dev.strata.exporter.health;

import dev.strata.catalog.Severity;
import dev.strata.catalog.Verdict;
import dev.strata.exporter.cluster.ClusterView;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.signal.CallGraph;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds for one finding all those that may explain it, by the objects they have in common. */
final class Links {

    /** A cause of everything must show in this part of everything. */
    private static final double UNIVERSAL_SHARE = 0.2;

    /** A held cause is an old one. */
    private static final double STALE = 0.85;

    /** What a cause that began clearly later than its rival is worth. */
    private static final double LATER = 0.85;

    /** What a step between the real cause and the effect is worth. */
    private static final double BETWEEN = 0.7;

    /** Of causes of one kind only the largest are weighed, so that a lost zone stays cheap. */
    private static final int MOST_OF_A_KIND = 5;

    /** An answer by more replicas must account for this part of the pods that wait. */
    private static final double MOSTLY = 0.5;

    private static final Duration CLEARLY = Duration.ofMinutes(1);

    private final ClusterView cluster;
    private final List<SignalTally> tallies;
    private final CallGraph calls;
    private final Map<FindingId, Reach> reaches = new LinkedHashMap<>();
    private final Map<FindingId, Map<ObjectKey, Double>> calledBelow = new HashMap<>();
    private final Map<ObjectKey, List<Reach>> byObject = new HashMap<>();
    private final Map<String, List<Reach>> bySignal = new HashMap<>();

    /** Of findings that fire or are about to. */
    Links(Collection<Finding> findings, List<SignalTally> tallies, CallGraph calls, ClusterView cluster) {
        this.cluster = cluster;
        this.tallies = tallies;
        this.calls = calls;
        for (Finding finding : findings) {
            Reach reach = Reach.of(finding, cluster);
            reaches.put(finding.id(), reach);
            if (finding.severity() == Severity.INFORMATION) {
                continue;
            }
            bySignal.computeIfAbsent(finding.id().signal(), s -> new ArrayList<>())
                    .add(reach);
            Set<ObjectKey> keys = new HashSet<>(reach.own());
            keys.addAll(reach.harmed());
            keys.forEach(
                    key -> byObject.computeIfAbsent(key, k -> new ArrayList<>()).add(reach));
        }
    }

    /** All explanations of each finding, the best first; every finding has an entry. */
    Map<FindingId, List<Link>> all() {
        Map<FindingId, List<Link>> links = new HashMap<>();
        reaches.values().forEach(effect -> links.put(effect.id(), to(effect)));
        var raw = new HashMap<>(links);
        links.replaceAll((id, found) -> weighed(found, raw));
        return links;
    }

    private List<Link> to(Reach effect) {
        var links = new ArrayList<Link>();
        for (Mechanism mechanism : Mechanism.ALL) {
            if (!mechanism.effects().contains(effect.id().signal())) {
                continue;
            }
            for (String signal : mechanism.causes()) {
                if (!bySignal.containsKey(signal)) {
                    continue;
                }
                List<Link> group = candidates(signal, effect, mechanism).stream()
                        .filter(cause -> !cause.id().equals(effect.id()))
                        .filter(cause -> Depth.of(cause.id()) < Depth.of(effect.id())
                                || cause.id().signal().equals(effect.id().signal())
                                || !mechanism.followsDepth(signal, effect.id().signal()))
                        .map(cause -> new Link(cause, effect, mechanism, share(cause, effect, mechanism), 0, 0))
                        .filter(link -> link.share() > 0)
                        .toList();
                links.addAll(rated(group, mechanism));
            }
        }
        return links;
    }

    private Collection<Reach> candidates(String signal, Reach effect, Mechanism mechanism) {
        List<Reach> ofSignal = bySignal.getOrDefault(signal, List.of());
        if (ofSignal.isEmpty() || mechanism.relation().isOfTheCluster()) {
            return ofSignal;
        }
        var found = new LinkedHashMap<FindingId, Reach>();
        Set<ObjectKey> keys = switch (mechanism.relation()) {
            case BACKING_PODS -> effect.backing().keySet();
            case CALLED_PODS -> called(effect).keySet();
            default -> effect.own();
        };
        for (ObjectKey key : keys) {
            byObject.getOrDefault(key, List.of()).stream()
                    .filter(reach -> reach.id().signal().equals(signal))
                    .forEach(reach -> found.put(reach.id(), reach));
        }
        return found.values();
    }

    private double share(Reach cause, Reach effect, Mechanism mechanism) {
        return switch (mechanism.relation()) {
            case FAILING_PODS -> part(effect.failing(), cause.own());
            case BACKING_PODS -> accounted(part(effect.backing(), cause.id().subject()), effect);
            case CALLED_PODS -> called(effect).getOrDefault(cause.id().subject(), 0.0);
            case LOST_CAPACITY -> yes(effect.finding().reasons().contains("nodes_not_ready"));
            case SAME_SUBJECT -> yes(cause.id().subject().equals(effect.id().subject()));
            case TOUCHES -> yes(cause.touches(effect));
            case SHORTAGE -> effect.own().contains(cause.id().subject()) ? shortage(cause) : 0;
            case IMPAIRS -> cause.touches(effect) ? impairment(cause) : 0;
            case STRANDED -> yes(isStranded(cause, effect));
            case ANYWHERE -> 1;
            case CALLS -> yes(effect.isHarmedBy(cause));
            case SCALED_UP -> scaledUp(cause, effect);
            case HIGHER_LAYER -> yes(cause.id().layer().compareTo(effect.id().layer()) < 0 && cause.touches(effect));
            case UNIVERSAL -> universal(cause, mechanism);
        };
    }

    /** Several causes of one kind count together, such as the nodes of a zone; each by its part. */
    private static List<Link> rated(List<Link> group, Mechanism mechanism) {
        double sum = Math.min(1, group.stream().mapToDouble(Link::share).sum());
        double largest = group.stream().mapToDouble(Link::share).max().orElse(1);
        return group.stream()
                .map(link -> link.with(
                        mechanism.confidence()
                                * weight(mechanism.relation(), sum, link.share())
                                * (0.6 + 0.4 * link.share() / largest)
                                * Plausibility.ofTimes(link.cause(), link.effect(), mechanism)
                                * Plausibility.ofNumbers(link.cause(), link.effect(), mechanism)
                                * (link.cause().finding().held() ? STALE : 1)
                                * (link.cause().evidence(Partial.EVIDENCE) > 0 ? Partial.WORTH : 1),
                        0))
                .filter(link -> link.confidence() > 0)
                .sorted(Link.BEST_FIRST)
                .limit(MOST_OF_A_KIND)
                .toList();
    }

    private static double weight(Relation relation, double sum, double own) {
        return switch (relation) {
            case FAILING_PODS -> Math.min(1, 0.3 + 0.9 * sum);
            case BACKING_PODS, CALLED_PODS -> Math.min(1, 0.37 + 0.9 * sum);
            case SHORTAGE -> Math.min(1, 0.4 + own);
            case UNIVERSAL -> Math.min(1, 0.6 + own);
            case IMPAIRS -> Math.min(1, 0.75 + own);
            case ANYWHERE, STRANDED, LOST_CAPACITY, SAME_SUBJECT, TOUCHES, CALLS, SCALED_UP, HIGHER_LAYER -> 1;
        };
    }

    /** Rivals compared: a step on the way gives way to what is behind it, a later start to an earlier one. */
    private static List<Link> weighed(List<Link> links, Map<FindingId, List<Link>> all) {
        var weighed = new ArrayList<Link>();
        for (Link link : links) {
            double factor = 1;
            for (Link rival : links) {
                if (rival.cause().id().equals(link.cause().id()) || rival.confidence() < Finding.EXPLAINED) {
                    continue;
                }
                if (explains(rival, link, all)) {
                    factor = Math.min(factor, BETWEEN);
                } else if (!explains(link, rival, all) && isClearlyLater(link, rival)) {
                    factor = Math.min(factor, LATER);
                }
            }
            weighed.add(link.weakened(factor));
        }
        weighed.sort(Link.BEST_FIRST);
        return weighed;
    }

    private static boolean explains(Link cause, Link step, Map<FindingId, List<Link>> all) {
        return all.getOrDefault(step.cause().id(), List.of()).stream()
                .anyMatch(l -> l.cause().id().equals(cause.cause().id()) && l.confidence() >= Finding.EXPLAINED);
    }

    private static boolean isClearlyLater(Link link, Link rival) {
        Finding mine = link.cause().finding();
        Finding other = rival.cause().finding();
        return mine.sinceKnown()
                && other.sinceKnown()
                && !mine.id().signal().equals(other.id().signal())
                && mine.since().isAfter(other.since().plus(CLEARLY));
    }

    /** The largest share of its subjects that one of the signals has struck since the cause began. */
    private double universal(Reach cause, Mechanism mechanism) {
        double largest = 0;
        for (String signal : mechanism.effects()) {
            long subjects = tallies.stream()
                    .filter(tally -> tally.signal().id().equals(signal))
                    .mapToInt(tally -> tally.counts().values().stream()
                            .mapToInt(Integer::intValue)
                            .sum())
                    .sum();
            long struck = bySignal.getOrDefault(signal, List.of()).stream()
                    .filter(reach -> reach.finding().verdict() != Verdict.PENDING)
                    .filter(reach -> !reach.finding()
                            .since()
                            .isBefore(cause.finding().since().minus(CLEARLY)))
                    .count();
            largest = Math.max(largest, subjects == 0 ? 0 : (double) struck / subjects);
        }
        return largest >= UNIVERSAL_SHARE ? largest : 0;
    }

    /** A volume can be at one node only, and that one is gone. */
    private boolean isStranded(Reach cause, Reach effect) {
        Set<String> signs = Set.of("multi_attach", "volume_attach");
        return effect.finding().reasons().stream().anyMatch(signs::contains)
                && cluster.podsOf(effect.id().subject()).stream()
                        .anyMatch(pod ->
                                pod.nodeName().equals(cause.id().subject().name()));
    }

    /** Nodes below the Services that the effect's own Services call: the largest part of one of them that is there. */
    private Map<ObjectKey, Double> called(Reach effect) {
        return calledBelow.computeIfAbsent(effect.id(), id -> {
            var parts = new HashMap<ObjectKey, Double>();
            effect.own().stream()
                    .filter(key -> key.kind().equals("Service"))
                    .flatMap(service -> calls.callees(service).stream())
                    .filter(callee -> callee.kind().equals("Service"))
                    .map(callee -> Reach.backing(cluster.workloadsBehind(callee), cluster))
                    .forEach(nodes -> nodes.keySet().forEach(node -> parts.merge(node, part(nodes, node), Math::max)));
            return parts;
        });
    }

    /** Where a third of the requests fail, the loss of a third of the pods accounts for all of them. */
    private static double accounted(double part, Reach effect) {
        double errors = effect.evidence("error_ratio");
        return errors > 0 && part > 0 ? Math.max(part, Math.min(1, part / errors)) : part;
    }

    /** The part of the waiting pods that belong to what an autoscaler has made larger since. */
    private double scaledUp(Reach cause, Reach effect) {
        if (!effect.isHarmedBy(cause)) {
            return 0;
        }
        List<ObjectKey> owners = effect.failing().stream()
                .flatMap(key -> cluster.pod(key).stream())
                .map(cluster::ownerOf)
                .toList();
        long scaled = owners.stream()
                .filter(owner -> cause.harmed().contains(owner) && Plausibility.hasScaledSince(cause, owner, cluster))
                .count();
        double share = owners.isEmpty() ? 0 : (double) scaled / owners.size();
        return share >= MOSTLY ? share : 0;
    }

    /** The part of the replicas that the cause takes away, a little at least; all where it does not count them. */
    private static double impairment(Reach cause) {
        double desired = cause.evidence("desired_replicas");
        if (!(desired > 0)) {
            return 1;
        }
        double struck = Math.max(0, desired - cause.evidence("available_replicas"));
        for (String count : List.of("affected_pods", "crashing_pods")) {
            double pods = cause.evidence(count);
            struck = pods > struck ? pods : struck;
        }
        return Math.max(0.05, Math.min(1, struck / desired));
    }

    private static double shortage(Reach cause) {
        double desired = cause.evidence("desired_replicas");
        double pending = cause.evidence("pending_pods");
        double missing = Double.isNaN(pending) ? desired - cause.evidence("available_replicas") : pending;
        return desired > 0 && missing > 0 ? Math.min(1, missing / desired) : 0;
    }

    private static double part(Set<ObjectKey> failing, Set<ObjectKey> culprits) {
        long hit = failing.stream().filter(culprits::contains).count();
        return failing.isEmpty() ? 0 : (double) hit / failing.size();
    }

    private static double part(Map<ObjectKey, Integer> backing, ObjectKey node) {
        int all = backing.values().stream().mapToInt(Integer::intValue).sum();
        return all == 0 ? 0 : (double) backing.getOrDefault(node, 0) / all;
    }

    private static double yes(boolean holds) {
        return holds ? 1 : 0;
    }
}
