package dev.strata.rulegen.scenario;

import dev.strata.rulegen.promql.ast.VectorSelector;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Something that happens to series.
 *
 * @param at after the beginning of the incident
 * @param until when all goes on as before, if it does
 */
public record Change(Duration at, Optional<Duration> until, Effect effect) {

    /** What happens. */
    public sealed interface Effect {}

    /** Series move differently. */
    public record Move(List<VectorSelector> series, Motion motion) implements Effect {
        public Move {
            series = List.copyOf(series);
        }
    }

    /** New series appear. */
    public record Add(Map<SortedMap<String, String>, Motion> series) implements Effect {
        public Add {
            series = Map.copyOf(series);
        }
    }

    /** Targets are scraped in vain: {@code up} is 0 and their series end; or discovery lost them, then {@code up} ends too. */
    public record Scrape(List<VectorSelector> targets, boolean vanishes) implements Effect {
        public Scrape {
            targets = List.copyOf(targets);
        }
    }

    /** Series appear a second time with other labels. */
    public record Copy(List<VectorSelector> series, SortedMap<String, String> labels) implements Effect {
        public Copy {
            series = List.copyOf(series);
            labels = new TreeMap<>(labels);
        }
    }

    /** Nothing is scraped and no rule evaluated; what was pending is forgotten. */
    public record ServerRestart() implements Effect {}
}
