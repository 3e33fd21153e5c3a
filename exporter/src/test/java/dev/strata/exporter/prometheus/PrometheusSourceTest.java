package dev.strata.exporter.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strata.catalog.MeasurementQueries;
import dev.strata.catalog.MeasurementQuery;
import dev.strata.exporter.config.PrometheusConfig;
import dev.strata.exporter.config.PrometheusConfig.Access;
import dev.strata.exporter.config.PrometheusConfig.Limits;
import dev.strata.exporter.config.PrometheusConfig.Questions;
import dev.strata.exporter.measurement.Measurement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class PrometheusSourceTest {

    private static final Instant T0 = Instant.parse("2026-11-24T03:00:00Z");
    private static final String ONE = FakePrometheus.vector("{\"metric\":{\"slo\":\"a\"},\"value\":[1,\"1\"]}");

    @Test
    void queries_allAskedOnce_areTheCatalogues() {
        try (var prometheus = FakePrometheus.saying(200, ONE);
                var source = source(prometheus, InstantSource.system())) {
            var heard = new CopyOnWriteArrayList<Measurement>();
            source.onAnswer(heard::add);

            var measurements = source.askAll();

            assertThat(measurements.up()).isTrue();
            assertThat(measurements.byId())
                    .containsOnlyKeys(MeasurementQueries.ALL.stream()
                            .map(MeasurementQuery::id)
                            .toArray(String[]::new));
            assertThat(heard).hasSameSizeAs(MeasurementQueries.ALL);
            assertThat(prometheus.seen().get(0).getRequestURI().getQuery())
                    .startsWith("query=slo:info{cluster=\"a\"}&");
            assertThat(source.outcomes()).containsEntry("answered", (long) MeasurementQueries.ALL.size());
        }
    }

    @Test
    void source_thatDoesNotAnswer_isAskedOnceOnly() {
        try (var prometheus = FakePrometheus.saying(500, "");
                var source = source(prometheus, InstantSource.system())) {
            var measurements = source.askAll();

            assertThat(prometheus.seen()).hasSize(1);
            assertThat(measurements.up()).isFalse();
            assertThat(measurements.problem()).isEqualTo("answers 500");
            assertThat(measurements.lastSuccess()).isNull();
        }
    }

    @Test
    void answer_outlivesFailures_untilItIsTooOld() {
        var clock = new Clock();
        try (var prometheus = FakePrometheus.saying(200, ONE);
                var source = source(prometheus, clock)) {
            source.askAll();
            prometheus.become(exchange -> FakePrometheus.send(exchange, 422, ""));
            clock.now = T0.plusSeconds(60);
            var held = source.askAll();
            clock.now = T0.plusSeconds(181);
            var lost = source.askAll();

            assertThat(held.answer(MeasurementQueries.SLO_INFO, clock.now.minusSeconds(100)))
                    .isPresent();
            assertThat(held.up()).isTrue();
            assertThat(lost.byId().get("slo_info"))
                    .satisfies(m -> assertThat(m.problem()).isEqualTo("answers 422"));
        }
    }

    @Test
    void source_thatComesBack_isNoticedByItself() {
        try (var prometheus = FakePrometheus.saying(500, "");
                var source = source(prometheus, InstantSource.system())) {
            source.start();
            await(() -> source.current().problem().equals("answers 500"));

            prometheus.become(exchange -> FakePrometheus.send(exchange, 200, ONE));

            await(() -> source.current().byId().values().stream()
                            .filter(Measurement::isAnswered)
                            .count()
                    == MeasurementQueries.ALL.size());
            assertThat(source.current().up()).isTrue();
        }
    }

    @Test
    void schedule_whileNobodyAnswers_waitsLongerEachTime() {
        var schedule = new QuerySchedule(MeasurementQueries.ALL, Questions.DEFAULTS, new Random(1), T0);
        var first = schedule.next();
        assertThat(first.at()).isEqualTo(T0);

        schedule.failed(first.query(), T0, Duration.ZERO);
        var second = schedule.next();
        assertThat(second.query()).isNotEqualTo(first.query());
        assertThat(second.at()).isBetween(T0.plusMillis(500), T0.plusMillis(1000));
        for (int i = 0; i < MeasurementQueries.ALL.size(); i++) {
            schedule.failed(schedule.next().query(), T0, Duration.ZERO);
        }
        assertThat(schedule.next().at()).isBetween(T0.plusSeconds(30), T0.plusSeconds(60));
        schedule.failed(first.query(), T0, Duration.ofMinutes(2));
        assertThat(schedule.next().at()).isEqualTo(T0.plusSeconds(120));

        schedule.answered(first.query(), T0.plusSeconds(121));
        assertThat(schedule.next().at()).isEqualTo(T0.plusSeconds(5));
    }

    @Test
    void schedule_ofSlosAndPresets_keepsTheirOwnPace() {
        var schedule = new QuerySchedule(
                List.of(MeasurementQueries.SLO_INFO, MeasurementQueries.SERVICE_P99),
                Questions.DEFAULTS,
                new Random(1),
                T0);
        schedule.answered(MeasurementQueries.SLO_INFO, T0);
        schedule.answered(MeasurementQueries.SERVICE_P99, T0);

        assertThat(schedule.next().query()).isEqualTo(MeasurementQueries.SERVICE_P99);
        assertThat(schedule.next().at()).isBetween(T0.plusMillis(28_500), T0.plusMillis(31_500));
        schedule.answered(MeasurementQueries.SERVICE_P99, T0.plusSeconds(100));
        assertThat(schedule.next().at()).isBetween(T0.plusMillis(57_000), T0.plusMillis(63_000));
    }

    @Test
    void budget_spent_makesWait() {
        var budget = new QueryBudget(2, T0);

        assertThat(budget.take(T0)).isZero();
        assertThat(budget.take(T0)).isZero();
        assertThat(budget.take(T0)).isEqualTo(Duration.ofSeconds(30));
        assertThat(budget.take(T0.plusSeconds(30))).isZero();
        assertThat(budget.take(T0.plusSeconds(600))).isZero();
        assertThat(budget.take(T0.plusSeconds(600))).isZero();
        assertThat(budget.take(T0.plusSeconds(600))).isPositive();
    }

    private static final class Clock implements InstantSource {

        private volatile Instant now = T0;

        @Override
        public Instant instant() {
            return now;
        }
    }

    private static PrometheusSource source(FakePrometheus prometheus, InstantSource clock) {
        var questions = new Questions(
                "cluster=\"a\"",
                Duration.ofSeconds(30),
                Duration.ofSeconds(60),
                Duration.ofMinutes(5),
                Duration.ofMinutes(30));
        var limits = new Limits(Duration.ofSeconds(5), 6000, 100, Duration.ofMinutes(3));
        return new PrometheusSource(new PrometheusConfig(prometheus.url(), Access.NONE, questions, limits), clock);
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(end);
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
