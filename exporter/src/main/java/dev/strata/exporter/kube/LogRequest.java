package dev.strata.exporter.kube;

import dev.strata.exporter.cluster.ObjectKey;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import okhttp3.Response;

/** Reads the end of a container's log, with the rights of whoever runs this program. */
final class LogRequest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int LARGEST = 64 * 1024;

    private final ApiConnection api;

    LogRequest(ApiConnection api) {
        this.api = api;
    }

    /** Of the run before the current one; of the current one where there was none before. */
    ContainerLog read(ObjectKey pod, String container, int lines) {
        try {
            return new ContainerLog(read(pod, container, lines, true), true, "");
        } catch (IOException e) {
            ApiTrouble trouble = ApiTrouble.of(e, api.server());
            if (trouble.reason() != ApiTrouble.Reason.REFUSED) {
                return new ContainerLog(List.of(), true, words(trouble, pod));
            }
        }
        try {
            return new ContainerLog(read(pod, container, lines, false), false, "");
        } catch (IOException e) {
            return new ContainerLog(List.of(), false, words(ApiTrouble.of(e, api.server()), pod));
        }
    }

    private static String words(ApiTrouble trouble, ObjectKey pod) {
        return switch (trouble.reason()) {
            case FORBIDDEN ->
                "you may not read logs in namespace " + pod.namespace()
                        + " (403); that takes the verb get on pods/log there";
            case NOT_FOUND -> "the pod is gone";
            default -> trouble.text();
        };
    }

    private List<String> read(ObjectKey pod, String container, int lines, boolean previous) throws IOException {
        var parameters = new HashMap<String, String>();
        parameters.put("container", container);
        parameters.put("tailLines", Integer.toString(lines));
        if (previous) {
            parameters.put("previous", "true");
        }
        String path = "/api/v1/namespaces/" + encoded(pod.namespace()) + "/pods/" + encoded(pod.name()) + "/log";
        try (Response response = api.get(path, parameters, PATIENCE, call -> {})) {
            byte[] text = response.body().byteStream().readNBytes(LARGEST);
            List<String> all = new String(text, StandardCharsets.UTF_8).lines().toList();
            return all.subList(Math.max(0, all.size() - lines), all.size());
        }
    }

    private static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
