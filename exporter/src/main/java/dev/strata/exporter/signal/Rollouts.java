package dev.strata.exporter.signal;

import dev.strata.exporter.cluster.KubeCondition;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.WorkloadFacts;

/** Where an update of a workload stands, from its own status. */
final class Rollouts {

    private Rollouts() {}

    /** Some replicas are not of the newest template yet, or old ones are still there. */
    static boolean isUnderWay(WorkloadFacts workload) {
        WorkloadFacts.Replicas replicas = workload.replicas();
        WorkloadFacts.Rollout rollout = workload.rollout();
        if (rollout.strategy().equals("OnDelete")) {
            return false;
        }
        if (workload.meta().generation() > workload.observedGeneration()) {
            return true;
        }
        if (workload.resource() == KubeResource.STATEFULSETS) {
            return !rollout.updateRevision().equals(rollout.currentRevision())
                    && replicas.updated() < replicas.desired() - rollout.partition();
        }
        if (workload.resource() == KubeResource.DAEMONSETS) {
            return replicas.updated() < replicas.desired();
        }
        return replicas.current() > replicas.updated() || isProgressing(workload);
    }

    /** A Deployment whose pods cannot be made. */
    static boolean isBlocked(WorkloadFacts workload) {
        return workload.condition("ReplicaFailure")
                .filter(KubeCondition::isTrue)
                .isPresent();
    }

    /** A Deployment that has passed its progress deadline. */
    static boolean hasFailed(WorkloadFacts workload) {
        return workload.condition("Progressing")
                .filter(c -> c.isFalse() && c.reason().equals("ProgressDeadlineExceeded"))
                .isPresent();
    }

    /** The newest ReplicaSet has not come up completely since it was made. */
    private static boolean isProgressing(WorkloadFacts workload) {
        return workload.condition("Progressing")
                .filter(c -> c.isTrue()
                        && (c.reason().equals("NewReplicaSetCreated")
                                || c.reason().equals("ReplicaSetUpdated")))
                .isPresent();
    }
}
