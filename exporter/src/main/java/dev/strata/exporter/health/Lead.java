package dev.strata.exporter.health;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which root cause stands first, so that it does not change with every evaluation: it stays first until another has
 * ranked before it for a while or is worse than it, or until it is no root cause any more.
 *
 * @param first null while there is no root cause
 * @param rival the one that ranks before it now, null while none does
 * @param since since when that one has
 */
record Lead(
        @Nullable FindingId first,
        @Nullable FindingId rival,
        @Nullable Instant since) {

    /** So long another must rank before the first one to take its place. */
    static final Duration PATIENCE = Duration.ofMinutes(2);

    static final Lead NONE = new Lead(null, null, null);

    /** Who leads now, of the causes as they rank by themselves. */
    Lead next(List<RootCause> ranked, Instant now) {
        if (ranked.isEmpty()) {
            return NONE;
        }
        RootCause best = ranked.get(0);
        FindingId id = best.finding().id();
        RootCause leader = held(ranked);
        if (leader == null || leader.equals(best) || best.worst().compareTo(leader.worst()) > 0) {
            return new Lead(id, null, null);
        }
        Instant begun = since == null || !id.equals(rival) ? now : since;
        return begun.plus(PATIENCE).isAfter(now)
                ? new Lead(leader.finding().id(), id, begun)
                : new Lead(id, null, null);
    }

    /** The same causes, the one that leads in front. */
    List<RootCause> inFront(List<RootCause> ranked) {
        RootCause leader = held(ranked);
        if (leader == null) {
            return ranked;
        }
        var ordered = new ArrayList<RootCause>();
        ordered.add(leader);
        ranked.stream().filter(root -> !root.equals(leader)).forEach(ordered::add);
        return ordered;
    }

    /** The one that led, also where others like it are folded into it or it into them. */
    private @Nullable RootCause held(List<RootCause> ranked) {
        FindingId led = first;
        if (led == null) {
            return null;
        }
        return ranked.stream()
                .filter(root -> root.finding().id().equals(led) || root.alike().contains(led))
                .findFirst()
                .orElse(null);
    }
}
