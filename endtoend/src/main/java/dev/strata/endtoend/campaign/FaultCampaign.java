package dev.strata.endtoend.campaign;

import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.health.HealthSnapshot;
import dev.strata.testbed.fake.Fault;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Strikes a followed cluster with one random fault after the other. In a third of the rounds nothing happens in the
 * cluster, and no verdict may change; in a third the fault stays on for longer than a resource may go unseen, and nothing
 * that needs it may be called healthy; after each round the store must become equal to the server.
 */
public final class FaultCampaign {

    private static final Logger LOGGER = Logger.getLogger("dev.strata.exporter.kube");
    private static final double CHURN = 100;
    private static final Duration FIRST_PICTURE = Duration.ofSeconds(60);
    private static final Duration RECOVERY = Duration.ofSeconds(30);

    private static final Duration STRIKING = Duration.ofSeconds(3);
    /** Beyond the limit: until the client has noticed. */
    private static final Duration SLACK = Duration.ofMillis(1500);
    /** By then it must have been noticed, even by a thread that had to wait long for its turn. */
    private static final Duration LATE = Duration.ofSeconds(5);

    private static final Duration LOOK = Duration.ofMillis(50);
    private static final int WEIGH_EVERY = 3;
    private static final int MANY = 1_000_000;
    private static final int MOST_VIOLATIONS = 20;

    private static final List<KubeResource> STRUCK = List.of(
            KubeResource.PODS,
            KubeResource.NODES,
            KubeResource.DEPLOYMENTS,
            KubeResource.REPLICASETS,
            KubeResource.STATEFULSETS,
            KubeResource.SERVICES,
            KubeResource.ENDPOINTSLICES,
            KubeResource.HORIZONTALPODAUTOSCALERS);

    /** Those that leave what is in the cluster as it is. */
    private static final Set<Fault> HARMLESS = EnumSet.of(
            Fault.GONE_STATUS,
            Fault.GONE_EVENT,
            Fault.RESET,
            Fault.TRUNCATED,
            Fault.UNAUTHORIZED,
            Fault.TOKEN_ROTATED,
            Fault.FORBIDDEN,
            Fault.API_ABSENT,
            Fault.TOO_MANY_REQUESTS,
            Fault.INTERNAL_ERROR,
            Fault.UNAVAILABLE,
            Fault.STALLED,
            Fault.NO_END_BOOKMARK,
            Fault.NO_BOOKMARKS,
            Fault.SERVER_DOWN);

    /** Those that keep a client away for as long as they are on. */
    private static final List<Fault> BLINDING = List.of(
            Fault.UNAUTHORIZED,
            Fault.FORBIDDEN,
            Fault.API_ABSENT,
            Fault.TOO_MANY_REQUESTS,
            Fault.INTERNAL_ERROR,
            Fault.UNAVAILABLE,
            Fault.SERVER_DOWN);

    private final long seed;
    private final Duration time;
    private final PrintStream progress;
    private final SplittableRandom random;
    private final FollowedCluster followed;
    private final ServerTruth truth;
    private final List<String> violations = new ArrayList<>();
    private int rounds;
    private int recoveries;
    private int blindings;
    private int rotations;
    private long evaluations;
    private double slowest;
    private double latest;

    private FaultCampaign(long seed, Duration time, PrintStream progress, FollowedCluster followed) {
        this.seed = seed;
        this.time = time;
        this.progress = progress;
        this.random = new SplittableRandom(seed);
        this.followed = followed;
        this.truth = new ServerTruth(followed.server().url(), followed::token);
    }

    /** Runs for about so long. */
    public static CampaignReport run(long seed, Duration time, PrintStream progress)
            throws IOException, InterruptedException {
        // It would tell of every fault.
        LOGGER.setLevel(Level.OFF);
        try (var followed = new FollowedCluster(seed)) {
            return new FaultCampaign(seed, time, progress, followed).run();
        }
    }

    private CampaignReport run() throws IOException, InterruptedException {
        long begin = System.nanoTime();
        awaitEqual("the first picture", followed::now, FIRST_PICTURE);
        var leaks = new Leaks(followed.server().connections());
        while (System.nanoTime() - begin < time.toNanos() && violations.size() < MOST_VIOLATIONS) {
            round();
            look(leaks);
            if (rounds % WEIGH_EVERY == 0) {
                leaks.weigh();
                tell(begin);
            }
        }
        leaks.growth().ifPresent(this::violated);
        return new CampaignReport(
                seed,
                followed.server().faults().counts(),
                rounds,
                recoveries,
                slowest,
                latest,
                evaluations,
                blindings,
                leaks.mostThreads(),
                leaks.mostConnections(),
                leaks.heap(),
                violations);
    }

    /** The server notices late that a client has left, and a thread takes its time to end: only what stays is a leak. */
    private void look(Leaks leaks) throws InterruptedException {
        long end = System.nanoTime() + LATE.toNanos();
        Optional<String> leak = leaks.look(followed.server().connections());
        while (leak.isPresent() && System.nanoTime() < end) {
            Thread.sleep(LOOK.toMillis());
            leak = leaks.look(followed.server().connections());
        }
        leak.ifPresent(this::violated);
    }

    private void round() throws IOException, InterruptedException {
        rounds++;
        KubeResource resource = STRUCK.get(random.nextInt(STRUCK.size()));
        String what;
        switch (random.nextInt(3)) {
            case 0 -> {
                Fault fault = BLINDING.get(random.nextInt(BLINDING.size()));
                what = fault + " on " + resource.id() + ", kept on";
                followed.cluster().churn(CHURN);
                blind(fault, resource, what);
            }
            case 1 -> {
                List<Fault> harmless = List.copyOf(HARMLESS);
                Fault fault = harmless.get(random.nextInt(harmless.size()));
                what = fault + " on " + resource.id() + " while nothing happens";
                still(fault, resource, what);
            }
            default -> {
                List<Fault> all = List.of(Fault.values());
                Fault fault = all.get(random.nextInt(all.size()));
                what = fault + " on " + resource.id();
                followed.cluster().churn(CHURN);
                strike(fault, resource);
                awaitStruck();
            }
        }
        followed.server().faults().clear();
        followed.cluster().churn(0);
        if (awaitEqual(what, followed::now, RECOVERY)) {
            recoveries++;
        }
    }

    /** Nothing happens in the cluster but the fault: equal facts at an equal instant give equal verdicts. */
    private void still(Fault fault, KubeResource resource, String what) throws IOException, InterruptedException {
        Instant at = followed.now();
        HealthSnapshot before = followed.judge(at);
        strike(fault, resource);
        long end = System.nanoTime() + STRIKING.toNanos();
        while (System.nanoTime() < end && followed.server().faults().pending()) {
            compare(before, followed.judge(at), what);
            Thread.sleep(LOOK.toMillis());
        }
        followed.server().faults().clear();
        // Looked at from the same instant: a look from a later one lets go of what was remembered of the time before.
        awaitEqual(what, () -> at, RECOVERY);
        compare(before, followed.judge(at), what + ", afterwards");
    }

    private void compare(HealthSnapshot before, HealthSnapshot after, String what) {
        evaluations++;
        Verdicts.flips(before, after).forEach(flip -> violated(what + ": " + flip));
    }

    /** Keeps a resource, or all, from being seen until its limit is over. */
    private void blind(Fault fault, KubeResource resource, String what) throws InterruptedException {
        Duration hidden = FollowedCluster.STALE_AFTER.plus(SLACK);
        if (fault == Fault.SERVER_DOWN) {
            followed.server().goDown(() -> {
                Thread.sleep(hidden.toMillis());
                judgeBlind(what, any -> true);
            });
            return;
        }
        followed.server().faults().inject(Fault.RESET, resource.id(), 1);
        awaitStruck();
        if (followed.server().faults().pending()) {
            return;
        }
        // The client may be back before the fault is on; then the watch is broken again, and nothing follows it.
        followed.server().faults().inject(fault, resource.id(), MANY);
        followed.server().faults().inject(Fault.RESET, resource.id(), 1);
        Thread.sleep(Duration.ofMillis(300).plus(hidden).toMillis());
        judgeBlind(what, resource::equals);
    }

    /** The limit is over. What is late now must at least be known to be unseen before the patience is at its end. */
    private void judgeBlind(String what, Predicate<KubeResource> unseen) throws InterruptedException {
        blindings++;
        long begin = System.nanoTime();
        List<String> healthy;
        do {
            evaluations++;
            healthy = Verdicts.blindHealth(followed.judge(followed.now()), unseen);
            Thread.sleep(healthy.isEmpty() ? 0 : LOOK.toMillis());
        } while (!healthy.isEmpty() && System.nanoTime() - begin < LATE.toNanos());
        latest = Math.max(latest, healthy.isEmpty() ? (System.nanoTime() - begin) / 1e9 : 0);
        healthy.forEach(one -> violated(what + ": " + one));
    }

    private void strike(Fault fault, KubeResource resource) throws InterruptedException {
        var faults = followed.server().faults();
        switch (fault) {
            case SERVER_DOWN -> followed.server().goDown(Duration.ofMillis(1 + random.nextInt(600)));
            case TOKEN_ROTATED -> {
                rotations++;
                followed.server().rotateToken(followed.tokenFile(), "token-" + rotations);
                faults.inject(Fault.RESET, resource.id(), 1);
            }
            case NO_END_BOOKMARK -> {
                faults.inject(Fault.GONE_EVENT, resource.id(), 1);
                faults.inject(fault, resource.id(), 1);
            }
            case GONE_STATUS, UNAUTHORIZED, FORBIDDEN, API_ABSENT, TOO_MANY_REQUESTS, INTERNAL_ERROR, UNAVAILABLE -> {
                faults.inject(fault, resource.id(), 1 + random.nextInt(2));
                faults.inject(Fault.RESET, resource.id(), 1);
            }
            case GONE_EVENT,
                    RESET,
                    TRUNCATED,
                    UNKNOWN_FIELDS,
                    NULL_OBJECT,
                    HUGE_OBJECT,
                    MALFORMED_QUANTITY,
                    MALFORMED_TIME,
                    STALLED,
                    NO_BOOKMARKS -> faults.inject(fault, resource.id(), 1 + random.nextInt(2));
        }
    }

    private void awaitStruck() throws InterruptedException {
        long end = System.nanoTime() + STRIKING.toNanos();
        while (System.nanoTime() < end && followed.server().faults().pending()) {
            Thread.sleep(LOOK.toMillis());
        }
    }

    private boolean awaitEqual(String after, Supplier<Instant> at, Duration limit)
            throws IOException, InterruptedException {
        long begin = System.nanoTime();
        List<String> differences = truth.differences(followed.view(at.get()));
        while (!differences.isEmpty()) {
            if (System.nanoTime() - begin > limit.toNanos()) {
                violated("after " + after + " the store differs: " + differences);
                return false;
            }
            Thread.sleep(LOOK.toMillis());
            differences = truth.differences(followed.view(at.get()));
        }
        slowest = Math.max(slowest, (System.nanoTime() - begin) / 1e9);
        return true;
    }

    private void violated(String text) {
        violations.add(text);
        progress.println("VIOLATION (seed " + seed + ", round " + rounds + ") " + text);
    }

    private void tell(long begin) {
        progress.printf(
                "  %4d s: %d rounds, %d recoveries, %d kinds of faults, %d violations%n",
                (System.nanoTime() - begin) / 1_000_000_000,
                rounds,
                recoveries,
                followed.server().faults().counts().size(),
                violations.size());
    }
}
