package dev.strata.testbed.part;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waiting for something that happens in another process, by asking again and again until a time limit. */
public final class Await {
    private static final Duration PAUSE = Duration.ofMillis(50);

    private Await() {}

    /**
     * Returns as soon as the condition holds.
     *
     * @throws PartException after the limit; a condition that throws a {@link PartException} counts as not yet true
     */
    public static void until(String what, Duration limit, BooleanSupplier condition) {
        value(what, limit, () -> condition.getAsBoolean() ? Optional.of(true) : Optional.empty());
    }

    /** Returns the first value that the source yields, under the terms of {@link #until}. */
    public static <T> T value(String what, Duration limit, Supplier<Optional<T>> source) {
        long end = System.nanoTime() + limit.toNanos();
        while (true) {
            Optional<PartException> problem = Optional.empty();
            try {
                Optional<T> value = source.get();
                if (value.isPresent()) {
                    return value.get();
                }
            } catch (PartException e) {
                problem = Optional.of(e);
            }
            if (System.nanoTime() > end) {
                String message = "waited " + limit.toSeconds() + " s in vain for: " + what;
                throw problem.map(cause -> new PartException(message + ": " + cause.getMessage(), cause))
                        .orElseGet(() -> new PartException(message));
            }
            pause(PAUSE);
        }
    }

    /** Sleeps; an interrupt ends the test. */
    public static void pause(Duration duration) {
        try {
            TimeUnit.NANOSECONDS.sleep(duration.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting", e);
        }
    }
}
