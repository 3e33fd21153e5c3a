package dev.strata.rulegen.promtool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A Prometheus server on the loopback address that scrapes nothing and takes samples of any age; its data ends with it. */
public final class PrometheusServer implements AutoCloseable {
    private final Process process;
    private final Path folder;
    private final URI address;

    private PrometheusServer(Process process, Path folder, URI address) {
        this.process = process;
        this.folder = folder;
        this.address = address;
    }

    /** Starts one; whoever asks first waits until it answers. */
    public static PrometheusServer start(Path program) {
        try {
            Path folder = Files.createTempDirectory("rulegen-prometheus");
            Files.writeString(folder.resolve("prometheus.yml"), "global: {}\n", StandardCharsets.UTF_8);
            int port = freePort();
            Process process = new ProcessBuilder(
                            program.toAbsolutePath().toString(),
                            "--config.file=prometheus.yml",
                            "--storage.tsdb.path=data",
                            "--storage.tsdb.retention.time=100y",
                            // One block holds everything, so that samples of last month are not too old for it.
                            "--storage.tsdb.min-block-duration=120d",
                            "--storage.tsdb.max-block-duration=120d",
                            "--web.listen-address=127.0.0.1:" + port,
                            "--web.enable-remote-write-receiver",
                            "--query.max-samples=500000000",
                            "--query.timeout=10m",
                            "--log.level=warn")
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("log").toFile())
                    .start();
            return new PrometheusServer(process, folder, URI.create("http://127.0.0.1:" + port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    public URI address() {
        return address;
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** What it said about itself. */
    public List<String> log() {
        try {
            return Files.readAllLines(folder.resolve("log"), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
            }
            try (Stream<Path> entries = Files.walk(folder)) {
                for (Path entry : entries.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(entry);
                }
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
