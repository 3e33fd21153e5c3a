package dev.strata.exporter.cluster;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A pod. A value, but no record: there are more pods than anything else, and what is the same for most of them is kept
 * once. Of a pod that is ready without further words only the time is kept.
 */
public final class PodFacts implements ObjectFacts {

    private static final String READY = "Ready";

    private final KubeMeta meta;
    private final String phase;
    private final String nodeName;
    private final List<KubeCondition> others;
    private final List<ContainerFacts> containers;
    private final Resources requests;
    private final Placement placement;
    private final int readySince;
    private final int startSeconds;

    /**
     * What a scheduler looks at beside the requests; pods of a workload have it in common.
     *
     * @param nominatedNodeName empty for none
     * @param gates names of scheduling gates that still hold the pod
     * @param claims names of the PersistentVolumeClaims that it mounts
     */
    public record Placement(String nominatedNodeName, int priority, List<String> gates, List<String> claims) {

        public static final Placement NONE = new Placement("", 0, List.of(), List.of());

        public Placement {
            gates = List.copyOf(gates);
            claims = List.copyOf(claims);
        }
    }

    /**
     * All that is kept.
     *
     * @param nodeName empty while it is not scheduled
     * @param containers init containers first, each group in the order of the spec
     * @param requests sum over the containers, as the scheduler counts it
     * @param startSeconds from the start of its last container to its readiness; 0 where that cannot be said
     */
    public PodFacts(
            KubeMeta meta,
            String phase,
            String nodeName,
            List<KubeCondition> conditions,
            List<ContainerFacts> containers,
            Resources requests,
            Placement placement,
            int startSeconds) {
        Optional<KubeCondition> ready = KubeCondition.find(conditions, READY).filter(PodFacts::isPlain);
        this.meta = meta;
        this.phase = phase;
        this.nodeName = nodeName;
        this.readySince = ready.map(c -> Seconds.of(c.since())).orElse(Seconds.NONE);
        this.others = ready.isEmpty()
                ? List.copyOf(conditions)
                : conditions.stream().filter(c -> !c.type().equals(READY)).toList();
        this.containers = List.copyOf(containers);
        this.requests = requests;
        this.placement = placement;
        this.startSeconds = startSeconds;
    }

    private PodFacts(PodFacts newer, PodFacts kin, String nodeName) {
        this.meta = newer.meta.sharing(kin.meta);
        this.phase = newer.phase.equals(kin.phase) ? kin.phase : newer.phase;
        this.nodeName = newer.nodeName.equals(kin.nodeName) ? kin.nodeName : nodeName;
        this.others = newer.others.equals(kin.others) ? kin.others : newer.others;
        this.containers = newer.containers.equals(kin.containers) ? kin.containers : newer.containers;
        this.requests = newer.requests.equals(kin.requests) ? kin.requests : newer.requests;
        this.placement = newer.placement.equals(kin.placement) ? kin.placement : newer.placement;
        this.readySince = newer.readySince;
        this.startSeconds = newer.startSeconds;
    }

    /**
     * The same, of the parts of an older state or of a sibling where these are equal.
     *
     * @param sameNode the node's name as the node itself holds it
     */
    PodFacts sharing(PodFacts kin, String sameNode) {
        return new PodFacts(this, kin, sameNode);
    }

    private static boolean isPlain(KubeCondition ready) {
        Instant since = ready.since();
        return ready.isTrue()
                && ready.reason().isEmpty()
                && ready.message().isEmpty()
                && since != null
                && Seconds.isExact(since);
    }

    @Override
    public KubeMeta meta() {
        return meta;
    }

    @Override
    public KubeResource resource() {
        return KubeResource.PODS;
    }

    public String phase() {
        return phase;
    }

    /** Empty while it is not scheduled. */
    public String nodeName() {
        return nodeName;
    }

    /** Empty for none. */
    public String nominatedNodeName() {
        return placement.nominatedNodeName();
    }

    /** Of a pod that is ready those that say more than that. */
    public List<KubeCondition> conditions() {
        if (readySince == Seconds.NONE) {
            return others;
        }
        var all = new ArrayList<KubeCondition>(others.size() + 1);
        all.add(ready());
        all.addAll(others);
        return all;
    }

    /** Init containers first, each group in the order of the spec. */
    public List<ContainerFacts> containers() {
        return containers;
    }

    /** Sum over the containers, as the scheduler counts it. */
    public Resources requests() {
        return requests;
    }

    public Placement placement() {
        return placement;
    }

    public int priority() {
        return placement.priority();
    }

    /** Names of scheduling gates that still hold it. */
    public List<String> gates() {
        return placement.gates();
    }

    /** Names of the PersistentVolumeClaims that it mounts. */
    public List<String> claims() {
        return placement.claims();
    }

    /** From the start of its last container to its readiness; 0 where that cannot be said. */
    public int startSeconds() {
        return startSeconds;
    }

    public Optional<KubeCondition> condition(String type) {
        if (readySince != Seconds.NONE && type.equals(READY)) {
            return Optional.of(ready());
        }
        return KubeCondition.find(others, type);
    }

    private KubeCondition ready() {
        return new KubeCondition(READY, "True", "", "", Seconds.instant(readySince));
    }

    public boolean isReady() {
        return readySince != Seconds.NONE
                || KubeCondition.find(others, READY).map(KubeCondition::isTrue).orElse(false);
    }

    /**
     * Whether it runs and is ready, and no container of it has ever ended but those that should: then nothing can be wrong
     * with it by itself.
     */
    public boolean isSettled() {
        if (!isReady() || meta.deleted() != null || !phase.equals("Running")) {
            return false;
        }
        for (ContainerFacts container : containers) {
            if (!container.isSettled()) {
                return false;
            }
        }
        return true;
    }

    /** Has come to its end, well or badly; takes no part in service any more. */
    public boolean isFinished() {
        return phase.equals("Succeeded") || phase.equals("Failed");
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PodFacts that
                && meta.equals(that.meta)
                && phase.equals(that.phase)
                && nodeName.equals(that.nodeName)
                && readySince == that.readySince
                && startSeconds == that.startSeconds
                && others.equals(that.others)
                && containers.equals(that.containers)
                && requests.equals(that.requests)
                && placement.equals(that.placement);
    }

    @Override
    public int hashCode() {
        return Objects.hash(meta, phase, nodeName, readySince);
    }

    @Override
    public String toString() {
        return "PodFacts[" + meta + ", phase=" + phase + ", nodeName=" + nodeName + ", conditions=" + conditions()
                + ", containers=" + containers + ", requests=" + requests + ", placement=" + placement
                + ", startSeconds=" + startSeconds + "]";
    }
}
