package dev.strata.exporter.health;

import dev.strata.catalog.Layer;
import java.util.OptionalInt;

/**
 * One layer rolled up.
 *
 * @param severity 0 nothing wrong, 2 warning, 3 critical; empty when nothing fires and too little can be judged
 * @param judgedRatio share of the enabled signals that can be judged; 1 for a layer without any enabled signal
 */
public record LayerHealth(Layer layer, OptionalInt severity, double judgedRatio) {}
