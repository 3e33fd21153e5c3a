package dev.strata.exporter.projection;

import dev.strata.exporter.cluster.TemplateFacts;
import dev.strata.exporter.cluster.TemplateFacts.Probes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** What a pod template says of a container's limits, ports, probes and hooks. */
final class ContainerPlanDraft {

    private static final long PERIOD = 10;
    private static final long FAILURES = 3;

    final PodSpecDraft.Amounts limits = new PodSpecDraft.Amounts();
    final ReferencesDraft references = new ReferencesDraft();
    private final List<PortDraft> ports = new ArrayList<>(1);
    private final ProbeDraft readiness = new ProbeDraft();
    private final ProbeDraft liveness = new ProbeDraft();
    private final ProbeDraft startup = new ProbeDraft();
    private boolean preStop;

    private static final class PortDraft {
        private String name = "";
        private long number;
    }

    /** A probe; of a command nothing is read. */
    private static final class ProbeDraft {

        private static final Fields<ProbeDraft> FIELDS = new Fields<ProbeDraft>()
                .within("httpGet", asked())
                .within("tcpSocket", asked())
                .within("grpc", asked())
                .whole("initialDelaySeconds", (p, v) -> p.delay = v)
                .whole("periodSeconds", (p, v) -> p.period = v)
                .whole("failureThreshold", (p, v) -> p.failures = v);

        private boolean isThere;
        private String port = "";
        private String path = "";
        private long delay;
        private long period = PERIOD;
        private long failures = FAILURES;

        private static Fields<ProbeDraft> asked() {
            return new Fields<ProbeDraft>().word("port", (p, v) -> p.port = v).word("path", (p, v) -> p.path = v);
        }

        private ProbeDraft found() {
            isThere = true;
            return this;
        }

        private boolean asksAs(ProbeDraft other) {
            return isThere && other.isThere && !port.isEmpty() && port.equals(other.port) && path.equals(other.path);
        }

        private int patience() {
            return Drafts.clamped(delay + Drafts.clamped(period) * (long) Drafts.clamped(failures));
        }
    }

    /** Adds these fields to the table of a container. */
    static <D> Fields<D> into(Fields<D> container, Function<D, ContainerPlanDraft> plan) {
        return container
                .parts(
                        "ports",
                        c -> Drafts.added(plan.apply(c).ports, new PortDraft()),
                        new Fields<PortDraft>()
                                .word("name", (p, v) -> p.name = v)
                                .whole("containerPort", (p, v) -> p.number = v))
                .part("readinessProbe", c -> plan.apply(c).readiness.found(), ProbeDraft.FIELDS)
                .part("livenessProbe", c -> plan.apply(c).liveness.found(), ProbeDraft.FIELDS)
                .part("startupProbe", c -> plan.apply(c).startup.found(), ProbeDraft.FIELDS)
                .part(
                        "lifecycle",
                        plan,
                        new Fields<ContainerPlanDraft>().part("preStop", ContainerPlanDraft::stops, new Fields<>()));
    }

    private ContainerPlanDraft stops() {
        preStop = true;
        return this;
    }

    TemplateFacts.Container facts(String name, String image, List<String> requests) {
        ProbeDraft killing = startup.isThere ? startup : liveness;
        var probes = new Probes(
                readiness.isThere,
                liveness.isThere,
                readiness.asksAs(liveness),
                killing.isThere ? killing.patience() : 0,
                preStop);
        return new TemplateFacts.Container(
                name,
                image,
                requests,
                limits.names(),
                ports.stream()
                        .map(port -> new TemplateFacts.Port(port.name, Drafts.clamped(port.number)))
                        .toList(),
                probes);
    }
}
