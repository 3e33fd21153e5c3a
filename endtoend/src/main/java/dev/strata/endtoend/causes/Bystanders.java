package dev.strata.endtoend.causes;

import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.ObjectKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Faults that have nothing to do with the incident: every large cluster has some at any time. */
final class Bystanders {

    private Bystanders() {}

    static void add(Town town, Script script, int kind) {
        Play play = town.play;
        String namespace = "dev-" + (kind + 1);
        play.namespaces.put(
                namespace,
                new TreeMap<>(Map.of("kubernetes.io/metadata.name", namespace, "team", "sandbox", "tier", "dev")));
        switch (kind) {
            case 0 -> {
                Workload broken = town.place("Deployment", namespace, "experiment", 1);
                broken.fault = Fault.crash(1);
                script.beside(Script.key(broken));
            }
            case 1 -> {
                Workload broken = town.place("Deployment", namespace, "prototype", 2);
                broken.fault = Fault.image("registry.example/prototype:latest", "not found");
                script.beside(Script.key(broken));
            }
            case 2 -> {
                Plants.failingCronJob(town, namespace, "report", 2);
                script.beside(new ObjectKey("CronJob", namespace, "report"));
            }
            case 3 -> {
                play.claims.put(
                        namespace + "/scratch",
                        new Play.Claim(
                                namespace,
                                "scratch",
                                "gone",
                                "storageclass.storage.k8s.io \"gone\" not found",
                                play.now.minus(Duration.ofDays(3))));
                script.beside(new ObjectKey("PersistentVolumeClaim", namespace, "scratch"));
            }
            default -> {
                play.show(
                        KubeResource.INGRESSES,
                        namespace + "/old",
                        Tree.of(
                                "metadata",
                                        Tree.of(
                                                "name",
                                                "old",
                                                "namespace",
                                                namespace,
                                                "creationTimestamp",
                                                play.now.minus(Duration.ofDays(9))),
                                "spec",
                                        Tree.of(
                                                "rules",
                                                List.of(Tree.of(
                                                        "host",
                                                        "old.example",
                                                        "http",
                                                        Tree.of(
                                                                "paths",
                                                                List.of(Tree.of(
                                                                        "path",
                                                                        "/",
                                                                        "backend",
                                                                        Tree.of(
                                                                                "service",
                                                                                Tree.of(
                                                                                        "name",
                                                                                        "gone",
                                                                                        "port",
                                                                                        Tree.of("number", 80)))))))))));
                script.beside(new ObjectKey("Ingress", namespace, "old"));
            }
        }
    }
}
