package dev.strata.exporter.kube;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.strata.exporter.kube.ApiTrouble.Reason;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.util.ClientBuilder;
import io.kubernetes.client.util.KubeConfig;
import java.io.File;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the API server and the credentials for it. Whatever is wrong with them is told in one line. */
final class Kubeconfig {

    private static final Path SERVICE_ACCOUNT = Path.of("/var/run/secrets/kubernetes.io/serviceaccount/token");

    private Kubeconfig() {}

    static ApiClient open(KubeSettings settings, Map<String, String> environment) throws ApiTrouble {
        Path file = settings.kubeconfig() != null ? settings.kubeconfig() : fromEnvironment(environment);
        if (file == null && Files.exists(SERVICE_ACCOUNT)) {
            return inCluster();
        }
        if (file == null) {
            file = Path.of(environment.getOrDefault("HOME", "."), ".kube", "config");
            if (!Files.exists(file)) {
                throw trouble("no kubeconfig: --kubeconfig is not given, $KUBECONFIG is not set, " + file
                        + " does not exist and this is no pod with a service account");
            }
        }
        return fromFile(file, settings.context());
    }

    private static @Nullable Path fromEnvironment(Map<String, String> environment) {
        return Stream.of(environment.getOrDefault("KUBECONFIG", "").split(File.pathSeparator))
                .filter(part -> !part.isBlank())
                .map(Path::of)
                .findFirst()
                .orElse(null);
    }

    private static ApiClient inCluster() throws ApiTrouble {
        try {
            return ClientBuilder.cluster().build();
        } catch (IOException | RuntimeException e) {
            throw trouble("the pod's service account cannot be used: " + e.getMessage());
        }
    }

    private static ApiClient fromFile(Path file, @Nullable String context) throws ApiTrouble {
        KubeConfig config = load(file);
        choose(config, file, context);
        if (config.getServer() == null) {
            throw trouble("kubeconfig %s: context '%s' leads to no cluster with a server"
                    .formatted(file, config.getCurrentContext()));
        }
        try {
            return ClientBuilder.kubeconfig(config).build();
        } catch (IOException | RuntimeException e) {
            throw trouble("kubeconfig %s: the credentials or certificates of context '%s' cannot be used: %s"
                    .formatted(file, config.getCurrentContext(), firstLine(e)));
        }
    }

    private static KubeConfig load(Path file) throws ApiTrouble {
        String text;
        try {
            text = Files.readString(file, UTF_8);
        } catch (NoSuchFileException e) {
            throw trouble("kubeconfig " + file + " does not exist");
        } catch (IOException e) {
            throw trouble("kubeconfig " + file + " cannot be read: " + firstLine(e));
        }
        try {
            KubeConfig config = KubeConfig.loadKubeConfig(new StringReader(text));
            config.setFile(file.toFile());
            return config;
        } catch (RuntimeException e) {
            throw trouble("kubeconfig " + file + " is no kubeconfig: " + firstLine(e));
        }
    }

    private static void choose(KubeConfig config, Path file, @Nullable String context) throws ApiTrouble {
        List<String> names = names(config);
        String known = names.isEmpty() ? "it has none" : "it has " + String.join(", ", names);
        if (context != null) {
            if (!names.contains(context) || !config.setContext(context)) {
                throw trouble("kubeconfig %s has no context '%s'; %s".formatted(file, context, known));
            }
        } else if (config.getCurrentContext() == null || !names.contains(config.getCurrentContext())) {
            throw trouble(
                    "kubeconfig %s names no current context; choose one with --context: %s".formatted(file, known));
        }
    }

    private static List<String> names(KubeConfig config) {
        List<?> contexts = config.getContexts() == null ? List.of() : config.getContexts();
        return contexts.stream()
                .filter(Map.class::isInstance)
                .map(entry -> ((Map<?, ?>) entry).get("name"))
                .filter(Objects::nonNull)
                .map(Object::toString)
                .toList();
    }

    private static ApiTrouble trouble(String message) {
        return new ApiTrouble(Reason.CONFIG, message, Duration.ZERO, null);
    }

    private static String firstLine(Exception e) {
        String message = e.getMessage();
        return message == null
                ? e.getClass().getSimpleName()
                : message.lines().findFirst().orElse("").strip();
    }
}
