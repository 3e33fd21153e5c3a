package dev.strata.exporter.signal;

import dev.strata.catalog.ClusterSignals;
import dev.strata.catalog.Severity;
import dev.strata.catalog.Signal;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.NodeFacts;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A kubelet more than three minor versions behind the newest one in the cluster, which the API server is at least as new as. */
final class KubeletVersionSkewEvaluator implements SignalEvaluator {

    private static final Signal SIGNAL = ClusterSignals.KUBELET_VERSION_SKEW;

    /** Kubernetes supports kubelets up to three minor versions older than the API server. */
    private static final int SUPPORTED = 3;

    private static final Pattern VERSION = Pattern.compile("^v?1\\.(\\d{1,4})");

    @Override
    public Signal signal() {
        return SIGNAL;
    }

    @Override
    public Set<KubeResource> resources() {
        return Set.of(KubeResource.NODES);
    }

    @Override
    public SignalReadings evaluate(SignalInput input) {
        int newest = input.cluster().nodes().stream()
                .mapToInt(KubeletVersionSkewEvaluator::minor)
                .max()
                .orElse(-1);
        var sheet = new Sheet(SIGNAL);
        for (NodeFacts node : input.cluster().nodes()) {
            int minor = minor(node);
            if (minor < 0) {
                sheet.add(Draft.unknown(SIGNAL, node.key(), "no_version"));
            } else if (newest - minor <= SUPPORTED) {
                sheet.healthy();
            } else {
                sheet.add(Draft.bad(SIGNAL, node.key(), Severity.WARNING)
                        .reason("too_old")
                        .evidence("minor_version", minor)
                        .evidence("newest_minor_version", newest));
            }
        }
        return sheet.done();
    }

    /** Minor version of {@code v1.30.4} and its like, -1 where it cannot be read. */
    private static int minor(NodeFacts node) {
        Matcher version = VERSION.matcher(node.kubeletVersion());
        return version.find() ? Integer.parseInt(version.group(1)) : -1;
    }
}
