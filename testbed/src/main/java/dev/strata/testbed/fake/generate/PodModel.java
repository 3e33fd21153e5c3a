package dev.strata.testbed.fake.generate;

import java.time.Instant;

/** A pod of the cluster as the generator thinks of it; changes with the pod's life. */
final class PodModel {

    final WorkloadModel owner;
    final String name;
    final String uid;
    final String ip;
    final Instant created;
    int node;
    PodState state;
    int restarts;
    Instant changed;

    PodModel(WorkloadModel owner, String name, String uid, String ip, Instant created, PodState state) {
        this.owner = owner;
        this.name = name;
        this.uid = uid;
        this.ip = ip;
        this.created = created;
        this.changed = created;
        this.state = state;
    }
}
