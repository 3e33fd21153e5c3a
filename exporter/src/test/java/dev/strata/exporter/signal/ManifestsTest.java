package dev.strata.exporter.signal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strata.exporter.Golden;
import dev.strata.exporter.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * An order service as people write it: one mistake in each file below {@code flaws} is found by name, and the twins that do
 * the same rightly stay quiet. A file replaces objects of the whole service.
 */
class ManifestsTest {

    private static final Path MANIFESTS = Path.of("src/test/resources/manifests");
    private static final String FINDS = "# finds: ";

    private static World service() {
        return World.given(Golden.read(MANIFESTS.resolve("order-service.yaml")));
    }

    private static List<Path> files(String folder) {
        try (Stream<Path> files = Files.list(MANIFESTS.resolve(folder))) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Path> flaws() {
        return files("flaws");
    }

    static List<Path> twins() {
        return files("twins");
    }

    private static World with(Path file) {
        World world = service();
        if (file.getFileName().toString().equals("monitor-namespace.yaml")) {
            world.remove("ServiceMonitor", "shop", "order");
        }
        return world.apply(Golden.read(file));
    }

    /** Signal, subject and reasons of everything that is found. */
    private static List<String> found(World world) {
        var input = new SignalInput(world.cluster(), world.measurements(), Thresholds.DEFAULTS, world.now());
        return Stream.of(new ScrapeTargetMissingEvaluator(), new ServiceUnreachableWithPodsEvaluator())
                .flatMap(evaluator -> evaluator.evaluate(input).readings().stream()
                        .map(reading -> evaluator.signal().id() + " " + reading.subject() + " "
                                + String.join(", ", reading.reasons())))
                .toList();
    }

    private static List<String> expected(Path file) {
        return Golden.read(file)
                .lines()
                .filter(line -> line.startsWith(FINDS))
                .map(line -> line.substring(FINDS.length()))
                .toList();
    }

    @Test
    void service_writtenRightly_isQuiet() {
        assertThat(found(service())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("flaws")
    void flaw_isFoundByName(Path file) {
        assertThat(found(with(file))).isEqualTo(expected(file));
    }

    @ParameterizedTest
    @MethodSource("twins")
    void twin_isQuiet(Path file) {
        assertThat(found(with(file))).isEmpty();
    }

    /** As in a dump of one namespace: who scrapes and who answers names cannot be seen, nor can labels of namespaces. */
    @ParameterizedTest
    @MethodSource("flaws")
    void flaw_inManifestsAlone_isFoundByName(Path file) {
        assertThat(found(alone(with(file)))).isEqualTo(expected(file));
    }

    @ParameterizedTest
    @MethodSource("twins")
    void twin_inManifestsAlone_isQuiet(Path file) {
        assertThat(found(alone(with(file)))).isEmpty();
    }

    private static World alone(World world) {
        return world.remove("StatefulSet", "monitoring", "prometheus-k8s")
                .remove("Deployment", "kube-system", "coredns")
                .remove("Namespace", "", "shop")
                .remove("Namespace", "", "monitoring")
                .remove("Namespace", "", "data");
    }
}
