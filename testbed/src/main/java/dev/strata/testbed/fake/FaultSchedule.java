package dev.strata.testbed.fake;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Random faults from a seed, one after the other, on a thread of its own, until it is closed. */
public final class FaultSchedule implements AutoCloseable {

    /** Longer than this no fault waits for a request that does not come. */
    private static final int MOST_WAITS = 5;

    private final FakeApiServer server;
    private final Plan plan;
    private final SplittableRandom random;
    private final Thread thread;
    private int rotations;

    /**
     * What may happen.
     *
     * @param faults to choose from
     * @param resources to strike
     * @param pause between two faults on average
     * @param outage the longest time for which the server is down
     * @param tokenFile where a new token is put, null where none is used, which leaves out {@link Fault#TOKEN_ROTATED}
     */
    public record Plan(
            List<Fault> faults,
            List<String> resources,
            Duration pause,
            Duration outage,
            @Nullable Path tokenFile) {
        public Plan {
            faults = List.copyOf(faults);
            resources = List.copyOf(resources);
        }

        /** Every fault there is. */
        public static Plan everything(List<String> resources, Duration pause) {
            return new Plan(List.of(Fault.values()), resources, pause, Duration.ofSeconds(3), null);
        }

        public Plan withTokenFile(Path file) {
            return new Plan(faults, resources, pause, outage, file);
        }

        public Plan withOutage(Duration longest) {
            return new Plan(faults, resources, pause, longest, tokenFile);
        }
    }

    /** Starts; the order of the faults, not their moments, follows from the seed. */
    public FaultSchedule(FakeApiServer server, Plan plan, long seed) {
        this.server = server;
        this.plan = plan;
        this.random = new SplittableRandom(seed);
        server.faults().seed(seed);
        this.thread = new Thread(this::run, "fake-api-faults");
        thread.setDaemon(true);
        thread.start();
    }

    /** Whether faults are still to come; false too when the schedule has broken off. */
    public boolean isRunning() {
        return thread.isAlive();
    }

    /** Ends the schedule, takes back what has not struck and returns when nothing more will happen. */
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        server.faults().clear();
    }

    private void run() {
        try {
            while (!Thread.interrupted()) {
                Thread.sleep(Math.round(plan.pause().toMillis() * (0.5 + random.nextDouble())));
                strike(plan.faults().get(random.nextInt(plan.faults().size())));
                for (int i = 0; i < MOST_WAITS && server.faults().pending(); i++) {
                    Thread.sleep(plan.pause().toMillis());
                }
                server.faults().clear();
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void strike(Fault fault) throws InterruptedException {
        String resource = plan.resources().get(random.nextInt(plan.resources().size()));
        Path tokenFile = plan.tokenFile();
        if (fault == Fault.SERVER_DOWN) {
            server.goDown(Duration.ofMillis(1 + random.nextLong(plan.outage().toMillis())));
        } else if (fault == Fault.TOKEN_ROTATED) {
            if (tokenFile != null) {
                rotations++;
                server.rotateToken(tokenFile, "token-" + rotations);
            }
        } else {
            server.faults().inject(fault, resource, 1 + random.nextInt(2));
        }
    }
}
