package dev.strata.testbed.cluster;

import dev.strata.testbed.part.HttpCall;
import dev.strata.testbed.part.PartException;
import dev.strata.testbed.part.PartProcess;
import dev.strata.testbed.part.Parts;
import dev.strata.testbed.part.Ports;
import dev.strata.testbed.part.WorkFolder;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The processes of one cluster: their ports, command lines and readiness. A port is kept when a process restarts. */
final class ControlPlane implements AutoCloseable {
    /** Generous because compilers and other clusters may run beside. */
    private static final Duration LIMIT = Duration.ofSeconds(90);

    private static final URI LOOPBACK = URI.create("http://127.0.0.1");

    private final Parts parts = Parts.built();
    private final WorkFolder folder;
    private final ClusterPlan plan;
    private final Credentials credentials;
    private final HttpCall http;
    private final Map<Component, Integer> ports = new EnumMap<>(Component.class);
    private final Map<Component, PartProcess> running = new EnumMap<>(Component.class);
    private final int etcdPeerPort = Ports.free();

    ControlPlane(WorkFolder folder, ClusterPlan plan) {
        this.folder = folder;
        this.plan = plan;
        this.credentials = Credentials.create(parts, folder);
        this.http = HttpCall.trusting(credentials.trust());
        for (Component component : Component.values()) {
            ports.put(component, Ports.free());
        }
    }

    Credentials credentials() {
        return credentials;
    }

    HttpCall http() {
        return http;
    }

    URI server() {
        return at("https", Component.KUBE_APISERVER, "");
    }

    String address(Component component) {
        return at("http", component, "").getAuthority();
    }

    Path kubeconfig(User user) {
        return credentials.kubeconfig(user.name() + ".yaml", server(), user.token());
    }

    void startAll() {
        start(Component.ETCD);
        start(Component.KUBE_APISERVER);
        launch(Component.KUBE_CONTROLLER_MANAGER);
        launch(Component.KUBE_SCHEDULER);
        launch(Component.KWOK);
        if (plan.flakyNodes() > 0) {
            launch(Component.KWOK_FLAKY);
        }
        running.keySet().forEach(this::awaitReady);
    }

    void start(Component component) {
        launch(component);
        awaitReady(component);
    }

    void stop(Component component) {
        process(component).stop();
        running.remove(component);
    }

    void kill(Component component) {
        process(component).close();
        running.remove(component);
    }

    PartProcess process(Component component) {
        return Optional.ofNullable(running.get(component))
                .orElseThrow(() -> new PartException(component + " does not run"));
    }

    boolean isAlive(Component component) {
        return Optional.ofNullable(running.get(component))
                .map(PartProcess::isAlive)
                .orElse(false);
    }

    /** Kills them all, the last started first: there is nothing worth saving. */
    @Override
    public void close() {
        List<PartProcess> processes = new ArrayList<>(running.values());
        for (int i = processes.size() - 1; i >= 0; i--) {
            processes.get(i).close();
        }
        running.clear();
    }

    private void launch(Component component) {
        if (isAlive(component)) {
            throw new PartException(component + " runs already");
        }
        running.put(component, PartProcess.start(component.processName(), folder, command(component)));
    }

    private void awaitReady(Component component) {
        URI probe = probe(component);
        HttpCall caller = component == Component.KUBE_APISERVER ? http.as(User.ADMIN.token()) : http;
        process(component).awaitReady(LIMIT, () -> caller.isOk(probe));
    }

    private URI probe(Component component) {
        return switch (component) {
            case ETCD -> at("http", component, "/health");
            case KUBE_APISERVER -> at("https", component, "/readyz");
            case KUBE_CONTROLLER_MANAGER -> at("https", component, "/healthz");
            case KUBE_SCHEDULER -> at("https", component, "/readyz");
            case KWOK, KWOK_FLAKY -> at("http", component, "/healthz");
        };
    }

    private List<String> command(Component component) {
        return switch (component) {
            case ETCD -> etcd();
            case KUBE_APISERVER -> apiServer();
            case KUBE_CONTROLLER_MANAGER -> controllerManager();
            case KUBE_SCHEDULER -> scheduler();
            case KWOK -> kwok(component, plan.flakyNodes() > 0 ? Nodes.STEADY : "");
            case KWOK_FLAKY -> kwok(component, Nodes.FLAKY);
        };
    }

    private List<String> etcd() {
        URI clients = at("http", Component.ETCD, "");
        String peers = LOOPBACK + ":" + etcdPeerPort;
        return command(
                "etcd",
                plan.etcdFsync() ? List.of() : List.of("--unsafe-no-fsync"),
                "--name=testbed",
                "--data-dir=" + folder.resolve("etcd"),
                "--listen-client-urls=" + clients,
                "--advertise-client-urls=" + clients,
                "--listen-peer-urls=" + peers,
                "--initial-advertise-peer-urls=" + peers,
                "--initial-cluster=testbed=" + peers,
                "--quota-backend-bytes=2147483648",
                "--log-level=warn");
    }

    private List<String> apiServer() {
        return command(
                "kube-apiserver",
                plan.apiServerFlags(),
                "--bind-address=127.0.0.1",
                "--advertise-address=127.0.0.1",
                "--secure-port=" + ports.get(Component.KUBE_APISERVER),
                "--endpoint-reconciler-type=none",
                "--etcd-servers=" + at("http", Component.ETCD, ""),
                "--cert-dir=" + folder.resolve("apiserver"),
                "--tls-cert-file=" + credentials.file("apiserver.crt"),
                "--tls-private-key-file=" + credentials.file("apiserver.key"),
                "--client-ca-file=" + credentials.file("ca.crt"),
                "--service-account-issuer=https://kubernetes.default.svc",
                "--service-account-key-file=" + credentials.file("sa.pub"),
                "--service-account-signing-key-file=" + credentials.file("sa.key"),
                "--token-auth-file=" + credentials.tokenFile(),
                "--authorization-mode=Node,RBAC",
                "--service-cluster-ip-range=10.96.0.0/16",
                "--default-not-ready-toleration-seconds=" + plan.tolerationSeconds(),
                "--default-unreachable-toleration-seconds=" + plan.tolerationSeconds(),
                "--max-requests-inflight=2000",
                "--max-mutating-requests-inflight=1000");
    }

    private List<String> controllerManager() {
        return command(
                "kube-controller-manager",
                plan.controllerManagerFlags(),
                "--kubeconfig=" + kubeconfig(User.CONTROLLER_MANAGER),
                "--authentication-kubeconfig=" + kubeconfig(User.CONTROLLER_MANAGER),
                "--authorization-kubeconfig=" + kubeconfig(User.CONTROLLER_MANAGER),
                "--bind-address=127.0.0.1",
                "--secure-port=" + ports.get(Component.KUBE_CONTROLLER_MANAGER),
                "--tls-cert-file=" + credentials.file("apiserver.crt"),
                "--tls-private-key-file=" + credentials.file("apiserver.key"),
                "--leader-elect=false",
                "--use-service-account-credentials=true",
                "--service-account-private-key-file=" + credentials.file("sa.key"),
                "--root-ca-file=" + credentials.file("ca.crt"),
                "--node-monitor-period=1s",
                "--node-monitor-grace-period=" + plan.nodeGraceSeconds() + "s",
                "--kube-api-qps=300",
                "--kube-api-burst=600",
                "--concurrent-deployment-syncs=10",
                "--concurrent-replicaset-syncs=20",
                "--concurrent-gc-syncs=20",
                "--allocate-node-cidrs=false",
                "--horizontal-pod-autoscaler-sync-period="
                        + plan.hpaSyncPeriod().toMillis() + "ms",
                "--horizontal-pod-autoscaler-downscale-stabilization="
                        + plan.hpaDownscaleStabilization().toMillis() + "ms");
    }

    private List<String> scheduler() {
        return command(
                "kube-scheduler",
                List.of(),
                "--kubeconfig=" + kubeconfig(User.SCHEDULER),
                "--authentication-kubeconfig=" + kubeconfig(User.SCHEDULER),
                "--authorization-kubeconfig=" + kubeconfig(User.SCHEDULER),
                "--bind-address=127.0.0.1",
                "--secure-port=" + ports.get(Component.KUBE_SCHEDULER),
                "--tls-cert-file=" + credentials.file("apiserver.crt"),
                "--tls-private-key-file=" + credentials.file("apiserver.key"),
                "--leader-elect=false",
                "--kube-api-qps=500",
                "--kube-api-burst=1000");
    }

    private List<String> kwok(Component component, String group) {
        return command(
                "kwok",
                List.of(),
                "--kubeconfig=" + kubeconfig(User.KWOK),
                group.isEmpty()
                        ? "--manage-all-nodes=true"
                        : "--manage-nodes-with-label-selector=" + Nodes.GROUP_LABEL + "=" + group,
                "--node-lease-duration-seconds=" + plan.nodeLeaseSeconds(),
                "--cidr=10.244.0.0/16",
                "--node-ip=127.0.0.1",
                "--server-address=127.0.0.1:" + ports.get(component),
                "--config=" + parts.stages(),
                "--config=" + moreStages(),
                "-v=WARN");
    }

    private Path moreStages() {
        try (InputStream stream = ControlPlane.class.getResourceAsStream("stages.yaml")) {
            if (stream == null) {
                throw new IllegalStateException("stages.yaml is not beside the class");
            }
            return folder.write("stages.yaml", new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new PartException("cannot read stages.yaml", e);
        }
    }

    private List<String> command(String program, List<String> more, String... flags) {
        List<String> command = new ArrayList<>(List.of(parts.program(program).toString()));
        command.addAll(List.of(flags));
        command.addAll(more);
        return List.copyOf(command);
    }

    private URI at(String scheme, Component component, String path) {
        return URI.create(scheme + "://127.0.0.1:" + ports.get(component) + path);
    }
}
