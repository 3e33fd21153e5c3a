package dev.strata.exporter.projection;

import dev.strata.exporter.cluster.ContainerFacts;
import dev.strata.exporter.cluster.KubeCondition;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.PodFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A pod. */
final class PodDraft implements Draft {

    private static final Set<String> STEPS =
            Set.of("PodScheduled", "PodReadyToStartContainers", "Initialized", "ContainersReady");

    private final MetaDraft meta = new MetaDraft();
    private final PodSpecDraft spec = new PodSpecDraft();
    private String nominatedNodeName = "";
    private String phase = "";
    private final List<ConditionDraft> conditions = new ArrayList<>(5);
    private final List<ContainerStatusDraft> initStatuses = new ArrayList<>(1);
    private final List<ContainerStatusDraft> statuses = new ArrayList<>(2);

    static Fields<PodDraft> fields(Fields<MetaDraft> meta) {
        var status = ConditionDraft.into(new Fields<PodDraft>(), p -> p.conditions)
                .word("phase", (p, v) -> p.phase = v)
                .word("nominatedNodeName", (p, v) -> p.nominatedNodeName = v)
                .parts(
                        "initContainerStatuses",
                        p -> Drafts.added(p.initStatuses, new ContainerStatusDraft()),
                        ContainerStatusDraft.FIELDS)
                .parts(
                        "containerStatuses",
                        p -> Drafts.added(p.statuses, new ContainerStatusDraft()),
                        ContainerStatusDraft.FIELDS);
        return new Fields<PodDraft>()
                .part("metadata", p -> p.meta, meta)
                .part("spec", p -> p.spec, PodSpecDraft.pod())
                .within("status", status);
    }

    /** The conditions of a pod that is ready without the steps on the way there: taken, they say nothing. */
    private static List<KubeCondition> told(List<KubeCondition> all) {
        boolean ready =
                KubeCondition.find(all, "Ready").map(KubeCondition::isTrue).orElse(false);
        return ready
                ? all.stream()
                        .filter(c -> !c.isTrue() || !STEPS.contains(c.type()))
                        .toList()
                : all;
    }

    @Override
    public MetaDraft meta() {
        return meta;
    }

    @Override
    public PodFacts facts(KubeResource resource) {
        var containers = new ArrayList<ContainerFacts>(spec.init.size() + spec.main.size());
        spec.init.forEach(c -> containers.add(meta.same(container(c, true, initStatuses))));
        spec.main.forEach(c -> containers.add(meta.same(container(c, false, statuses))));
        return new PodFacts(
                meta.facts(resource),
                phase,
                spec.nodeName,
                told(ConditionDraft.facts(conditions)),
                meta.same(List.copyOf(containers)),
                meta.same(spec.requests()),
                meta.same(new PodFacts.Placement(
                        nominatedNodeName, Drafts.clamped(spec.priority), spec.gates, spec.claims)),
                startSeconds());
    }

    /** Of a pod that became ready without a container that was started again meanwhile. */
    private int startSeconds() {
        Instant ready = null;
        for (ConditionDraft condition : conditions) {
            ready = condition.isReady() ? condition.since() : ready;
        }
        Instant started = null;
        for (ContainerStatusDraft status : statuses) {
            Instant at = status.startedAt();
            if (at == null) {
                return 0;
            }
            started = started == null || at.isAfter(started) ? at : started;
        }
        return ready == null || started == null
                ? 0
                : Drafts.clamped(Math.max(0, Duration.between(started, ready).toSeconds()));
    }

    private static ContainerFacts container(
            PodSpecDraft.Container spec, boolean init, List<ContainerStatusDraft> statuses) {
        Optional<ContainerStatusDraft> status =
                statuses.stream().filter(s -> s.name.equals(spec.name)).findFirst();
        return status.orElseGet(ContainerStatusDraft::new).facts(spec.name, spec.image, init);
    }
}
