package dev.strata.endtoend;

import dev.strata.testbed.cluster.KubeApi;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;

/** What users apply to install the exporter: {@code deploy/base}. The cluster needs the CRD of ServiceMonitors. */
public final class Deployed {

    private static final String ACCOUNT = "/api/v1/namespaces/monitoring/serviceaccounts/strata-exporter";

    private Deployed() {}

    /** Applies the base and returns a token of the exporter's account, with exactly the rights of the shipped role. */
    public static String token(KubeApi api) {
        api.apply("{apiVersion: v1, kind: Namespace, metadata: {name: monitoring}}");
        var base = Program.root().resolve("deploy/base");
        try (var files = Files.list(base)) {
            for (var file : files.sorted().toList()) {
                if (!file.endsWith("kustomization.yaml")) {
                    api.apply(Files.readString(file));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return api.create(
                        ACCOUNT + "/token",
                        "{\"apiVersion\":\"authentication.k8s.io/v1\",\"kind\":\"TokenRequest\",\"spec\":{}}")
                .path("status")
                .path("token")
                .asText();
    }
}
