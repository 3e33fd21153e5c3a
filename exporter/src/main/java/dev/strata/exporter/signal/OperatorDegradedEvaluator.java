package dev.strata.exporter.signal;

import dev.strata.catalog.PreparednessSignals;
import dev.strata.catalog.Severity;
import dev.strata.catalog.Signal;
import dev.strata.exporter.cluster.ConditionedFacts;
import dev.strata.exporter.cluster.CustomDefinitionFacts;
import dev.strata.exporter.cluster.GatewayClassFacts;
import dev.strata.exporter.cluster.KubeCondition;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.ObjectFacts;
import dev.strata.exporter.cluster.ScaledObjectFacts;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An object that its operator says is not as it shall be: kinds of a list with known polarity, and those that somebody asked
 * to be watched. A condition that is not listed is not judged; what is suspended or paused is left alone.
 */
final class OperatorDegradedEvaluator extends ObjectEvaluator {

    private static final Signal SIGNAL = PreparednessSignals.OPERATOR_DEGRADED;
    private static final Set<String> GOOD = Set.of("Ready", "Available", "Established", "NamesAccepted", "Accepted");
    private static final Set<String> BAD = Set.of("Degraded", "Stalled", "Failing", "Fallback");

    OperatorDegradedEvaluator() {
        super(
                SIGNAL,
                List.of(
                        new Kind<>(
                                KubeResource.SCALEDOBJECTS,
                                ScaledObjectFacts.class,
                                scaled -> scaled.paused() ? null : judge(scaled, scaled.conditions())),
                        new Kind<>(
                                KubeResource.GATEWAYCLASSES,
                                GatewayClassFacts.class,
                                kind -> judge(kind, kind.conditions())),
                        new Kind<>(
                                KubeResource.CUSTOMRESOURCEDEFINITIONS,
                                CustomDefinitionFacts.class,
                                kind -> judge(kind, kind.conditions())),
                        new Kind<>(
                                KubeResource.CUSTOMRESOURCES,
                                ConditionedFacts.class,
                                custom -> custom.suspended() ? null : judge(custom, custom.conditions()))));
    }

    private static @Nullable Draft judge(ObjectFacts object, List<KubeCondition> conditions) {
        Optional<KubeCondition> wrong = conditions.stream()
                .filter(condition -> (GOOD.contains(condition.type()) && condition.isFalse())
                        || (BAD.contains(condition.type()) && condition.isTrue()))
                .filter(condition -> !condition.reason().equals("Installing"))
                .findFirst();
        return wrong.map(condition -> bad(
                                SIGNAL,
                                object,
                                Severity.WARNING,
                                (condition.isTrue() ? "" : "not_") + Slugs.of(condition.type()))
                        .since(condition.since())
                        .reason(condition.reason().isEmpty() ? "no_reason" : Slugs.of(condition.reason())))
                .orElse(null);
    }
}
