package dev.strata.endtoend.causes;

import dev.strata.exporter.cluster.KubeResource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * An incident: what happens to the town, and what its cause is called.
 *
 * @param needs kinds without which nobody could tell; one of the others may be missing in a perturbation
 * @param needsFigures whether Prometheus must be there
 * @param minutes after which it is judged
 * @param plant breaks the town at once and says what must be named; what follows later is put on the script
 */
record Incident(
        String name, Set<KubeResource> needs, boolean needsFigures, int minutes, BiConsumer<Town, Script> plant) {

    Incident {
        needs = Collections.unmodifiableSet(
                needs.isEmpty() ? EnumSet.noneOf(KubeResource.class) : EnumSet.copyOf(needs));
    }

    /** One that the objects of the core kinds show. */
    static Incident of(String name, BiConsumer<Town, Script> plant) {
        return new Incident(name, EnumSet.of(KubeResource.EVENTS), false, 14, plant);
    }

    Incident needing(KubeResource... kinds) {
        var all = new ArrayList<>(List.of(kinds));
        all.addAll(needs);
        return new Incident(name, EnumSet.copyOf(all), needsFigures, minutes, plant);
    }

    Incident needingFigures() {
        return new Incident(name, needs, true, minutes, plant);
    }

    Incident judgedAfter(int later) {
        return new Incident(name, needs, needsFigures, later, plant);
    }
}
