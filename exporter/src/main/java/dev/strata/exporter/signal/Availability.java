package dev.strata.exporter.signal;

import dev.strata.exporter.cluster.ClusterView;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.cluster.PdbFacts;
import dev.strata.exporter.cluster.WorkloadFacts;

/** How many pods a workload may miss before its users are at risk. */
final class Availability {

    private Availability() {}

    /** Whether fewer replicas are available than its disruption budgets and its own update settings allow. */
    static boolean isBelowBudget(ClusterView cluster, ObjectKey workload) {
        return cluster.workload(workload)
                .map(w -> w.replicas().desired() > 0 && w.replicas().available() < floor(cluster, w))
                .orElse(false);
    }

    /** Replicas that may be missing during an update. */
    static int maxUnavailable(WorkloadFacts workload) {
        int desired = workload.replicas().desired();
        String text = workload.rollout().maxUnavailable();
        if (workload.rollout().strategy().equals("Recreate")) {
            return desired;
        }
        return text.isEmpty() ? Math.min(1, desired) : amount(text, desired);
    }

    /** Replicas that must be available: the strictest budget, else what an update would leave. */
    private static int floor(ClusterView cluster, WorkloadFacts workload) {
        var budgets = cluster.pdbsOf(workload.key());
        if (budgets.isEmpty()) {
            return Math.max(1, workload.replicas().desired() - maxUnavailable(workload));
        }
        int floor = 0;
        for (PdbFacts budget : budgets) {
            floor = Math.max(floor, floor(budget, workload.replicas().desired()));
        }
        return floor;
    }

    /** From the spec and not from the status, which lags and counts what other workloads bring. */
    private static int floor(PdbFacts budget, int desired) {
        if (!budget.minAvailable().isEmpty()) {
            return Math.min(desired, roundedUp(budget.minAvailable(), desired));
        }
        if (!budget.maxUnavailable().isEmpty()) {
            return desired - Math.min(desired, roundedUp(budget.maxUnavailable(), desired));
        }
        return desired;
    }

    /** Absolute, or a percentage rounded down as the Deployment controller does for maxUnavailable. */
    private static int amount(String text, int total) {
        return Math.min(total, (int) Math.floor(fraction(text, total)));
    }

    /** A percentage rounded up, as the disruption controller does. */
    private static int roundedUp(String text, int total) {
        return (int) Math.ceil(fraction(text, total));
    }

    private static double fraction(String text, int total) {
        try {
            return text.endsWith("%")
                    ? Double.parseDouble(text.substring(0, text.length() - 1)) / 100 * total
                    : Double.parseDouble(text);
        } catch (NumberFormatException malformed) {
            return 0;
        }
    }
}
