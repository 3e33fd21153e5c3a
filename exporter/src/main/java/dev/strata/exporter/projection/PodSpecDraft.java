package dev.strata.exporter.projection;

import dev.strata.exporter.cluster.PairMap;
import dev.strata.exporter.cluster.Resources;
import dev.strata.exporter.cluster.TemplateFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The {@code spec} of a pod or of a pod template. */
final class PodSpecDraft {

    final List<Container> init = new ArrayList<>(1);
    final List<Container> main = new ArrayList<>(2);
    String nodeName = "";
    long priority;
    final List<String> gates = new ArrayList<>(0);
    final List<String> claims = new ArrayList<>(0);
    private final Amounts overhead = new Amounts();
    private final Amounts podLevel = new Amounts();
    private final ReferencesDraft references = new ReferencesDraft();
    private String serviceAccount = "";
    private boolean mountsToken = true;
    private long graceSeconds = 30;
    private boolean spread;

    /** Texts of amounts; empty where not said. */
    static final class Amounts {

        static final Fields<Amounts> FIELDS =
                new Fields<Amounts>().word("cpu", (a, v) -> a.cpu = v).word("memory", (a, v) -> a.memory = v);

        private String cpu = "";
        private String memory = "";

        /** Those that are said. */
        List<String> names() {
            var names = new ArrayList<String>(2);
            if (!cpu.isEmpty()) {
                names.add("cpu");
            }
            if (!memory.isEmpty()) {
                names.add("memory");
            }
            return names;
        }

        Resources facts() {
            return new Resources(Scalars.millis(cpu), Scalars.units(memory), 0);
        }
    }

    static final class Container {

        private static final Fields<Container> FIELDS = fields(resources());

        String name = "";
        String image = "";
        private String restartPolicy = "";
        private final Amounts requests = new Amounts();
        private @Nullable ContainerPlanDraft plan;

        private static Fields<Container> fields(Fields<Container> resources) {
            return new Fields<Container>()
                    .word("name", (c, v) -> c.name = v)
                    .word("image", (c, v) -> c.image = v)
                    .word("restartPolicy", (c, v) -> c.restartPolicy = v)
                    .within("resources", resources);
        }

        private static Fields<Container> resources() {
            return new Fields<Container>().part("requests", c -> c.requests, Amounts.FIELDS);
        }

        /** Adds what a workload's template says. */
        private static Fields<Container> planned() {
            return ContainerPlanDraft.into(
                    fields(resources().part("limits", c -> c.plan().limits, Amounts.FIELDS)), Container::plan);
        }

        private ContainerPlanDraft plan() {
            if (plan == null) {
                plan = new ContainerPlanDraft();
            }
            return plan;
        }

        private boolean isSidecar() {
            return restartPolicy.equals("Always");
        }
    }

    /** What is read of a pod template that another object makes pods from. */
    static Fields<PodSpecDraft> template() {
        return of(Container.FIELDS, Container.FIELDS);
    }

    /** What is read of a workload's pod template. */
    static Fields<PodSpecDraft> workload() {
        Fields<Container> step =
                ReferencesDraft.ofContainer(Container.fields(Container.resources()), c -> c.plan().references);
        Fields<Container> main = ReferencesDraft.ofContainer(Container.planned(), c -> c.plan().references);
        return ReferencesDraft.ofVolumes(of(step, main), s -> s.references)
                .word("serviceAccountName", (s, v) -> s.serviceAccount = v)
                .flag("automountServiceAccountToken", (s, v) -> s.mountsToken = v)
                .whole("terminationGracePeriodSeconds", (s, v) -> s.graceSeconds = v)
                .parts("topologySpreadConstraints", PodSpecDraft::spread, new Fields<>())
                .within(
                        "affinity",
                        new Fields<PodSpecDraft>().part("podAntiAffinity", PodSpecDraft::spread, new Fields<>()));
    }

    private PodSpecDraft spread() {
        spread = true;
        return this;
    }

    private static Fields<PodSpecDraft> of(Fields<Container> init, Fields<Container> main) {
        return new Fields<PodSpecDraft>()
                .parts("initContainers", s -> Drafts.added(s.init, new Container()), init)
                .parts("containers", s -> Drafts.added(s.main, new Container()), main)
                .part("overhead", s -> s.overhead, Amounts.FIELDS)
                .within("resources", new Fields<PodSpecDraft>().part("requests", s -> s.podLevel, Amounts.FIELDS));
    }

    /** What is read of a pod. */
    static Fields<PodSpecDraft> pod() {
        return template()
                .word("nodeName", (s, v) -> s.nodeName = v)
                .whole("priority", (s, v) -> s.priority = v)
                .parts("schedulingGates", s -> s, new Fields<PodSpecDraft>().word("name", (s, v) -> s.gates.add(v)))
                .parts(
                        "volumes",
                        s -> s,
                        new Fields<PodSpecDraft>()
                                .within(
                                        "persistentVolumeClaim",
                                        new Fields<PodSpecDraft>().text("claimName", (s, v) -> s.claims.add(v))));
    }

    /** What a template says that was read by {@link #workload}. */
    TemplateFacts facts() {
        var needed = new ReferencesDraft();
        needed.addAll(references);
        init.forEach(c -> needed.addAll(c.plan().references));
        main.forEach(c -> needed.addAll(c.plan().references));
        return new TemplateFacts(
                serviceAccount,
                mountsToken,
                Drafts.clamped(graceSeconds),
                spread,
                main.stream()
                        .map(c -> c.plan().facts(c.name, c.image, c.requests.names()))
                        .toList(),
                needed.facts());
    }

    /** By container. */
    Map<String, String> images() {
        var images = new TreeMap<String, String>();
        main.forEach(container -> images.put(container.name, container.image));
        return PairMap.of(images);
    }

    /**
     * What the scheduler reserves: containers and sidecars together, or the largest start-up step with the sidecars
     * before it if that is more; requests of the whole pod replace the sum; overhead comes on top.
     */
    Resources requests() {
        Resources sidecars = Resources.NONE;
        Resources startUp = Resources.NONE;
        for (Container container : init) {
            Resources own = container.requests.facts();
            startUp = larger(startUp, sidecars.plus(own));
            sidecars = container.isSidecar() ? sidecars.plus(own) : sidecars;
        }
        Resources running = sidecars;
        for (Container container : main) {
            running = running.plus(container.requests.facts());
        }
        Resources sum = larger(running, startUp);
        Resources pod = podLevel.facts();
        var effective = new Resources(
                podLevel.cpu.isEmpty() ? sum.cpuMillis() : pod.cpuMillis(),
                podLevel.memory.isEmpty() ? sum.memoryBytes() : pod.memoryBytes(),
                1);
        return effective.plus(overhead.facts());
    }

    private static Resources larger(Resources a, Resources b) {
        return new Resources(Math.max(a.cpuMillis(), b.cpuMillis()), Math.max(a.memoryBytes(), b.memoryBytes()), 0);
    }
}
