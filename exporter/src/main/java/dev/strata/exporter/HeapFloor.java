package dev.strata.exporter;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

/**
 * Sees when the heap is too small for the cluster: the collector is at work most of the time and what is left after it is
 * nearly everything. Such a program answers late or never, and does not get better; ending it says what is wrong.
 */
final class HeapFloor {

    private static final Duration LOOK = Duration.ofSeconds(1);
    /** In seconds. */
    private static final int WINDOW = 10;

    private static final double MOST_COLLECTING = 0.6;
    private static final double MOST_HELD = 0.9;

    /** Nearly all of the time: then something large finds no place although there is some left. */
    private static final double ALL_COLLECTING = 0.8;

    private static final double MUCH_HELD = 0.65;

    /** A line for people; made beforehand, because when it is needed there is no memory to make it. */
    static final byte[] MESSAGE = String.format(
                    Locale.ROOT,
                    "strata-exporter: the heap of %d MiB is too small for this cluster; give more with -Xmx"
                            + " (bin/strata-exporter: STRATA_JAVA_FLAGS), as a rule 20 MiB and 400 bytes for each object"
                            + " that is watched%n",
                    Runtime.getRuntime().maxMemory() >> 20)
            .getBytes(StandardCharsets.UTF_8);

    private final Runnable tooSmall;
    private final long[] collecting = new long[WINDOW + 1];
    private int looks;

    /** What a look at the machine yields. */
    record Look(long collectingMillis, long heldBytes, long mostBytes) {

        boolean holds(double share) {
            return mostBytes > 0 && heldBytes >= share * mostBytes;
        }
    }

    /** @param tooSmall runs when it is seen, once or again */
    HeapFloor(Runnable tooSmall) {
        this.tooSmall = tooSmall;
    }

    /** Looks every second, on a thread of its own, for as long as the program runs. */
    void start() {
        var thread = new Thread(this::run, "heap-floor");
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try {
            while (true) {
                Thread.sleep(LOOK.toMillis());
                look(now());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** To be called once a second. */
    void look(Look look) {
        collecting[looks % collecting.length] = look.collectingMillis();
        looks++;
        if (looks < collecting.length) {
            return;
        }
        long before = collecting[looks % collecting.length];
        double share = (look.collectingMillis() - before) / (1000.0 * WINDOW);
        boolean full = share >= MOST_COLLECTING && look.holds(MOST_HELD);
        if (full || (share >= ALL_COLLECTING && look.holds(MUCH_HELD))) {
            tooSmall.run();
        }
    }

    private static Look now() {
        long collecting = 0;
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            collecting += Math.max(0, collector.getCollectionTime());
        }
        long held = 0;
        long most = 0;
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            MemoryUsage after = pool.getType() == MemoryType.HEAP ? pool.getCollectionUsage() : null;
            if (after != null && after.getMax() > most) {
                held = after.getUsed();
                most = after.getMax();
            }
        }
        return new Look(collecting, held, most);
    }
}
