package dev.strata.exporter.prometheus;

import dev.strata.catalog.MeasurementQueries;
import dev.strata.catalog.MeasurementQuery;
import dev.strata.exporter.config.PrometheusConfig;
import dev.strata.exporter.measurement.Measurement;
import dev.strata.exporter.measurement.Measurements;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks Prometheus the catalogue's queries, again and again on one thread of its own, or once. Holds the newest answer
 * of each; an answer outlives failures until it is too old to be judged by.
 */
public final class PrometheusSource implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PrometheusSource.class);

    private final PrometheusConfig config;
    private final InstantSource clock;
    private final QueryClient client;
    private final Map<String, Measurement> newest = new ConcurrentHashMap<>();
    private final Map<Outcome, LongAdder> outcomes = new ConcurrentHashMap<>();
    private final List<Consumer<Measurement>> listeners = new ArrayList<>();
    private final Thread thread;
    private volatile State state = new State(false, null, "not asked yet");
    private volatile boolean closed;

    private record State(boolean up, @Nullable Instant lastSuccess, String problem) {}

    public PrometheusSource(PrometheusConfig config, InstantSource clock) {
        this.config = config;
        this.clock = clock;
        this.client = new QueryClient(config);
        this.thread = new Thread(this::askAgainAndAgain, "prometheus");
        this.thread.setDaemon(true);
    }

    /** Calls with every answer and every failure, on the asking thread. To be set before the start. */
    public void onAnswer(Consumer<Measurement> listener) {
        listeners.add(listener);
    }

    public void start() {
        thread.start();
    }

    /** The newest answers. */
    public Measurements current() {
        State now = state;
        return new Measurements(
                true, now.up, now.lastSuccess, now.problem, config.limits().staleAfter(), newest);
    }

    /** Asks every query once, one after the other; the first sign that nobody answers ends it. */
    public Measurements askAll() {
        for (MeasurementQuery query : MeasurementQueries.ALL) {
            if (!ask(query).outcome().isSourceUp()) {
                break;
            }
        }
        return current();
    }

    /** Asks one query now, whatever the schedule says; its answer does not join the others. */
    public Measurement askOnce(MeasurementQuery query) {
        return measurement(query, send(query), clock.instant());
    }

    /** Queries sent so far, by how they ended. */
    public SortedMap<String, Long> outcomes() {
        var counts = new TreeMap<String, Long>();
        outcomes.forEach((outcome, count) -> counts.put(outcome.id(), count.sum()));
        return counts;
    }

    private void askAgainAndAgain() {
        Instant start = clock.instant();
        var schedule =
                new QuerySchedule(MeasurementQueries.ALL, config.questions(), RandomGenerator.getDefault(), start);
        var budget = new QueryBudget(config.limits().queriesPerMinute(), start);
        try {
            while (!closed) {
                var due = schedule.next();
                pause(Duration.between(clock.instant(), due.at()));
                for (Duration wait = budget.take(clock.instant());
                        !wait.isZero();
                        wait = budget.take(clock.instant())) {
                    pause(wait);
                }
                QueryAnswer answer = ask(due.query());
                if (answer.outcome().isSourceUp()) {
                    schedule.answered(due.query(), clock.instant());
                } else {
                    schedule.failed(due.query(), clock.instant(), answer.retryAfter());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private QueryAnswer ask(MeasurementQuery query) {
        QueryAnswer answer = send(query);
        Instant now = clock.instant();
        Measurement measurement = measurement(query, answer, now);
        if (measurement.isAnswered() || isTooOld(newest.get(query.id()), now)) {
            newest.put(query.id(), measurement);
        }
        become(answer, now);
        listeners.forEach(listener -> listener.accept(measurement));
        return answer;
    }

    private QueryAnswer send(MeasurementQuery query) {
        var questions = config.questions();
        QueryAnswer answer =
                client.ask(query.text(questions.selector(), questions.rateWindow(), questions.compareOffset()));
        outcomes.computeIfAbsent(answer.outcome(), outcome -> new LongAdder()).increment();
        return answer;
    }

    private static Measurement measurement(MeasurementQuery query, QueryAnswer answer, Instant now) {
        return answer.outcome() == Outcome.ANSWERED
                ? Measurement.answered(query.id(), now, answer.warnings(), answer.samples())
                : Measurement.failed(query.id(), now, answer.problem());
    }

    private boolean isTooOld(@Nullable Measurement held, Instant now) {
        return held == null
                || !held.isAnswered()
                || held.at().plus(config.limits().staleAfter()).isBefore(now);
    }

    private void become(QueryAnswer answer, Instant now) {
        State before = state;
        if (answer.outcome().isSourceUp()) {
            state = new State(true, now, "");
            if (!before.up) {
                LOG.info("Prometheus at {} answers", config.url());
            }
            return;
        }
        state = new State(false, before.lastSuccess, answer.problem());
        if (before.up || !before.problem.equals(answer.problem())) {
            LOG.warn("Prometheus at {}: {}; trying again", config.url(), answer.problem());
        }
    }

    private void pause(Duration wait) throws InterruptedException {
        if (wait.compareTo(Duration.ZERO) > 0) {
            Thread.sleep(wait.toMillis() + 1);
        }
    }

    /** Ends the asking thread; a query on its way is given up. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(1000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
