package dev.strata.testbed.cluster;

import java.util.Locale;

/** A process of the cluster that a test may stop, start, suspend and resume. In the order in which they start. */
public enum Component {
    ETCD,
    KUBE_APISERVER,
    KUBE_CONTROLLER_MANAGER,
    KUBE_SCHEDULER,
    /** The kubelets of the steady nodes. */
    KWOK,
    /** The kubelets of the flaky nodes, which a test suspends to lose those nodes; present only if asked for. */
    KWOK_FLAKY;

    String processName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
