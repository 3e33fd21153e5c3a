package dev.strata.testbed.fake;

import dev.strata.testbed.fake.Fault.Stage;
import dev.strata.testbed.fake.object.ApiKind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Faults that wait for a request to strike, and how many have struck. An object that is spoilt is healed: the server
 * writes it again afterwards, so that a client that goes on ends up with what the server holds.
 */
public final class Faults {

    /** Stands for every resource. */
    public static final String ANY = "*";

    private final Map<Fault, Long> struck = new EnumMap<>(Fault.class);
    private final List<Order> orders = new ArrayList<>();
    private SplittableRandom random = new SplittableRandom(1);

    private static final class Order {
        final Fault fault;
        final String resource;
        int times;

        Order(Fault fault, String resource, int times) {
            this.fault = fault;
            this.resource = resource;
            this.times = times;
        }

        boolean concerns(ApiKind kind) {
            return resource.equals(ANY) || resource.equals(kind.resource()) || resource.equals(kind.plural());
        }
    }

    Faults() {}

    /**
     * Lets a fault strike the next requests or open watches of a resource. A fault that strikes in the middle of a watch
     * takes one that is open already.
     *
     * @param resource {@code pods}, {@code deployments.apps}, {@link #ANY}
     */
    public synchronized void inject(Fault fault, String resource, int times) {
        if (fault.strikes(Stage.SERVER)) {
            throw new IllegalArgumentException(fault + " strikes the whole server, see FakeApiServer");
        }
        orders.add(new Order(fault, resource, times));
    }

    /** Which object or place of a body is struck follows from this seed and the order of requests. */
    public synchronized void seed(long seed) {
        random = new SplittableRandom(seed);
    }

    /** Takes back what has not struck yet. */
    public synchronized void clear() {
        orders.clear();
    }

    /** Whether some fault has not struck as often as it should. */
    public synchronized boolean pending() {
        return !orders.isEmpty();
    }

    /** How often each fault has struck; those that have not are absent. */
    public synchronized SortedMap<Fault, Long> counts() {
        return new TreeMap<>(struck);
    }

    synchronized @Nullable Fault take(ApiKind kind, Stage stage, Predicate<Fault> possible) {
        for (Iterator<Order> all = orders.iterator(); all.hasNext(); ) {
            Order order = all.next();
            if (order.fault.strikes(stage) && order.concerns(kind) && possible.test(order.fault)) {
                order.times--;
                if (order.times <= 0) {
                    all.remove();
                }
                count(order.fault);
                return order.fault;
            }
        }
        return null;
    }

    synchronized void count(Fault fault) {
        struck.merge(fault, 1L, Long::sum);
    }

    synchronized int below(int bound) {
        return random.nextInt(Math.max(1, bound));
    }
}
