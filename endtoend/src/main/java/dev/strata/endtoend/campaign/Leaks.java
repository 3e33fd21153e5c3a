package dev.strata.endtoend.campaign;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Threads, connections and memory of the followed cluster, looked at whenever all is quiet. */
final class Leaks {

    /** A client keeps a few connections that it does not use. */
    private static final int SPARE_CONNECTIONS = 8;

    private static final int SPARE_THREADS = 4;
    private static final double GROWTH = 1.10;
    private static final long NOISE = 8L << 20;
    private static final int FEWEST = 6;

    private final int firstThreads = threads();
    private final int firstConnections;
    private final List<Long> heap = new ArrayList<>();
    private int mostThreads;
    private int mostConnections;

    /** @param connections that are open when everything is followed */
    Leaks(int connections) {
        this.firstConnections = connections;
    }

    Optional<String> look(int connections) {
        int threads = threads();
        mostThreads = Math.max(mostThreads, threads);
        mostConnections = Math.max(mostConnections, connections);
        if (threads > firstThreads + SPARE_THREADS) {
            return Optional.of("threads: " + firstThreads + " at first, " + threads + " now");
        }
        return connections > firstConnections + SPARE_CONNECTIONS
                ? Optional.of("connections: " + firstConnections + " at first, " + connections + " now")
                : Optional.empty();
    }

    void weigh() {
        System.gc();
        heap.add(ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    }

    /** Compares the last third with the second one: in the first one memory of the past still fills. */
    Optional<String> growth() {
        if (heap.size() < FEWEST) {
            return Optional.empty();
        }
        int third = heap.size() / 3;
        long middle = median(heap.subList(third, 2 * third));
        long last = median(heap.subList(2 * third, heap.size()));
        return last > middle * GROWTH + NOISE
                ? Optional.of("heap: " + middle + " bytes in the second third, " + last + " in the last")
                : Optional.empty();
    }

    List<Long> heap() {
        return heap;
    }

    int mostThreads() {
        return mostThreads;
    }

    int mostConnections() {
        return mostConnections;
    }

    /** Those of the source and of its HTTP client. */
    static int threads() {
        return (int) Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("kube-") || name.startsWith("OkHttp") || name.startsWith("Okio"))
                .count();
    }

    private static long median(List<Long> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
