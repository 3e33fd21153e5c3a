package dev.strata.exporter.signal;

import dev.strata.catalog.ClusterSignals;
import dev.strata.catalog.Severity;
import dev.strata.catalog.Signal;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.SigningRequestFacts;
import java.util.Set;

/** A request for a certificate that nobody has answered. One that has expired unanswered is swept away by the cluster itself. */
final class CsrPendingEvaluator implements SignalEvaluator {

    private static final Signal SIGNAL = ClusterSignals.CSR_PENDING;

    private static final Set<String> ANSWERS = Set.of("Approved", "Denied", "Failed");
    private static final Set<String> KUBELETS =
            Set.of("kubernetes.io/kubelet-serving", "kubernetes.io/kube-apiserver-client-kubelet");

    @Override
    public Signal signal() {
        return SIGNAL;
    }

    @Override
    public Set<KubeResource> resources() {
        return Set.of(KubeResource.CERTIFICATESIGNINGREQUESTS);
    }

    @Override
    public SignalReadings evaluate(SignalInput input) {
        var sheet = new Sheet(SIGNAL);
        for (SigningRequestFacts request :
                input.cluster().all(KubeResource.CERTIFICATESIGNINGREQUESTS, SigningRequestFacts.class)) {
            boolean answered = request.conditions().stream().anyMatch(c -> ANSWERS.contains(c.type()));
            if (answered) {
                sheet.healthy();
            } else {
                sheet.add(Draft.bad(SIGNAL, request.key(), Severity.WARNING)
                        .since(request.meta().created())
                        .reason(KUBELETS.contains(request.signer()) ? "kubelet_waits" : "nobody_approved"));
            }
        }
        return sheet.done();
    }
}
