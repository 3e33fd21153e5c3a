package dev.strata.testbed.fake.generate;

import java.util.Arrays;
import java.util.Locale;

/**
 * How large a cluster is.
 *
 * @param name of the tier that it is or is derived from
 * @param counts how many of what
 * @param troubled share of the pods that are not well, about as many at any time
 */
public record Tier(String name, Counts counts, double troubled) {

    private static final double USUALLY_TROUBLED = 0.035;
    private static final int FEWEST_TROUBLED = 8;

    /** With trouble enough to see all that can happen. */
    public Tier(String name, Counts counts) {
        this(name, counts, USUALLY_TROUBLED);
    }

    /**
     * How many of what there are. Each Deployment has three ReplicaSets; a DaemonSet has a pod on each node, a CronJob
     * two finished ones, a StatefulSet three; the other pods belong to Deployments.
     *
     * @param services with their slices
     * @param events of type Warning; a quarter as many Normal ones come on top
     * @param few of each kind that is not named here
     */
    public record Counts(
            int nodes,
            int namespaces,
            int deployments,
            int statefulSets,
            int daemonSets,
            int cronJobs,
            int pods,
            int services,
            int autoscalers,
            int budgets,
            int events,
            int few) {}

    /** 100 nodes, 3 000 pods. */
    public static final Tier S = new Tier("S", new Counts(100, 50, 400, 20, 3, 20, 3_000, 200, 80, 150, 400, 3));

    /** 1 000 nodes, 30 000 pods. */
    public static final Tier M =
            new Tier("M", new Counts(1_000, 1_000, 4_000, 200, 3, 100, 30_000, 2_000, 800, 1_500, 4_000, 5));

    /** 5 000 nodes, 150 000 pods, 20 000 Deployments with 60 000 ReplicaSets. */
    public static final Tier L =
            new Tier("L", new Counts(5_000, 10_000, 20_000, 800, 3, 400, 150_000, 10_000, 4_000, 8_000, 20_000, 10));

    /** 400 000 pods, beyond what Kubernetes promises. */
    public static final Tier XL = new Tier(
            "XL", new Counts(10_000, 10_000, 40_000, 1_600, 3, 800, 400_000, 20_000, 8_000, 16_000, 40_000, 10));

    /** The tier of a name, in any case. */
    public static Tier of(String name) {
        return Arrays.asList(S, M, L, XL).stream()
                .filter(tier -> tier.name().equals(name.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no tier " + name + ": there are S, M, L and XL"));
    }

    /** The same mix at another size; at least one of each. */
    public Tier scaled(double factor) {
        Counts c = counts;
        return new Tier(
                name,
                new Counts(
                        part(c.nodes, factor),
                        part(c.namespaces, factor),
                        part(c.deployments, factor),
                        part(c.statefulSets, factor),
                        c.daemonSets,
                        part(c.cronJobs, factor),
                        part(c.pods, factor),
                        part(c.services, factor),
                        part(c.autoscalers, factor),
                        part(c.budgets, factor),
                        part(c.events, factor),
                        c.few),
                troubled);
    }

    /** The same with more or less trouble. */
    public Tier withTroubled(double share) {
        return new Tier(name, counts, share);
    }

    /** Pods in trouble above which troubles are healed before new ones begin. */
    int mostTroubled() {
        return (int) Math.max(FEWEST_TROUBLED, 1.15 * troubled * counts.pods());
    }

    private static int part(int count, double factor) {
        return Math.max(1, (int) Math.round(count * factor));
    }
}
