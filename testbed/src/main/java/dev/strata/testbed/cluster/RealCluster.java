package dev.strata.testbed.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import dev.strata.testbed.junit.PartExtension;
import dev.strata.testbed.part.PartException;
import dev.strata.testbed.part.Parts;
import dev.strata.testbed.part.WorkFolder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A real control plane (etcd, API server, controllers, scheduler) whose nodes and pods kwok simulates.
 *
 * <p>Usable as a JUnit extension in a static field or by {@link #start} and {@link #close}. Usable means: nodes are ready,
 * the first pod can be created, CRDs that were asked for are served.
 */
public final class RealCluster implements PartExtension {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final ClusterPlan plan;
    private @Nullable Running running;

    private RealCluster(ClusterPlan plan) {
        this.plan = plan;
    }

    public static Builder builder() {
        return new Builder();
    }

    @Override
    public synchronized void start() {
        if (running != null) {
            return;
        }
        WorkFolder folder = WorkFolder.create("cluster");
        ControlPlane controlPlane = new ControlPlane(folder, plan);
        KubeApi api = new KubeApi(controlPlane.server(), controlPlane.http().as(User.ADMIN.token()));
        CustomMetrics metrics = new CustomMetrics(api, controlPlane.credentials(), InstantSource.system());
        running = new Running(folder, controlPlane, api, metrics);
        controlPlane.startAll();
        api.await("/api/v1/namespaces/default/serviceaccounts/default", LIMIT, account -> true);
        plan.crds().forEach(plural -> installCrds(Parts.built().crd(plural)));
        addNodes();
        if (plan.hpa()) {
            metrics.register();
        }
    }

    @Override
    public synchronized void close() {
        if (running != null) {
            Running ended = running;
            running = null;
            ended.metrics().stop();
            ended.controlPlane().close();
            ended.folder().close();
        }
    }

    @Override
    public void saveLogs(Path target) {
        if (running != null) {
            running.folder().copyLogs(target);
        }
    }

    /** The API server's address, {@code https://127.0.0.1:port}; the same after a restart of it. */
    public URI url() {
        return running().controlPlane().server();
    }

    /** {@code host:port} where a process serves its metrics; the same after a restart of it. */
    public String address(Component component) {
        return running().controlPlane().address(component);
    }

    /** A kubeconfig file of the user, with the authority's certificate by path. */
    public Path kubeconfig(User user) {
        return running().controlPlane().kubeconfig(user);
    }

    /** A kubeconfig file with any token, such as one that the API server does not know. */
    public Path kubeconfig(String token) {
        ControlPlane controlPlane = running().controlPlane();
        return controlPlane.credentials().kubeconfig("token-" + token.hashCode() + ".yaml", url(), token);
    }

    /** The file with the certificate of the authority that signed the API server's. */
    public Path authority() {
        return Path.of(running().controlPlane().credentials().file("ca.crt"));
    }

    /** The API with the rights of the administrator. */
    public KubeApi api() {
        return running().api();
    }

    /** The API with the rights of a user. */
    public KubeApi api(User user) {
        return api(user.token());
    }

    /** The API with the rights of whoever holds the token. */
    public KubeApi api(String token) {
        return new KubeApi(url(), running().controlPlane().http().as(token));
    }

    /** The metrics adapter behind the real autoscaler; only in a cluster built with {@link Builder#hpa}. */
    public CustomMetrics customMetrics() {
        if (!plan.hpa()) {
            throw new IllegalStateException("the cluster was built without hpa()");
        }
        return running().metrics();
    }

    /** The names of the nodes that this cluster made, the flaky ones last. */
    public List<String> nodeNames() {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < plan.steadyNodes(); i++) {
            names.add("node-" + i);
        }
        for (int i = 0; i < plan.flakyNodes(); i++) {
            names.add("flaky-" + i);
        }
        return List.copyOf(names);
    }

    /** Lets a node's kubelet report itself not ready, or ready again; returns before anybody has noticed. */
    public void reportReady(String node, boolean ready) {
        new Nodes(api()).reportReady(node, ready);
    }

    /**
     * Ends a process in good order; its data and its port stay. An API server with open watches takes its time and is killed
     * after ten seconds.
     */
    public void stop(Component component) {
        running().controlPlane().stop(component);
    }

    /** Ends a process at once, as a crash does; its data and its port stay. */
    public void kill(Component component) {
        running().controlPlane().kill(component);
    }

    /** Starts a stopped process on its old port with its old data and waits until it is ready. */
    public void start(Component component) {
        running().controlPlane().start(component);
    }

    /** Freezes a process: its connections stay open and silent. */
    public void suspend(Component component) {
        running().controlPlane().process(component).suspend();
    }

    public void resume(Component component) {
        running().controlPlane().process(component).resume();
    }

    /** Says whether the process exists; one that is suspended does. */
    public boolean isAlive(Component component) {
        return running().controlPlane().isAlive(component);
    }

    private Running running() {
        return Optional.ofNullable(running).orElseThrow(() -> new IllegalStateException("the cluster is not started"));
    }

    private void addNodes() {
        Nodes nodes = new Nodes(api());
        List<String> names = nodeNames();
        for (int i = 0; i < names.size(); i++) {
            String group = i < plan.steadyNodes() ? Nodes.STEADY : Nodes.FLAKY;
            nodes.create(names.get(i), i, group, plan.nodeCpu(), plan.nodeMemory());
        }
        names.forEach(nodes::awaitReady);
    }

    /** Installs the CRDs of a file and returns when the API server serves them. */
    public void installCrds(Path file) {
        try {
            for (JsonNode applied : api().apply(Files.readString(file))) {
                api().await(
                                "/apis/apiextensions.k8s.io/v1/customresourcedefinitions/"
                                        + applied.path("metadata").path("name").asText(),
                                LIMIT,
                                crd -> KubeObjects.hasCondition(crd, "Established", "True"));
            }
        } catch (IOException e) {
            throw new PartException("cannot read " + file, e);
        }
    }

    private record Running(WorkFolder folder, ControlPlane controlPlane, KubeApi api, CustomMetrics metrics) {}

    /** What the cluster shall have; by default no node and no custom metrics. */
    public static final class Builder {
        private int steadyNodes;
        private int flakyNodes;
        private String nodeCpu = "4";
        private String nodeMemory = "16Gi";
        private boolean hpa;
        private Duration hpaSyncPeriod = Duration.ofSeconds(2);
        private Duration hpaDownscaleStabilization = Duration.ofSeconds(5);
        private int tolerationSeconds = 5;
        private boolean etcdFsync;
        private final List<String> crds = new ArrayList<>();
        private final List<String> apiServerFlags = new ArrayList<>();
        private final List<String> controllerManagerFlags = new ArrayList<>();

        private Builder() {}

        /** Nodes {@code node-0} and so on, over three zones. */
        public Builder nodes(int count) {
            steadyNodes = count;
            return this;
        }

        /** Nodes {@code flaky-0} and so on, all lost while {@link Component#KWOK_FLAKY} is suspended. */
        public Builder flakyNodes(int count) {
            flakyNodes = count;
            return this;
        }

        /** The size of each node as Kubernetes quantities; 4 CPUs and 16Gi unless said. */
        public Builder nodeSize(String cpu, String memory) {
            nodeCpu = cpu;
            nodeMemory = memory;
            return this;
        }

        /** Serves custom metrics, so that autoscalers on pod metrics work. */
        public Builder hpa() {
            hpa = true;
            return this;
        }

        /** How often autoscalers look (2 s unless said) and how long they wait before they shrink (5 s). */
        public Builder hpaTiming(Duration syncPeriod, Duration downscaleStabilization) {
            hpaSyncPeriod = syncPeriod;
            hpaDownscaleStabilization = downscaleStabilization;
            return this;
        }

        /** After how many seconds pods leave a node that is not ready or lost; 5 unless said. */
        public Builder evictionAfterSeconds(int seconds) {
            tolerationSeconds = seconds;
            return this;
        }

        /** Lets etcd wait for the disk as in earnest, so that it measures how long that takes. */
        public Builder etcdFsync() {
            etcdFsync = true;
            return this;
        }

        /** CRDs of the Prometheus operator: {@code servicemonitors}, {@code prometheusrules}. */
        public Builder crds(String... plurals) {
            crds.addAll(Arrays.asList(plurals));
            return this;
        }

        /** Further flags of the API server; they stand last and so win. */
        public Builder apiServerFlags(String... flags) {
            apiServerFlags.addAll(Arrays.asList(flags));
            return this;
        }

        /** Further flags of the controller manager; they stand last and so win. */
        public Builder controllerManagerFlags(String... flags) {
            controllerManagerFlags.addAll(Arrays.asList(flags));
            return this;
        }

        public RealCluster build() {
            return new RealCluster(new ClusterPlan(
                    steadyNodes,
                    flakyNodes,
                    nodeCpu,
                    nodeMemory,
                    hpa,
                    hpaSyncPeriod,
                    hpaDownscaleStabilization,
                    tolerationSeconds,
                    etcdFsync,
                    crds,
                    apiServerFlags,
                    controllerManagerFlags));
        }
    }
}
