package dev.strata.exporter.health;

import java.util.Comparator;

/**
 * A finding that may explain another.
 *
 * @param share part of the effect that it accounts for
 * @param bonus advantage in the choice, not in what is published: the explanation given last time stays unless a better
 *     one leads clearly
 */
record Link(Reach cause, Reach effect, Mechanism mechanism, double share, double confidence, double bonus) {

    /** The best first; equal ones by how deep the cause lies, its share, when it began. */
    static final Comparator<Link> BEST_FIRST = Comparator.comparingDouble((Link link) -> -rounded(link.score()))
            .thenComparingInt(link -> Depth.of(link.cause.id()))
            .thenComparingDouble(link -> -rounded(link.share))
            .thenComparing(link -> link.cause.finding().since())
            .thenComparing(link -> link.cause.id());

    double score() {
        return confidence + bonus;
    }

    Link weakened(double factor) {
        return new Link(cause, effect, mechanism, share, confidence * factor, bonus);
    }

    Link with(double newConfidence, double newBonus) {
        return new Link(cause, effect, mechanism, share, newConfidence, newBonus);
    }

    Finding.Cause asCause() {
        return new Finding.Cause(cause.id(), confidence, mechanism.sentence());
    }

    /** Three decimals: what is beyond them is no difference. */
    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}
