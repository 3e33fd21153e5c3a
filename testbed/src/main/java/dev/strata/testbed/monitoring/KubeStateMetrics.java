package dev.strata.testbed.monitoring;

import dev.strata.testbed.cluster.RealCluster;
import dev.strata.testbed.cluster.User;
import dev.strata.testbed.junit.PartExtension;
import dev.strata.testbed.part.HttpCall;
import dev.strata.testbed.part.PartProcess;
import dev.strata.testbed.part.Parts;
import dev.strata.testbed.part.Ports;
import dev.strata.testbed.part.WorkFolder;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A real kube-state-metrics that watches a {@link RealCluster} with the administrator's rights. */
public final class KubeStateMetrics implements PartExtension {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final RealCluster cluster;
    private final List<String> flags;
    private final int port = Ports.free();
    private final int telemetryPort = Ports.free();
    private final HttpCall http = HttpCall.plain();
    private @Nullable WorkFolder folder;
    private @Nullable PartProcess process;

    private KubeStateMetrics(RealCluster cluster, List<String> flags) {
        this.cluster = cluster;
        this.flags = flags;
    }

    /** Flags such as {@code --resources=nodes,pods} or {@code --metric-labels-allowlist=pods=[app]}. */
    public static KubeStateMetrics of(RealCluster cluster, String... flags) {
        return new KubeStateMetrics(cluster, List.of(flags));
    }

    @Override
    public synchronized void start() {
        if (process != null) {
            return;
        }
        cluster.start();
        WorkFolder created = WorkFolder.create("kube-state-metrics");
        folder = created;
        List<String> command = new ArrayList<>(List.of(
                Parts.built().program("kube-state-metrics").toString(),
                "--kubeconfig=" + cluster.kubeconfig(User.ADMIN),
                "--host=127.0.0.1",
                "--port=" + port,
                "--telemetry-host=127.0.0.1",
                "--telemetry-port=" + telemetryPort));
        command.addAll(flags);
        PartProcess started = PartProcess.start("kube-state-metrics", created, command);
        process = started;
        started.awaitReady(LIMIT, () -> http.isOk(URI.create("http://127.0.0.1:" + telemetryPort + "/readyz")));
    }

    @Override
    public synchronized void close() {
        if (process != null) {
            process.close();
            process = null;
        }
        if (folder != null) {
            folder.close();
            folder = null;
        }
    }

    @Override
    public void saveLogs(Path target) {
        if (folder != null) {
            folder.copyLogs(target);
        }
    }

    /** {@code host:port} of its {@code /metrics}; known before the start. */
    public String address() {
        return "127.0.0.1:" + port;
    }

    /** {@code host:port} of what it says of itself; known before the start. */
    public String telemetryAddress() {
        return "127.0.0.1:" + telemetryPort;
    }
}
