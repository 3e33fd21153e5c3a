package dev.strata.exporter.health;

import dev.strata.catalog.Input;
import dev.strata.exporter.cluster.ClusterView;
import dev.strata.exporter.cluster.HpaFacts;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.signal.Baselines;
import java.time.Duration;
import java.time.Instant;

/** How well times and numbers fit an explanation. All factors lie between 0 and 1. */
final class Plausibility {

    /** A cause may be noticed this much later than its effect. */
    private static final Duration SLACK = Duration.ofMinutes(1);

    /** A mean over minutes moves later than the fault behind it. */
    private static final Duration MEASURED_SLACK = Duration.ofMinutes(3);

    /** An autoscaler acts within a few of its rounds. */
    private static final Duration SCALING_SLACK = Duration.ofSeconds(90);

    /** What has been there for long explains something new less and less, down to {@link #OLD}. */
    private static final Duration RECENT = Duration.ofMinutes(30);

    private static final Duration AGED = Duration.ofHours(6);
    private static final double OLD = 0.7;

    /** A dependency that slowed by less than this part of the caller's slowdown is not what the caller waits for. */
    private static final double MIN_GROWTH = 0.1;

    private Plausibility() {}

    /** 0 when the cause began too late. */
    static double ofTimes(Reach cause, Reach effect, Mechanism mechanism) {
        if (mechanism.relation() == Relation.SAME_SUBJECT) {
            return 1;
        }
        if (!cause.finding().sinceKnown() || !effect.finding().sinceKnown()) {
            return 0.95;
        }
        Duration lead =
                Duration.between(cause.finding().since(), effect.finding().since());
        if (lead.plus(slack(mechanism)).isNegative()) {
            return 0;
        }
        if (lead.isNegative()) {
            return 0.9;
        }
        if (lead.compareTo(RECENT) <= 0) {
            return 1;
        }
        double age = (double) (lead.toSeconds() - RECENT.toSeconds()) / (AGED.toSeconds() - RECENT.toSeconds());
        return Math.max(OLD, 1 - age * (1 - OLD));
    }

    /** Whether the slowdown of a called service is large enough for the slowdown of its caller. */
    static double ofNumbers(Reach cause, Reach effect, Mechanism mechanism) {
        if (mechanism.relation() != Relation.CALLS) {
            return 1;
        }
        double callee = cause.evidence("latency_mean_seconds") - cause.evidence(Baselines.EVIDENCE);
        double caller = effect.evidence("latency_p99_seconds") - effect.evidence(Baselines.EVIDENCE);
        boolean comparable = Double.isFinite(callee) && Double.isFinite(caller) && caller > 0;
        return comparable && callee < MIN_GROWTH * caller ? 0.5 : 1;
    }

    /** Whether an autoscaler of one of the effect's workloads added replicas since the cause began. */
    static boolean hasScaledSince(Reach cause, Reach effect, ClusterView cluster) {
        Instant from = cause.finding().since().minus(SCALING_SLACK);
        return effect.own().stream().anyMatch(key -> scaledSince(key, from, cluster));
    }

    private static boolean scaledSince(ObjectKey workload, Instant from, ClusterView cluster) {
        return cluster.hpasOf(workload).stream()
                .map(HpaFacts::lastScaleTime)
                .anyMatch(at -> at != null && !at.isBefore(from));
    }

    private static Duration slack(Mechanism mechanism) {
        if (mechanism.relation() == Relation.SCALED_UP) {
            return SCALING_SLACK;
        }
        return mechanism.cause().input() == Input.PROMETHEUS ? MEASURED_SLACK : SLACK;
    }
}
