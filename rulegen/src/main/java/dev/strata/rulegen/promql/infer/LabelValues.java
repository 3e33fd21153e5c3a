package dev.strata.rulegen.promql.infer;

import dev.strata.rulegen.promql.ast.LabelMatcher;
import dev.strata.rulegen.promql.check.LabelRegex;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The values a label can have where it is there: one of a few, or any that pass some conditions.
 *
 * @param known all possible values, null when they are too many to list
 * @param conditions what every value passes, beside being listed; at most eight, more are forgotten
 */
public record LabelValues(@Nullable SortedSet<String> known, List<LabelMatcher> conditions) {
    private static final int MAX_KNOWN = 200;
    private static final int MAX_CONDITIONS = 8;

    public static final LabelValues ANY = new LabelValues(null, List.of());
    public static final LabelValues NONE = of(List.of());

    public LabelValues {
        known = known == null ? null : Collections.unmodifiableSortedSet(new TreeSet<>(known));
        conditions = List.copyOf(conditions);
    }

    public static LabelValues of(Collection<String> values) {
        var set = new TreeSet<>(values);
        set.remove("");
        return set.size() > MAX_KNOWN ? ANY : new LabelValues(set, List.of());
    }

    public static LabelValues of(String value) {
        return of(List.of(value));
    }

    /** The values that pass a matcher, the empty one aside. */
    static LabelValues matching(LabelMatcher matcher) {
        if (matcher.op() == LabelMatcher.Op.EQUAL) {
            return of(matcher.value());
        }
        if (matcher.op() == LabelMatcher.Op.REGEX) {
            List<String> listed = LabelRegex.alternatives(matcher.value());
            if (!listed.isEmpty()) {
                return of(listed);
            }
        }
        boolean anything =
                matcher.op() == LabelMatcher.Op.NOT_EQUAL && matcher.value().isEmpty();
        return anything ? ANY : new LabelValues(null, List.of(matcher));
    }

    /** Whether no value is left for certain. */
    public boolean isEmpty() {
        return known != null && known.isEmpty();
    }

    public boolean contains(String value) {
        return (known == null || known.contains(value))
                && conditions.stream().allMatch(condition -> LabelRegex.matches(condition, value));
    }

    LabelValues and(LabelValues other) {
        if (known == null && other.known == null) {
            var both = new ArrayList<>(conditions);
            for (LabelMatcher condition : other.conditions) {
                if (both.size() < MAX_CONDITIONS && !both.contains(condition)) {
                    both.add(condition);
                }
            }
            boolean nothing = RegexLanguages.areDisjoint(both);
            return nothing ? NONE : new LabelValues(null, both);
        }
        SortedSet<String> candidates = known != null ? known : other.known;
        var left = new TreeSet<String>();
        for (String value : candidates == null ? List.<String>of() : candidates) {
            if (contains(value) && other.contains(value)) {
                left.add(value);
            }
        }
        return of(left);
    }

    LabelValues or(LabelValues other) {
        if (isEmpty()) {
            return other;
        }
        if (other.isEmpty() || equals(other)) {
            return this;
        }
        if (known == null || other.known == null) {
            return ANY;
        }
        var all = new TreeSet<>(known);
        all.addAll(other.known);
        return of(all);
    }
}
