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
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

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
        List<IngressClassFacts> classes = input.cluster().all(KubeResource.INGRESSCLASSES, IngressClassFacts.class);
        Map<String, List<WorkloadFacts>> byProduct = byProduct(classes, input);
        for (IngressClassFacts one : classes) {
            List<WorkloadFacts> controllers = products(one)
                    .flatMap(product -> byProduct.getOrDefault(product, List.of()).stream())
                    .distinct()
                    .sorted(Comparator.comparing(WorkloadFacts::key))
                    .toList();
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

    private static Stream<String> products(IngressClassFacts one) {
        return Arrays.stream(one.controller().toLowerCase(Locale.ROOT).split("[./]"))
                .filter(word -> word.length() > 2 && !COMMON.contains(word));
    }

    /** The workloads of each product that a class names, found in one walk over all. */
    private static Map<String, List<WorkloadFacts>> byProduct(List<IngressClassFacts> classes, SignalInput input) {
        Map<String, String> byLabel = new HashMap<>();
        Map<String, String> byName = new HashMap<>();
        classes.stream().flatMap(IngressControllerDownEvaluator::products).forEach(product -> {
            byLabel.put(product, product);
            byLabel.put(product + "-controller", product);
            byLabel.put(product + "-ingress", product);
            byName.put(product + "-controller", product);
        });
        Map<String, List<WorkloadFacts>> found = new HashMap<>();
        if (byLabel.isEmpty()) {
            return found;
        }
        for (WorkloadFacts workload : input.cluster().workloads()) {
            String name = workload.key().name();
            String labelled = byLabel.get(workload.meta().label(NAME).orElse(name));
            String product = labelled == null ? byName.get(name) : labelled;
            if (product != null) {
                found.computeIfAbsent(product, p -> new ArrayList<>()).add(workload);
            }
        }
        return found;
    }
}
