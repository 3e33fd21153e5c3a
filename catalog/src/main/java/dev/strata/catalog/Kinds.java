package dev.strata.catalog;

import java.util.List;

/** Kinds that many signals have as subjects; apart from the signals, which are made from it. */
final class Kinds {

    static final List<String> WORKLOADS =
            List.of("Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "Job", "CronJob");

    private Kinds() {}
}
