package dev.strata.endtoend.real;

import java.util.Set;
import java.util.function.Consumer;

/**
 * Something that goes wrong on real components, and what its cause is called.
 *
 * @param namespace its own, made before and deleted afterwards
 * @param before what is there while all is well
 * @param strike breaks it and returns at once
 * @param repair undoes what deleting the namespace does not
 */
public record RealIncident(
        String name,
        String namespace,
        Consumer<RealTown> before,
        Consumer<RealTown> strike,
        Consumer<RealTown> repair,
        Cause cause) {

    /**
     * The object that must be named, and the signals under which it may be.
     *
     * @param signals any of them; none means whichever
     */
    public record Cause(String kind, String namespace, String name, Set<String> signals) {
        public Cause {
            signals = Set.copyOf(signals);
        }

        static Cause of(String kind, String namespace, String name, String... signals) {
            return new Cause(kind, namespace, name, Set.of(signals));
        }

        boolean is(Found found) {
            return found.kind().equals(kind)
                    && found.namespace().equals(namespace)
                    && found.name().equals(name)
                    && (signals.isEmpty() || signals.contains(found.signal()));
        }
    }

    static RealIncident of(
            String name, String namespace, Consumer<RealTown> before, Consumer<RealTown> strike, Cause cause) {
        return new RealIncident(name, namespace, before, strike, town -> {}, cause);
    }

    RealIncident repairedBy(Consumer<RealTown> undo) {
        return new RealIncident(name, namespace, before, strike, undo, cause);
    }
}
