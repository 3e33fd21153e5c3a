package dev.strata.exporter.kube;

import dev.strata.exporter.cluster.ObjectKey;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares, feed after feed and seldom, what is held with what the server says: API servers have lost events before. A
 * feed that is found to differ is read anew.
 */
final class ConsistencyCheck implements Runnable {

    private static final Logger logger = LoggerFactory.getLogger(ConsistencyCheck.class);

    private final Pauses pauses;
    private final Duration delay;
    private final List<Subject> subjects = new ArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    private record Subject(Comparison comparison, BooleanSupplier fresh, Reflector reflector) {}

    /** @param delay how long a difference must stay to be none that is on its way */
    ConsistencyCheck(Pauses pauses, Duration delay) {
        this.pauses = pauses;
        this.delay = delay;
    }

    /** To be called before the start. */
    void add(Comparison comparison, BooleanSupplier fresh, Reflector reflector) {
        subjects.add(new Subject(comparison, fresh, reflector));
    }

    void close() {
        closed.countDown();
    }

    @Override
    public void run() {
        try {
            while (!closed.await(pauses.check().toMillis(), TimeUnit.MILLISECONDS)) {
                for (Subject subject : subjects) {
                    check(subject);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void check(Subject subject) throws InterruptedException {
        String feed = subject.reflector().feed().label();
        try {
            if (closed.getCount() == 0 || !subject.fresh().getAsBoolean()) {
                return;
            }
            Map<ObjectKey, String> first = subject.comparison().suspects();
            if (first.isEmpty() || closed.await(delay.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
            Map<ObjectKey, String> proven =
                    Comparison.proven(first, subject.comparison().suspects());
            if (!proven.isEmpty() && subject.fresh().getAsBoolean()) {
                logger.warn(
                        "{} objects of {} are not as the server lists them, such as {}; reading it anew",
                        proven.size(),
                        feed,
                        proven.keySet().iterator().next());
                subject.reflector().distrust();
            }
        } catch (IOException e) {
            logger.debug("{} cannot be compared now; next time", feed, e);
        }
    }
}
