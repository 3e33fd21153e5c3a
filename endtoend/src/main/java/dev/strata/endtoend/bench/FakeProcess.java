package dev.strata.endtoend.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.strata.testbed.fake.FakeApiMain;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The fake API server as a process, so that what it costs is not counted as the client's. */
final class FakeProcess implements AutoCloseable {

    private final Process process;
    private final BufferedReader answers;
    private final Writer orders;
    private final String made;
    private final int port;

    /** Starts it with arguments of {@link FakeApiMain} and waits until it serves. */
    FakeProcess(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx6g",
                "-cp",
                System.getProperty("java.class.path"),
                FakeApiMain.class.getName(),
                "--with-parent",
                "true"));
        command.addAll(List.of(arguments));
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
        orders = process.outputWriter(UTF_8);
        made = line();
        port = Integer.parseInt(line().substring("port ".length()));
    }

    /** What it says that it serves. */
    String made() {
        return made;
    }

    int port() {
        return port;
    }

    /** Gives an order as {@link FakeApiMain} reads them, and returns the answer. */
    String order(String text) throws IOException {
        orders.write(text + "\n");
        orders.flush();
        return line();
    }

    Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Writes a kubeconfig that leads here. */
    Path kubeconfig(Path folder) throws IOException {
        return Files.writeString(folder.resolve("kubeconfig"), """
                apiVersion: v1
                kind: Config
                current-context: fake
                contexts: [{name: fake, context: {cluster: fake, user: fake}}]
                clusters: [{name: fake, cluster: {server: "http://127.0.0.1:%d"}}]
                users: [{name: fake, user: {}}]
                """.formatted(port));
    }

    private String line() throws IOException {
        String said = answers.readLine();
        if (said == null) {
            throw new IOException("the fake server has ended");
        }
        return said;
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
