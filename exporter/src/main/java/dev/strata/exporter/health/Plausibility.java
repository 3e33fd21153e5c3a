package dev.strata.exporter.health;

import dev.strata.catalog.Input;
import dev.strata.catalog.Signals;
import dev.strata.exporter.cluster.ClusterView;
import dev.strata.exporter.cluster.HpaFacts;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.signal.Baselines;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/** How well times and numbers fit an explanation. All factors lie between 0 and 1. */
final class Plausibility {

    /** A cause may be noticed this much later than its effect. */
    private static final Duration SLACK = Duration.ofMinutes(1);

    /** A mean over minutes moves later than the fault behind it. */
    private static final Duration MEASURED_SLACK = Duration.ofMinutes(3);

    /** What only shows by repeating itself is noticed late. */
    private static final Duration REPEATED_SLACK = Duration.ofMinutes(10);

    private static final Set<String> REPEATED =
            Set.of("node_readiness_flapping", "endpoints_flapping", "node_evictions", "probe_killing", "oom_killed");

    /** An autoscaler acts within a few of its rounds. */
    private static final Duration SCALING_SLACK = Duration.ofSeconds(90);

    /** What has been there for long explains something new less and less, down to {@link #OLD}. */
    private static final Duration RECENT = Duration.ofMinutes(30);

    private static final Duration AGED = Duration.ofHours(6);
    private static final double OLD = 0.7;

    /**
     * A dependency whose mean slowed by this part of its caller's p99 is all that the caller waits for; one that did
     * not slow at all would be worth {@link #NO_GROWTH}.
     */
    private static final double FULL_GROWTH = 0.2;

    private static final double NO_GROWTH = 0.5;

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
        if (lead.plus(slack(cause, mechanism)).isNegative()) {
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
        if (!comparable) {
            return 1;
        }
        double part = Math.max(0, Math.min(1, callee / caller / FULL_GROWTH));
        return NO_GROWTH + (1 - NO_GROWTH) * part;
    }

    /** Whether an autoscaler of the workload changed its replicas since the cause began. */
    static boolean hasScaledSince(Reach cause, ObjectKey workload, ClusterView cluster) {
        Instant from = cause.finding().since().minus(SCALING_SLACK);
        return cluster.hpasOf(workload).stream()
                .map(HpaFacts::lastScaleTime)
                .anyMatch(at -> at != null && !at.isBefore(from));
    }

    private static Duration slack(Reach cause, Mechanism mechanism) {
        if (mechanism.relation() == Relation.SCALED_UP) {
            return SCALING_SLACK;
        }
        if (REPEATED.contains(cause.id().signal())) {
            return REPEATED_SLACK;
        }
        boolean measured = Signals.byId(cause.id().signal())
                .filter(signal -> signal.input() != Input.KUBERNETES)
                .isPresent();
        return measured ? MEASURED_SLACK : SLACK;
    }
}
