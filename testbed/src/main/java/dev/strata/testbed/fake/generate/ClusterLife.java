package dev.strata.testbed.fake.generate;

import dev.strata.testbed.fake.object.ObjectStore;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;

/**
 * A cluster that is born from a seed and then lives: pods fail, heal and are replaced, nodes report, Events come and go.
 * The same seed and clock give the same objects and the same life. Not safe for several threads.
 */
public final class ClusterLife {

    /** Above this number of troubled pods, troubles are healed before new ones begin. */
    private final int mostTroubled;

    /** After so many nobody calls it an accident. */
    private static final int MANY_CRASHES = 10;

    private final Population population;
    private final EventLog events;
    private final ObjectStore store;
    private final ArrayDeque<PodModel> troubled = new ArrayDeque<>();
    private final ArrayDeque<PodModel> moving = new ArrayDeque<>();
    private int nextLease;
    private int nextNode;
    private int nextBroken;
    private int lostClaims;

    /** Fills the store. */
    public ClusterLife(Tier tier, long seed, InstantSource clock, ObjectStore store) {
        this.store = store;
        this.mostTroubled = tier.mostTroubled();
        this.population = new Population(tier, seed, clock, store);
        new Generator(population).fill();
        OtherKinds.fill(population);
        this.events = new EventLog(population);
        population.pods.stream()
                .filter(pod -> !pod.state.isReady() && pod.state != PodState.DONE)
                .forEach(troubled::add);
    }

    /** Lets the next thing happen; returns how many objects it changed. */
    public int step() {
        long before = store.version();
        int choice = population.words.below(100);
        if (choice < 40) {
            trouble();
        } else if (choice < 60) {
            move();
        } else if (choice < 85) {
            population.publishLease(nextLease);
            nextLease = (nextLease + 1) % population.nodes.size();
        } else if (choice < 92) {
            node();
        } else {
            PodModel pod = population.words.one(population.pods);
            if (population.words.chance(0.8)) {
                events.warn(pod, population.clock.instant());
            } else {
                events.note(pod, population.clock.instant());
            }
        }
        return Math.toIntExact(store.version() - before);
    }

    /** A pod of a StatefulSet that was not chosen before begins to crash; returns {@code namespace/name} of the set. */
    public Optional<String> breakOne() {
        while (nextBroken < population.workloads.size()) {
            WorkloadModel model = population.workloads.get(nextBroken);
            nextBroken++;
            if (model.identity.kind() == WorkloadModel.Kind.STATEFUL_SET) {
                PodModel pod = model.pods.get(0);
                pod.restarts += MANY_CRASHES;
                troubled.addLast(pod);
                change(pod, PodState.CRASHING);
                return Optional.of(model.identity.namespace() + "/" + model.identity.app());
            }
        }
        return Optional.empty();
    }

    /** A claim without its volume appears, each time another one; returns {@code namespace/name} of it. */
    public String loseClaim() {
        return OtherKinds.lostClaim(population, population.tier.counts().few() + lostClaims++);
    }

    /** A running pod breaks, or a broken one recovers. */
    private void trouble() {
        PodModel pod = population.words.one(population.pods);
        boolean heal = troubled.size() > mostTroubled || pod.state != PodState.RUNNING;
        if (heal && !troubled.isEmpty()) {
            pod = troubled.removeFirst();
            change(pod, PodState.RUNNING);
        } else if (pod.state == PodState.RUNNING) {
            PodState state = population.words.one(List.of(PodState.NOT_READY, PodState.CRASHING, PodState.RESTARTED));
            pod.restarts += state == PodState.NOT_READY ? 0 : 1;
            troubled.addLast(pod);
            change(pod, state);
        }
    }

    /** A pod takes its next step on the way out and another one its next step on the way in. */
    private void move() {
        if (moving.size() < 4) {
            PodModel leaving = population.words.one(population.pods);
            if (leaving.state == PodState.RUNNING && leaving.owner.identity.kind() == WorkloadModel.Kind.DEPLOYMENT) {
                change(leaving, PodState.TERMINATING);
                moving.addLast(leaving);
                moving.addLast(born(leaving.owner));
            }
            return;
        }
        PodModel pod = moving.removeFirst();
        switch (pod.state) {
            case TERMINATING -> gone(pod);
            case PENDING -> {
                change(pod, PodState.CREATING);
                moving.addLast(pod);
            }
            case CREATING -> {
                change(pod, PodState.RUNNING);
                population.pods.add(pod);
            }
            case IMAGE_PULL, RUNNING, RESTARTED, NOT_READY, CRASHING, DONE ->
                throw new IllegalStateException(pod.name + " cannot be on the move while " + pod.state);
        }
    }

    private PodModel born(WorkloadModel owner) {
        Words words = population.words;
        PodModel pod = new PodModel(
                owner,
                owner.podOwner() + "-" + owner.suffix(),
                words.uid(),
                words.address(10),
                population.clock.instant(),
                PodState.PENDING);
        pod.node = words.below(population.nodes.size());
        owner.pods.add(pod);
        population.publish(pod);
        population.publishCounts(owner);
        return pod;
    }

    private void gone(PodModel pod) {
        pod.owner.pods.remove(pod);
        population.pods.remove(pod);
        population.delete(Population.PODS, pod.owner.identity.namespace(), pod.name);
        population.publishCounts(pod.owner);
    }

    private void change(PodModel pod, PodState state) {
        boolean counted = pod.state.isReady() != state.isReady() || state == PodState.TERMINATING;
        pod.state = state;
        pod.changed = population.clock.instant();
        population.publish(pod);
        if (counted) {
            population.publishCounts(pod.owner);
        }
    }

    private void node() {
        Population.NodeModel node = population.nodes.get(nextNode);
        if (population.words.chance(node.ready ? 0.01 : 0.5)) {
            node.ready = !node.ready;
            node.changed = population.clock.instant();
        }
        population.publishNode(nextNode);
        nextNode = (nextNode + 1) % population.nodes.size();
    }
}
