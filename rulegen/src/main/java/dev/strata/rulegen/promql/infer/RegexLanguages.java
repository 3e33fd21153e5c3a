package dev.strata.rulegen.promql.infer;

import dev.strata.rulegen.promql.ast.LabelMatcher;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Decides whether conditions on a label leave any value, by walking their automata side by side. */
final class RegexLanguages {
    /** More combined states than everyday expressions have; beyond that nothing is concluded. */
    private static final int MAX_COMBINED = 3_000;

    private RegexLanguages() {}

    private record Side(RegexNfa nfa, boolean negated) {
        boolean accepts(BitSet states) {
            return nfa.accepts(states) != negated;
        }
    }

    /** Whether certainly no text of at least one character passes all conditions. */
    static boolean areDisjoint(List<LabelMatcher> conditions) {
        if (conditions.stream().noneMatch(condition -> condition.op() == LabelMatcher.Op.REGEX)
                || conditions.size() < 2) {
            return false;
        }
        var sides = new ArrayList<Side>();
        for (LabelMatcher condition : conditions) {
            // Leaving out a condition that is not understood only ever finds more texts.
            nfaOf(condition)
                    .ifPresent(nfa -> sides.add(new Side(nfa, condition.op().isNegative())));
        }
        return sides.size() > 1 && isEmpty(sides);
    }

    private static Optional<RegexNfa> nfaOf(LabelMatcher condition) {
        if (condition.op().isRegex()) {
            return RegexNfa.of(condition.value());
        }
        return Optional.empty();
    }

    private static boolean isEmpty(List<Side> sides) {
        var boundaries = new TreeSet<Integer>();
        boundaries.add(0);
        sides.forEach(side -> side.nfa().addBoundaries(boundaries));
        boundaries.removeIf(boundary -> boundary > Character.MAX_CODE_POINT);
        var seen = new HashSet<List<BitSet>>();
        var open = new ArrayDeque<List<BitSet>>();
        open.add(sides.stream().map(side -> side.nfa().start()).toList());
        while (!open.isEmpty()) {
            List<BitSet> states = open.remove();
            for (int character : boundaries) {
                List<BitSet> next = step(sides, states, character);
                if (seen.add(next)) {
                    if (accepts(sides, next)) {
                        return false;
                    }
                    open.add(next);
                }
            }
            if (seen.size() > MAX_COMBINED) {
                return false;
            }
        }
        return true;
    }

    private static List<BitSet> step(List<Side> sides, List<BitSet> states, int character) {
        var next = new ArrayList<BitSet>(sides.size());
        for (int i = 0; i < sides.size(); i++) {
            next.add(sides.get(i).nfa().step(states.get(i), character));
        }
        return next;
    }

    private static boolean accepts(List<Side> sides, List<BitSet> states) {
        for (int i = 0; i < sides.size(); i++) {
            if (!sides.get(i).accepts(states.get(i))) {
                return false;
            }
        }
        return true;
    }
}
