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
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Predicate;
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
    /** Beyond the limit: until the client has noticed, and for a thread that had to wait. */
    private static final Duration SLACK = Duration.ofMillis(1500);

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
        awaitEqual("the first picture", FIRST_PICTURE);
        var leaks = new Leaks(followed.server().connections());
        while (System.nanoTime() - begin < time.toNanos() && violations.size() < MOST_VIOLATIONS) {
            round();
            leaks.look(followed.server().connections()).ifPresent(this::violated);
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
                evaluations,
                blindings,
                leaks.mostThreads(),
                leaks.mostConnections(),
                leaks.heap(),
                violations);
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
        if (awaitEqual(what, RECOVERY)) {
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
        awaitEqual(what, RECOVERY);
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
            var down = new Thread(() -> goDown(hidden.plus(SLACK)), "campaign-down");
            down.start();
            Thread.sleep(hidden.toMillis());
            judgeBlind(what, any -> true);
            down.join();
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

    private void judgeBlind(String what, Predicate<KubeResource> unseen) {
        blindings++;
        evaluations++;
        Verdicts.blindHealth(followed.judge(followed.now()), unseen)
                .forEach(healthy -> violated(what + ": " + healthy));
    }

    private void strike(Fault fault, KubeResource resource) throws InterruptedException {
        var faults = followed.server().faults();
        switch (fault) {
            case SERVER_DOWN -> goDown(Duration.ofMillis(1 + random.nextInt(600)));
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

    private void goDown(Duration pause) {
        try {
            followed.server().goDown(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitStruck() throws InterruptedException {
        long end = System.nanoTime() + STRIKING.toNanos();
        while (System.nanoTime() < end && followed.server().faults().pending()) {
            Thread.sleep(LOOK.toMillis());
        }
    }

    private boolean awaitEqual(String after, Duration limit) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        List<String> differences = truth.differences(followed.view(followed.now()));
        while (!differences.isEmpty()) {
            if (System.nanoTime() - begin > limit.toNanos()) {
                violated("after " + after + " the store differs: " + differences);
                return false;
            }
            Thread.sleep(LOOK.toMillis());
            differences = truth.differences(followed.view(followed.now()));
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
