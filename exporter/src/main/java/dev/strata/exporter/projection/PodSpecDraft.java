package dev.strata.exporter.projection;

import dev.strata.exporter.cluster.Resources;
import java.util.ArrayList;
import java.util.List;

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

    /** Texts of amounts; empty where not said. */
    private static final class Amounts {

        private static final Fields<Amounts> FIELDS =
                new Fields<Amounts>().word("cpu", (a, v) -> a.cpu = v).word("memory", (a, v) -> a.memory = v);

        private String cpu = "";
        private String memory = "";

        Resources facts() {
            return new Resources(Scalars.millis(cpu), Scalars.units(memory), 0);
        }
    }

    static final class Container {

        private static final Fields<Container> FIELDS = new Fields<Container>()
                .word("name", (c, v) -> c.name = v)
                .word("image", (c, v) -> c.image = v)
                .word("restartPolicy", (c, v) -> c.restartPolicy = v)
                .within("resources", new Fields<Container>().part("requests", c -> c.requests, Amounts.FIELDS));

        String name = "";
        String image = "";
        private String restartPolicy = "";
        private final Amounts requests = new Amounts();

        private boolean isSidecar() {
            return restartPolicy.equals("Always");
        }
    }

    /** What is read of a pod template. */
    static Fields<PodSpecDraft> template() {
        return new Fields<PodSpecDraft>()
                .parts("initContainers", s -> Drafts.added(s.init, new Container()), Container.FIELDS)
                .parts("containers", s -> Drafts.added(s.main, new Container()), Container.FIELDS)
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

    List<String> images() {
        return main.stream().map(c -> c.image).toList();
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
