package dev.strata.exporter.signal;

import dev.strata.catalog.PreparednessSignals;
import dev.strata.catalog.Severity;
import dev.strata.catalog.Signal;
import dev.strata.exporter.cluster.GatewayFacts;
import dev.strata.exporter.cluster.KubeCondition;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.RouteFacts;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A Gateway, or a listener of it, that is not in effect, or a route that its Gateway has not taken. */
final class GatewayNotProgrammedEvaluator extends ObjectEvaluator {

    private static final Signal SIGNAL = PreparednessSignals.GATEWAY_NOT_PROGRAMMED;
    private static final Set<String> NEEDED = Set.of("Accepted", "Programmed", "ResolvedRefs");

    GatewayNotProgrammedEvaluator() {
        super(
                SIGNAL,
                List.of(
                        new Kind<>(KubeResource.GATEWAYS, GatewayFacts.class, GatewayNotProgrammedEvaluator::gateway),
                        new Kind<>(KubeResource.HTTPROUTES, RouteFacts.class, GatewayNotProgrammedEvaluator::route),
                        new Kind<>(KubeResource.GRPCROUTES, RouteFacts.class, GatewayNotProgrammedEvaluator::route)));
    }

    private static @Nullable Draft gateway(GatewayFacts gateway) {
        Stream<KubeCondition> all = Stream.concat(
                gateway.conditions().stream(),
                gateway.listeners().stream().flatMap(listener -> listener.conditions().stream()));
        KubeCondition wrong = first(all);
        return wrong == null
                ? null
                : bad(SIGNAL, gateway, Severity.WARNING, Slugs.of(wrong.type()) + "_" + Slugs.of(wrong.reason()))
                        .since(wrong.since());
    }

    private static @Nullable Draft route(RouteFacts route) {
        KubeCondition wrong = first(route.parents().stream().flatMap(parent -> parent.conditions().stream()));
        if (wrong == null) {
            return null;
        }
        Draft draft = bad(SIGNAL, route, Severity.WARNING, Slugs.of(wrong.type()) + "_" + Slugs.of(wrong.reason()))
                .since(wrong.since());
        route.backends().forEach(backend -> draft.affects(backend.service()));
        return draft;
    }

    private static @Nullable KubeCondition first(Stream<KubeCondition> conditions) {
        return conditions
                .filter(condition -> NEEDED.contains(condition.type()) && condition.isFalse())
                .findFirst()
                .orElse(null);
    }
}
