package dev.strata.rulegen.board;

import dev.strata.catalog.Signal;
import dev.strata.catalog.Signals;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** What the ids of signals mean, for people. */
final class SignalWords {
    /** What is wrong. */
    static final SortedMap<String, String> WRONG = all(Signal::title);
    /** What to do first. */
    static final SortedMap<String, String> REPAIR = all(Signal::firstAction);

    private SignalWords() {}

    private static SortedMap<String, String> all(Function<Signal, String> words) {
        var all = new TreeMap<String, String>();
        Signals.ALL.forEach(signal -> all.put(signal.id(), words.apply(signal)));
        return Collections.unmodifiableSortedMap(all);
    }
}
