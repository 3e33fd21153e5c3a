package dev.strata.testbed.fake.generate;

import dev.strata.testbed.fake.generate.WorkloadModel.Identity;
import dev.strata.testbed.fake.generate.WorkloadModel.Kind;
import dev.strata.testbed.fake.generate.WorkloadModel.Make;
import dev.strata.testbed.fake.template.Bound;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Fills a population with everything but the few of every other kind. */
final class Generator {

    private static final int MONTH = Math.toIntExact(Duration.ofDays(30).toSeconds());
    /** Above this a Deployment's share of the pods does not grow. */
    private static final double LARGEST_WEIGHT = 100;

    private final Population population;
    private final Tier.Counts counts;
    private final Words words;
    private final Instant now;

    Generator(Population population) {
        this.population = population;
        this.counts = population.tier.counts();
        this.words = population.words;
        this.now = population.clock.instant();
    }

    void fill() {
        nodes();
        for (String system : List.of("default", "kube-system", "kube-node-lease", "kube-public")) {
            namespace(system, 1);
        }
        for (int i = 0; i < counts.namespaces(); i++) {
            namespace(namespaceName(i), i);
        }
        daemonSets();
        statefulSets();
        cronJobs();
        deployments();
        population.workloads.forEach(this::publish);
        events();
    }

    private void nodes() {
        for (int i = 0; i < counts.nodes(); i++) {
            boolean ready = !words.chance(0.005);
            Instant created = words.before(now, MONTH);
            population.nodes.add(new Population.NodeModel(words.uid(), words.uid(), created, ready));
            population.publishNode(i);
            population.publishLease(i);
        }
        for (String leader : List.of("kube-controller-manager", "kube-scheduler")) {
            Bound lease = population.nodeWriter.lease(leader, "kube-system", words.uid(), now, now);
            population.put(Population.LEASES, "kube-system", leader, lease);
        }
    }

    private void namespace(String name, int number) {
        Instant created = words.before(now, MONTH);
        population.put(
                Population.NAMESPACES, "", name, population.serviceWriter.namespace(name, words.team(number), created));
    }

    private String namespaceName(int number) {
        return words.team(number) + "-" + number % counts.namespaces();
    }

    private void daemonSets() {
        for (int i = 0; i < counts.daemonSets(); i++) {
            WorkloadModel model = workload(Kind.DAEMON_SET, "kube-system", "agent-" + i, "platform");
            for (int node = 0; node < counts.nodes(); node++) {
                PodModel pod = pod(model, model.identity.app() + "-" + model.suffix(), PodState.RUNNING);
                pod.node = node;
            }
        }
    }

    private void statefulSets() {
        for (int i = 0; i < counts.statefulSets(); i++) {
            WorkloadModel model = workload(Kind.STATEFUL_SET, namespaceName(i), "db-" + i, words.team(i));
            for (int ordinal = 0; ordinal < 3; ordinal++) {
                pod(model, model.identity.app() + "-" + ordinal, PodState.RUNNING);
            }
        }
    }

    private void cronJobs() {
        for (int i = 0; i < counts.cronJobs(); i++) {
            WorkloadModel model = workload(Kind.CRON_JOB, namespaceName(i), "nightly-" + i, words.team(i));
            for (int run = 0; run < 2; run++) {
                String job = model.identity.app() + "-" + (29_000_000 + run * 30);
                Bound body =
                        population.workloadWriter.job(model, job, words.uid(), now.minusSeconds(1800L * (run + 1)));
                population.put(Population.JOBS, model.identity.namespace(), job, body);
                pod(model, job + "-" + model.suffix(), PodState.DONE);
            }
        }
    }

    /** Deployments share what pods are left, a few of them large and most of them small. */
    private void deployments() {
        int total = counts.deployments();
        double[] upTo = new double[total];
        double sum = 0;
        for (int i = 0; i < total; i++) {
            sum += Math.min(LARGEST_WEIGHT, Math.pow(1 - words.fraction(), -1 / 1.3));
            upTo[i] = sum;
        }
        long left = Math.max(0, counts.pods() - population.pods.size());
        for (int i = 0; i < total; i++) {
            WorkloadModel model =
                    workload(Kind.DEPLOYMENT, namespaceName(i % counts.namespaces()), words.app(i), words.team(i));
            long first = i == 0 ? 0 : (long) Math.floor(upTo[i - 1] / sum * left);
            long last = i == total - 1 ? left : (long) Math.floor(upTo[i] / sum * left);
            for (long p = first; p < last; p++) {
                pod(model, model.podOwner() + "-" + model.suffix(), state());
            }
            surroundings(model, i, total);
        }
    }

    private void surroundings(WorkloadModel model, int number, int total) {
        if (isChosen(number, counts.services(), total)) {
            model.serviceUid = words.uid();
        }
        if (isChosen(number, counts.autoscalers(), total)) {
            model.autoscalerUid = words.uid();
            model.maxReplicas = words.chance(0.05) ? model.replicas() : Math.max(4, 2 * model.replicas());
        }
        if (isChosen(number, counts.budgets(), total)) {
            model.budgetUid = words.uid();
        }
        for (int revision = 1; revision < 3; revision++) {
            String hash = words.suffix(9);
            Bound old = population.workloadWriter.replicaSet(model, hash, words.uid(), revision, false);
            population.put(Population.REPLICA_SETS, model.identity.namespace(), model.identity.app() + "-" + hash, old);
        }
    }

    /** Spreads so many choices evenly over all. */
    private static boolean isChosen(int number, int chosen, int total) {
        return (number + 1L) * chosen / total > (long) number * chosen / total;
    }

    private PodState state() {
        double chance = words.fraction();
        if (chance < 1 - population.tier.troubled()) {
            return PodState.RUNNING;
        }
        return words.one(List.of(
                PodState.RESTARTED,
                PodState.NOT_READY,
                PodState.CRASHING,
                PodState.PENDING,
                PodState.CREATING,
                PodState.IMAGE_PULL));
    }

    private WorkloadModel workload(Kind kind, String namespace, String app, String team) {
        Identity identity = new Identity(kind, namespace, app, team, words.uid(), words.before(now, MONTH));
        WorkloadModel model = new WorkloadModel(identity, make(namespace, app), words.below(Integer.MAX_VALUE));
        population.workloads.add(model);
        return model;
    }

    private Make make(String namespace, String app) {
        String version = "1." + words.below(60) + "." + words.below(9);
        List<Bound> containers = new ArrayList<>();
        List<String> names = new ArrayList<>();
        int memory = 256 << words.below(4);
        containers.add(population
                .templates
                .get("container")
                .fill()
                .set("container", "app")
                .set("image", "registry.example.com/shop/" + app + ":" + version)
                .set("app", words.shared(app))
                .set("namespace", words.shared(namespace))
                .set("cpu", words.shared(100 * (1 + words.below(8)) + "m"))
                .set("memory", words.shared(memory + "Mi"))
                .set("memoryLimit", words.shared(memory * 2 + "Mi"))
                .bound());
        names.add("app");
        int sidecars = words.below(20) < 13 ? 0 : words.below(20) < 17 ? 1 : 2;
        for (int i = 0; i < sidecars; i++) {
            String name = i == 0 ? "mesh-proxy" : "log-shipper";
            containers.add(population
                    .templates
                    .get("sidecar")
                    .fill()
                    .set("container", words.shared(name))
                    .set("image", words.shared("registry.example.com/mesh/" + name + ":1.27.1"))
                    .bound());
            names.add(name);
        }
        return new Make(words.suffix(9), words.uid(), version, containers, names, fields(names));
    }

    /** What managed fields say about containers: a good part of a pod's bytes. */
    private static String fields(List<String> names) {
        StringBuilder json = new StringBuilder("{");
        for (String name : names) {
            json.append(json.length() > 1 ? "," : "")
                    .append("\"k:{\\\"name\\\":\\\"")
                    .append(name)
                    .append("\\\"}\":{\".\":{},\"f:env\":{},\"f:image\":{},\"f:livenessProbe\":{},\"f:name\":{},")
                    .append("\"f:ports\":{},\"f:readinessProbe\":{},\"f:resources\":{},\"f:volumeMounts\":{}}");
        }
        return json.append('}').toString();
    }

    private PodModel pod(WorkloadModel model, String name, PodState state) {
        PodModel pod = new PodModel(model, name, words.uid(), words.address(10), words.before(now, MONTH), state);
        pod.node = words.below(counts.nodes());
        pod.restarts = state == PodState.CRASHING || state == PodState.RESTARTED ? 1 + words.below(40) : 0;
        pod.changed = state == PodState.RUNNING ? pod.created.plusSeconds(20) : words.before(now, 3600);
        model.pods.add(pod);
        population.pods.add(pod);
        return pod;
    }

    private void publish(WorkloadModel model) {
        if (!model.serviceUid.isEmpty()) {
            population.put(
                    Population.SERVICES,
                    model.identity.namespace(),
                    model.identity.app(),
                    population.serviceWriter.service(model));
        }
        model.pods.forEach(population::publish);
        population.publishCounts(model);
    }

    private void events() {
        EventLog log = new EventLog(population);
        for (int i = 0; i < counts.events(); i++) {
            log.warn(words.one(population.pods), words.before(now, 3600));
        }
        for (int i = 0; i < counts.events() / 4; i++) {
            log.note(words.one(population.pods), words.before(now, 3600));
        }
    }
}
