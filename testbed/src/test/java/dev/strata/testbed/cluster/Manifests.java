package dev.strata.testbed.cluster;

/** Small workloads for the tests of this room. */
final class Manifests {
    private Manifests() {}

    static String namespace(String name) {
        return "{apiVersion: v1, kind: Namespace, metadata: {name: %s}}\n".formatted(name);
    }

    static String deployment(String namespace, String name, int replicas) {
        return """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: %2$s, namespace: %1$s}
                spec:
                  replicas: %3$d
                  selector: {matchLabels: {app: %2$s}}
                  template:
                    metadata: {labels: {app: %2$s}}
                    spec:
                      containers:
                      - name: main
                        image: registry.example/%2$s:1.0
                        resources: {requests: {cpu: 100m, memory: 64Mi}}
                """.formatted(namespace, name, replicas);
    }

    /** An autoscaler from 2 to 6 replicas that wants 10 requests in flight in each pod. */
    static String autoscaler(String namespace, String deployment) {
        return """
                apiVersion: autoscaling/v2
                kind: HorizontalPodAutoscaler
                metadata: {name: %2$s, namespace: %1$s}
                spec:
                  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: %2$s}
                  minReplicas: 2
                  maxReplicas: 6
                  metrics:
                  - type: Pods
                    pods:
                      metric: {name: http_requests_inflight}
                      target: {type: AverageValue, averageValue: "10"}
                """.formatted(namespace, deployment);
    }
}
