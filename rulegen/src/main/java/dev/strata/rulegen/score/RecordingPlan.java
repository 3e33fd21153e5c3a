package dev.strata.rulegen.score;

import dev.strata.rulegen.score.ScoredRules.Read;
import dev.strata.rulegen.score.ScoredRules.ScoredRule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Over which times each recorded series is needed: as far back as alerts and other recordings look. */
final class RecordingPlan {
    private static final long STEP = 60;
    /** Series that are read over days are recorded at longer steps, all along, so that averages stay honest. */
    private static final long LONG_STEP = 120;

    private static final long LONG = 8 * 3600;
    /** The lookback of the server. */
    private static final long LOOKBACK = 300;

    private final Map<String, List<Span>> spans = new HashMap<>();

    /** Unix seconds, both ends belong to it. */
    record Span(long from, long to) {
        long step() {
            return to - from > LONG ? LONG_STEP : STEP;
        }
    }

    RecordingPlan(ScoredRules rules, long from, long to) {
        Span all = new Span(from, to);
        rules.alerts().forEach(rule -> read(rule, all));
        List<ScoredRule> recordings = rules.recordings();
        for (int i = recordings.size() - 1; i >= 0; i--) {
            ScoredRule rule = recordings.get(i);
            spans(rule.name()).forEach(span -> read(rule, span));
        }
    }

    private void read(ScoredRule rule, Span span) {
        for (Read read : ScoredRules.reads(rule.expr())) {
            long earliest = span.from() - read.earliest() - LOOKBACK;
            // Aligned, so that the steps of several spans of one series meet.
            long from = Math.floorDiv(earliest, LONG_STEP) * LONG_STEP;
            add(read.series(), new Span(from, span.to() - read.latest()));
        }
    }

    private void add(String series, Span span) {
        spans.computeIfAbsent(series, name -> new ArrayList<>()).add(span);
    }

    /** What of a series is needed, in order, without overlaps; empty when nobody reads it. */
    List<Span> spans(String series) {
        List<Span> needed = new ArrayList<>(spans.getOrDefault(series, List.of()));
        needed.sort(Comparator.comparingLong(Span::from));
        var merged = new ArrayList<Span>();
        for (Span span : needed) {
            Span last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
            if (last != null && span.from() <= last.to() + LONG_STEP) {
                merged.set(merged.size() - 1, new Span(last.from(), Math.max(last.to(), span.to())));
            } else {
                merged.add(span);
            }
        }
        return merged;
    }
}
