package dev.strata.exporter.signal;

import dev.strata.catalog.PreparednessSignals;
import dev.strata.catalog.Severity;
import dev.strata.catalog.Signal;
import dev.strata.exporter.cluster.IngressClassFacts;
import dev.strata.exporter.cluster.IngressFacts;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.WorkloadFacts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * An IngressClass whose controller has no available pod. The controller is found by the product's name in the class's
 * controller string, in the recommended name label or the name of a workload; one outside the cluster is not judged.
 */
final class IngressControllerDownEvaluator implements SignalEvaluator {

    private static final Signal SIGNAL = PreparednessSignals.INGRESS_CONTROLLER_DOWN;
    private static final String NAME = "app.kubernetes.io/name";
    private static final Set<String> COMMON = Set.of(
            "k8s",
            "io",
            "org",
            "com",
            "net",
            "dev",
            "ingress",
            "controller",
            "ingress-controller",
            "kubernetes",
            "networking");

    @Override
    public Signal signal() {
        return SIGNAL;
    }

    @Override
    public Set<KubeResource> resources() {
        return Set.of(KubeResource.INGRESSCLASSES, KubeResource.DEPLOYMENTS, KubeResource.DAEMONSETS);
    }

    @Override
    public SignalReadings evaluate(SignalInput input) {
        var sheet = new Sheet(SIGNAL);
        for (IngressClassFacts one : input.cluster().all(KubeResource.INGRESSCLASSES, IngressClassFacts.class)) {
            List<WorkloadFacts> controllers = controllers(one, input);
            if (controllers.isEmpty()) {
                continue;
            }
            int desired =
                    controllers.stream().mapToInt(w -> w.replicas().desired()).sum();
            int available =
                    controllers.stream().mapToInt(w -> w.replicas().available()).sum();
            if (desired == 0) {
                sheet.add(Draft.suspended(SIGNAL, one.key(), "scaled_to_zero"));
            } else if (available > 0) {
                sheet.healthy();
            } else {
                Draft draft = Draft.bad(SIGNAL, one.key(), Severity.CRITICAL)
                        .reason("no_pod_available")
                        .evidence("desired_replicas", desired);
                controllers.forEach(workload -> draft.affects(workload.key()));
                input.cluster().all(KubeResource.INGRESSES, IngressFacts.class).stream()
                        .filter(ingress -> ingress.className().equals(one.key().name()))
                        .limit(50)
                        .forEach(ingress -> draft.affects(ingress.key()));
                sheet.add(draft);
            }
        }
        return sheet.done();
    }

    private static List<WorkloadFacts> controllers(IngressClassFacts one, SignalInput input) {
        List<String> products = Arrays.stream(
                        one.controller().toLowerCase(Locale.ROOT).split("[./]"))
                .filter(word -> word.length() > 2 && !COMMON.contains(word))
                .toList();
        var found = new ArrayList<WorkloadFacts>();
        for (WorkloadFacts workload : input.cluster().workloads()) {
            String name = workload.meta().label(NAME).orElse(workload.key().name());
            for (String product : products) {
                if (name.equals(product)
                        || name.equals(product + "-controller")
                        || name.equals(product + "-ingress")
                        || workload.key().name().equals(product + "-controller")) {
                    found.add(workload);
                    break;
                }
            }
        }
        return found;
    }
}
