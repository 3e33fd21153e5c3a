package dev.strata.exporter.health;

import dev.strata.catalog.Layer;
import dev.strata.catalog.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Findings and tallies of a layer in two figures. */
final class RollUp {

    /** With less than this share judged, finding nothing unexplained means nothing. */
    private static final double ENOUGH = 0.9;

    private RollUp() {}

    static List<LayerHealth> of(List<Finding> findings, List<SignalTally> tallies) {
        var layers = new ArrayList<LayerHealth>();
        for (Layer layer : Layer.values()) {
            double judged = judgedRatio(layer, tallies);
            int worst = findings.stream()
                    .filter(f -> f.id().layer() == layer && f.isActive() && !f.isExplained())
                    .map(Finding::severity)
                    .filter(severity -> severity != Severity.INFORMATION)
                    .mapToInt(Severity::value)
                    .max()
                    .orElse(0);
            boolean tells = worst > 0 || judged >= ENOUGH;
            layers.add(new LayerHealth(layer, tells ? OptionalInt.of(worst) : OptionalInt.empty(), judged));
        }
        return layers;
    }

    private static double judgedRatio(Layer layer, List<SignalTally> tallies) {
        List<SignalTally> enabled = tallies.stream()
                .filter(tally -> tally.layer() == layer && tally.enabled())
                .toList();
        if (enabled.isEmpty()) {
            return 1;
        }
        int judged = enabled.stream().filter(SignalTally::isJudged).toList().size();
        return (double) judged / enabled.size();
    }
}
