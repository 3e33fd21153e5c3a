package dev.strata.testbed.fake;

import dev.strata.testbed.fake.http.HttpExchange;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What happens to a body that stops in the middle of an object. */
final class Cuts {

    private Cuts() {}

    /** Ends the body by the fault: properly, by a reset, or by silence and a reset. */
    static void end(HttpExchange exchange, @Nullable Fault fault, Duration stall) throws IOException {
        if (fault == Fault.TRUNCATED) {
            return;
        }
        if (fault == Fault.STALLED) {
            long until = System.nanoTime() + stall.toNanos();
            while (System.nanoTime() < until && !exchange.clientGone()) {
                pause();
            }
        }
        exchange.reset();
        throw new IOException("reset on purpose");
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
