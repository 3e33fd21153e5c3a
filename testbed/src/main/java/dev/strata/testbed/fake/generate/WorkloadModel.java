package dev.strata.testbed.fake.generate;

import dev.strata.testbed.fake.template.Bound;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A workload with all that belongs to it; its pods change, the rest is fixed but for counters. */
final class WorkloadModel {

    enum Kind {
        DEPLOYMENT("deployments"),
        STATEFUL_SET("statefulsets"),
        DAEMON_SET("daemonsets"),
        CRON_JOB("cronjobs");

        private final String resource;

        Kind(String resource) {
            this.resource = resource;
        }

        String resource() {
            return resource;
        }
    }

    /** Who it is. */
    record Identity(Kind kind, String namespace, String app, String team, String uid, Instant created) {}

    /**
     * What its pods are made of.
     *
     * @param hash of the pod template; {@code replicaSet} is the uid of the ReplicaSet, or of what else owns the pods
     * @param fields the managed fields of the containers, as JSON
     */
    record Make(
            String hash, String replicaSet, String version, List<Bound> containers, List<String> names, String fields) {
        Make {
            containers = List.copyOf(containers);
            names = List.copyOf(names);
        }
    }

    final Identity identity;
    final Make make;
    final List<PodModel> pods = new ArrayList<>();
    final List<String> slices = new ArrayList<>();
    int generation = 1;
    int maxReplicas;
    String serviceUid = "";
    String autoscalerUid = "";
    String budgetUid = "";
    private final int firstSuffix;
    private int suffixes;

    /** A workload without pods; where its suffixes begin is drawn. */
    WorkloadModel(Identity identity, Make make, int firstSuffix) {
        this.identity = identity;
        this.make = make;
        this.firstSuffix = firstSuffix;
    }

    /** A suffix for a name that nothing else of this workload has had. */
    String suffix() {
        suffixes++;
        return Words.suffix(firstSuffix, suffixes);
    }

    /** Pods that count as replicas: those on their way out do not. */
    int replicas() {
        return (int)
                pods.stream().filter(pod -> pod.state != PodState.TERMINATING).count();
    }

    int ready() {
        return (int) pods.stream().filter(pod -> pod.state.isReady()).count();
    }

    /** Name of what owns the pods. */
    String podOwner() {
        return identity.kind() == Kind.DEPLOYMENT ? identity.app() + "-" + make.hash() : identity.app();
    }
}
