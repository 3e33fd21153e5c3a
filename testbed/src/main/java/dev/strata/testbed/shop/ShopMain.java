package dev.strata.testbed.shop;

import dev.strata.testbed.cluster.KubeApi;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** The shop as a process of its own. */
public final class ShopMain {
    private static final String USAGE = """
            usage: shop ORDER_PORT PAYMENTS_PORT REPLICAS
                   shop ORDER_PORT PAYMENTS_PORT API_SERVER CA_FILE TOKEN NAMESPACE DEPLOYMENT

            Serves /metrics on both ports and /scenario (GET, POST) on the first. The number of ready replicas
            is fixed, or read from the Deployment's status.
            """;

    private ShopMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        List<String> words = List.of(arguments);
        if (words.size() != 3 && words.size() != 7) {
            System.err.print(USAGE);
            System.exit(2);
        }
        Replicas replicas = words.size() == 3
                ? Replicas.fixed(Integer.parseInt(words.get(2)))
                : Replicas.ofDeployment(
                        KubeApi.connect(URI.create(words.get(2)), Path.of(words.get(3)), words.get(4)),
                        words.get(5),
                        words.get(6));
        Shop shop = Shop.onPorts(() -> replicas, Integer.parseInt(words.get(0)), Integer.parseInt(words.get(1)));
        shop.start();
        System.out.println("order service on " + shop.ordersAddress() + ", payments on " + shop.paymentsAddress());
        new CountDownLatch(1).await();
    }
}
