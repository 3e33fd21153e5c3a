package dev.strata.rulegen.scenario;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How one staging differs from the plain one: when things happen, how much traffic there is, how things are called, what
 * else runs in the cluster and how well it is scraped.
 *
 * @param delay seconds from the beginning of the staging to the incident
 * @param interval seconds between scrapes
 * @param lost share of scrapes that are lost
 * @param traffic factor on all counters with a history
 * @param restartedAt when kube-state-metrics was restarted, or NaN
 * @param withoutExporter whether Strata's exporter is not installed
 */
public record Perturbation(
        long seed,
        int delay,
        int interval,
        double lost,
        double traffic,
        double noise,
        double restartedAt,
        boolean withoutExporter,
        Map<String, String> labels) {

    /** The plain staging. */
    public static final Perturbation NONE = new Perturbation(0, 0, 60, 0, 1, 0, Double.NaN, false, Map.of());

    private static final List<String> POOLS = List.of("ip-10-0-7-", "gke-prod-a1-", "aks-user-0000", "n-");

    public Perturbation {
        labels = Map.copyOf(labels);
    }

    /** Draws one; zero is the plain staging. */
    public static Perturbation of(long seed, String scenario) {
        if (seed == 0) {
            return NONE;
        }
        var random = new Random(seed * 1_000_003 + scenario.hashCode());
        random.nextInt();
        int delay = random.nextInt(300);
        int interval = random.nextBoolean() ? 30 : 60;
        double lost = random.nextInt(3) == 0 ? 0.05 : 0;
        double traffic = Math.exp((random.nextDouble() * 2 - 1) * Math.log(2));
        double noise = random.nextInt(3) * 0.05;
        double restarted = random.nextBoolean() ? -600.0 - random.nextInt(1800) : Double.NaN;
        boolean without = random.nextInt(10) < 3;
        var labels = new TreeMap<String, String>();
        if (random.nextBoolean()) {
            labels.put("prometheus", "monitoring/k8s");
        }
        if (random.nextBoolean()) {
            labels.put("region", "eu-" + random.nextInt(3));
        }
        return new Perturbation(seed, delay, interval, lost, traffic, noise, restarted, without, labels);
    }

    /** The same in a cluster that has the exporter, for what happens to the exporter itself. */
    Perturbation withExporter() {
        return new Perturbation(seed, delay, interval, lost, traffic, noise, restartedAt, false, labels);
    }

    Random random(String salt) {
        return new Random(seed * 31 + salt.hashCode());
    }

    /** Whether an object that may be there is there. */
    boolean has(String extra) {
        return extra.isEmpty() || (seed != 0 && random(extra).nextBoolean());
    }

    /** Other names for nodes; pods keep theirs, which differ anyway. */
    SortedMap<String, String> renamed(List<String> nodes) {
        var names = new TreeMap<String, String>();
        if (seed % 2 == 1) {
            String pool = POOLS.get((int) (seed / 2 % POOLS.size()));
            for (int i = 0; i < nodes.size(); i++) {
                names.put(nodes.get(i), pool + (11 + 7 * i));
            }
        }
        return names;
    }
}
