package dev.strata.endtoend.causes;

import dev.strata.catalog.Signal;
import dev.strata.exporter.cluster.ObjectKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What follows in a play, and what its causes are called. */
final class Script {

    /** A name of the cause: one of these signals about this subject; an empty set accepts any signal. */
    record Name(Set<String> signals, ObjectKey subject) {

        boolean is(String signal, ObjectKey of) {
            return subject.equals(of) && (signals.isEmpty() || signals.contains(signal));
        }
    }

    private final List<Name> names = new ArrayList<>();
    private final List<Name> besides = new ArrayList<>();
    private final Map<Integer, List<Runnable>> later = new TreeMap<>();

    /** Any of these signals about the object is the right answer. */
    Script cause(ObjectKey subject, String... signals) {
        names.add(new Name(Arrays.stream(signals).collect(Collectors.toUnmodifiableSet()), subject));
        return this;
    }

    Script cause(ObjectKey subject, Signal... signals) {
        return cause(subject, Arrays.stream(signals).map(Signal::id).toArray(String[]::new));
    }

    /** Something that goes on beside the incident and is a root cause of its own. */
    Script beside(ObjectKey subject) {
        besides.add(new Name(Set.of(), subject));
        return this;
    }

    /** Happens so many seconds after the beginning. */
    Script after(int seconds, Runnable what) {
        later.computeIfAbsent(seconds, s -> new ArrayList<>()).add(what);
        return this;
    }

    void play(int seconds, int step) {
        new TreeMap<>(later).forEach((at, list) -> {
            if (at > seconds - step && at <= seconds) {
                List.copyOf(list).forEach(Runnable::run);
            }
        });
    }

    List<Name> names() {
        return List.copyOf(names);
    }

    List<Name> besides() {
        return List.copyOf(besides);
    }

    static ObjectKey key(Workload workload) {
        return new ObjectKey(workload.kind, workload.namespace, workload.name);
    }

    static ObjectKey key(Node node) {
        return ObjectKey.of("Node", node.name);
    }

    static ObjectKey key(Service service) {
        return new ObjectKey("Service", service.namespace, service.name);
    }

    static ObjectKey cluster() {
        return ObjectKey.of("Cluster", "cluster");
    }
}
