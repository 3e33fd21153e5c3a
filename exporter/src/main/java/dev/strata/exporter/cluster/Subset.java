package dev.strata.exporter.cluster;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Those facts of a resource that something is special about, in key order: few, so that who asks for them pays for what is
 * special and not for all there is. Does not change; a newer one is made from an older one and what changed.
 *
 * @param rule what is special, by the facts alone
 */
record Subset<T extends ObjectFacts>(Predicate<T> rule, FactTable<T> table) {

    /** Of nothing yet. */
    static <T extends ObjectFacts> Subset<T> of(Predicate<T> rule) {
        return new Subset<>(rule, FactTable.empty());
    }

    /** After changes of the resource; what is not special any more goes as what is gone does. */
    Subset<T> with(Map<ObjectKey, Optional<T>> changes) {
        var special = new HashMap<ObjectKey, Optional<T>>();
        changes.forEach((key, change) -> special.put(key, change.filter(rule)));
        return new Subset<>(rule, table.with(special));
    }

    List<T> all() {
        return table.all();
    }
}
