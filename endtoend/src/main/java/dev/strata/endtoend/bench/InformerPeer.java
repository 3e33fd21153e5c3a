package dev.strata.endtoend.bench;

import io.kubernetes.client.informer.SharedIndexInformer;
import io.kubernetes.client.informer.SharedInformerFactory;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.apis.CoreV1Api;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1PodList;
import io.kubernetes.client.util.CallGeneratorParams;
import io.kubernetes.client.util.ClientBuilder;
import io.kubernetes.client.util.KubeConfig;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/**
 * A program that holds all pods in the Java client's informer, with the JVM's own settings, and says how many they are
 * when it has synced. Its argument is a kubeconfig. It stays until it is killed.
 */
final class InformerPeer {

    private InformerPeer() {}

    public static void main(String[] args) throws Exception {
        ApiClient client;
        try (Reader text = Files.newBufferedReader(Path.of(args[0]))) {
            client = ClientBuilder.kubeconfig(KubeConfig.loadKubeConfig(text)).build();
        }
        client.setHttpClient(client.getHttpClient()
                .newBuilder()
                .readTimeout(java.time.Duration.ZERO)
                .build());
        var api = new CoreV1Api(client);
        var factory = new SharedInformerFactory(client);
        SharedIndexInformer<V1Pod> pods = factory.sharedIndexInformerFor(
                (CallGeneratorParams asked) -> api.listPodForAllNamespaces()
                        .resourceVersion(asked.resourceVersion)
                        .timeoutSeconds(asked.timeoutSeconds)
                        .watch(asked.watch)
                        .buildCall(null),
                V1Pod.class,
                V1PodList.class);
        factory.startAllRegisteredInformers();
        while (!pods.hasSynced()) {
            Thread.sleep(20);
        }
        System.out.println(pods.getIndexer().list().size());
        new CountDownLatch(1).await();
    }
}
