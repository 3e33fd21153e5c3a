package dev.strata.exporter.prometheus;

import dev.strata.catalog.MeasurementQuery;
import dev.strata.exporter.config.PrometheusConfig.Questions;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** When each query is due. All are due at first, later their times drift apart by a tenth. For one thread. */
final class QuerySchedule {

    /** The pace that the catalogue counts in. */
    private static final Duration USUAL = Questions.DEFAULTS.refresh();

    private static final String SLO_PREFIX = "slo_";

    /** A query that got no answer lets the others go first for so long. */
    private static final Duration RETRY = Duration.ofSeconds(5);

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);

    /** What is due next. */
    record Due(MeasurementQuery query, Instant at) {}

    private final Map<MeasurementQuery, Instant> due = new LinkedHashMap<>();
    private final Questions questions;
    private final RandomGenerator random;
    private int failures;
    private Instant closedUntil = Instant.MIN;

    QuerySchedule(List<MeasurementQuery> queries, Questions questions, RandomGenerator random, Instant now) {
        this.questions = questions;
        this.random = random;
        queries.forEach(query -> due.put(query, now));
    }

    /** The query that waits longest; while the source does not answer, not before the pause is over. */
    Due next() {
        var first = due.entrySet().stream()
                .min(Comparator.comparing(Map.Entry::getValue))
                .orElseThrow();
        Instant at = first.getValue().isAfter(closedUntil) ? first.getValue() : closedUntil;
        return new Due(first.getKey(), at);
    }

    /** The query was asked and the source answered, if only by refusing it. */
    void answered(MeasurementQuery query, Instant now) {
        failures = 0;
        closedUntil = Instant.MIN;
        due.put(query, now.plus(jittered(refresh(query))));
    }

    /** The source did not answer: all queries wait, longer each time; then another one finds out. */
    void failed(MeasurementQuery query, Instant now, Duration atLeast) {
        long ceiling = Math.min(LONGEST_PAUSE.toMillis(), 1000L << Math.min(failures, 16));
        var pause = Duration.ofMillis(ceiling / 2 + random.nextLong(ceiling / 2 + 1));
        failures++;
        closedUntil = now.plus(pause.compareTo(atLeast) > 0 ? pause : atLeast);
        due.put(query, now.plus(refresh(query).compareTo(RETRY) < 0 ? refresh(query) : RETRY));
    }

    /** Families that are asked less often keep their distance when the configuration changes the pace. */
    private Duration refresh(MeasurementQuery query) {
        if (query.id().startsWith(SLO_PREFIX) && query.figures().isEmpty()) {
            return questions.sloRefresh();
        }
        return questions.refresh().multipliedBy(Math.max(1, query.refresh().toSeconds() / USUAL.toSeconds()));
    }

    private Duration jittered(Duration refresh) {
        double factor = 0.95 + 0.1 * random.nextDouble();
        return Duration.ofMillis(Math.max(1, Math.round(refresh.toMillis() * factor)));
    }
}
