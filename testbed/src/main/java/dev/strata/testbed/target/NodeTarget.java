package dev.strata.testbed.target;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** What is wrong with one node, its kubelet and its kube-proxy. Ratios are of the whole, rates per second. */
public final class NodeTarget {
    /** What one filesystem shall show. */
    private record Filesystem(double used, double growth, double usedInodes, boolean readOnly) {}

    /** Ordinary values, each of which a call below changes. */
    enum Knob {
        CPU(Double.NaN),
        STEAL(0.001),
        MEMORY(Double.NaN),
        CONNTRACK(0.06),
        CLOCK_OFFSET(0.0004),
        CLOCK_SYNCED(1),
        DISK_BUSY(0.03),
        NETWORK_DROPS(0),
        NETWORK_ERRORS(0),
        NETWORK_BYTES(2e6),
        RETRANSMITS(0.2),
        OPEN_FILES(0.01),
        PRESSURE_CPU(Double.NaN),
        PRESSURE_MEMORY(Double.NaN),
        PRESSURE_IO(0.002),
        OOM_KILLS(0),
        PLEG_SECONDS(0.012),
        PLEG_STALLED(0),
        RUNTIME_SECONDS(0.02),
        RUNTIME_ERRORS(0),
        START_SECONDS(2.1),
        EVICTIONS(0),
        CERTIFICATE_SECONDS(250 * 86_400.0),
        CERTIFICATE_ERRORS(0),
        MOUNT_SECONDS(0.3),
        MOUNT_ERRORS(0),
        PROXY_SECONDS(0.02),
        PROXY_LAG_SECONDS(0),
        DOWN(0);

        final double ordinary;

        Knob(double ordinary) {
            this.ordinary = ordinary;
        }
    }

    private final Map<Knob, Double> set = new ConcurrentHashMap<>();
    private final Map<String, Filesystem> filesystems = new ConcurrentHashMap<>();

    NodeTarget() {
        recover();
    }

    /** Busy share of all CPUs; load and CPU pressure follow. */
    public NodeTarget cpu(double busy) {
        return with(Knob.CPU, busy);
    }

    /** Share of CPU time that the hypervisor took away. */
    public NodeTarget steal(double share) {
        return with(Knob.STEAL, share);
    }

    /** Used share of the memory; memory pressure follows. */
    public NodeTarget memory(double used) {
        return with(Knob.MEMORY, used);
    }

    /** Used share of a filesystem: {@code /} or {@code /var/lib/kubelet}. */
    public NodeTarget disk(String mountpoint, double used) {
        return filesystem(mountpoint, it -> new Filesystem(used, 0, it.usedInodes(), it.readOnly()));
    }

    /** Lets a filesystem fill from where it stands. */
    public NodeTarget diskFilling(String mountpoint, double bytesPerSecond) {
        return filesystem(mountpoint, it -> new Filesystem(it.used(), bytesPerSecond, it.usedInodes(), it.readOnly()));
    }

    public NodeTarget inodes(String mountpoint, double used) {
        return filesystem(mountpoint, it -> new Filesystem(it.used(), it.growth(), used, it.readOnly()));
    }

    public NodeTarget readOnly(String mountpoint, boolean readOnly) {
        return filesystem(mountpoint, it -> new Filesystem(it.used(), it.growth(), it.usedInodes(), readOnly));
    }

    /** Share of the time in which the disk was busy; I/O wait and I/O pressure follow. */
    public NodeTarget diskBusy(double share) {
        return with(Knob.DISK_BUSY, share).with(Knob.PRESSURE_IO, share > 0.8 ? (share - 0.8) * 3 : 0.002);
    }

    /** Used share of the connection tracking table; at 1 insertions are dropped. */
    public NodeTarget conntrack(double used) {
        return with(Knob.CONNTRACK, used);
    }

    /** How far the clock is off, in seconds, and whether it is synchronised. */
    public NodeTarget clock(double offsetSeconds, boolean synced) {
        return with(Knob.CLOCK_OFFSET, offsetSeconds).with(Knob.CLOCK_SYNCED, synced ? 1 : 0);
    }

    /** Bytes per second through the network card, each way. */
    public NodeTarget networkBytes(double perSecond) {
        return with(Knob.NETWORK_BYTES, perSecond);
    }

    public NodeTarget networkDrops(double perSecond) {
        return with(Knob.NETWORK_DROPS, perSecond);
    }

    public NodeTarget networkErrors(double perSecond) {
        return with(Knob.NETWORK_ERRORS, perSecond);
    }

    /** TCP segments sent again. */
    public NodeTarget retransmits(double perSecond) {
        return with(Knob.RETRANSMITS, perSecond);
    }

    /** Share of all file handles in use. */
    public NodeTarget openFiles(double used) {
        return with(Knob.OPEN_FILES, used);
    }

    /** Shares of the time in which some task waited for CPU, memory or I/O. */
    public NodeTarget pressure(double cpu, double memory, double io) {
        return with(Knob.PRESSURE_CPU, cpu).with(Knob.PRESSURE_MEMORY, memory).with(Knob.PRESSURE_IO, io);
    }

    /** Kills by the kernel for lack of memory. */
    public NodeTarget oomKills(double perSecond) {
        return with(Knob.OOM_KILLS, perSecond);
    }

    /** Mean time in which the kubelet lists all its containers. */
    public NodeTarget plegSeconds(double mean) {
        return with(Knob.PLEG_SECONDS, mean);
    }

    /** The kubelet's listing of containers stands still, or goes on. */
    public NodeTarget plegStalled(boolean stalled) {
        return with(Knob.PLEG_STALLED, stalled ? 1 : 0);
    }

    /** Mean time of a container runtime operation, and the share that fails. */
    public NodeTarget runtime(double meanSeconds, double failing) {
        return with(Knob.RUNTIME_SECONDS, meanSeconds).with(Knob.RUNTIME_ERRORS, failing);
    }

    /** Mean time from a pod's creation until it runs. */
    public NodeTarget podStartSeconds(double mean) {
        return with(Knob.START_SECONDS, mean);
    }

    /** Pods evicted by the kubelet for lack of memory. */
    public NodeTarget evictions(double perSecond) {
        return with(Knob.EVICTIONS, perSecond);
    }

    /** What is left of the kubelet's client certificate, and how often its renewal fails. */
    public NodeTarget certificate(double secondsLeft, double renewErrorsPerSecond) {
        return with(Knob.CERTIFICATE_SECONDS, secondsLeft).with(Knob.CERTIFICATE_ERRORS, renewErrorsPerSecond);
    }

    /** Mean time of a volume operation, and the share that fails. */
    public NodeTarget mounts(double meanSeconds, double failing) {
        return with(Knob.MOUNT_SECONDS, meanSeconds).with(Knob.MOUNT_ERRORS, failing);
    }

    /** Mean time in which kube-proxy writes its rules, and by how much it lags behind what was asked of it. */
    public NodeTarget proxy(double syncSeconds, double lagSeconds) {
        return with(Knob.PROXY_SECONDS, syncSeconds).with(Knob.PROXY_LAG_SECONDS, lagSeconds);
    }

    /** Nothing on the node answers a scrape. */
    public NodeTarget down(boolean down) {
        return with(Knob.DOWN, down ? 1 : 0);
    }

    /** As it was before anything was said. */
    public NodeTarget recover() {
        set.clear();
        filesystems.clear();
        filesystems.put("/", new Filesystem(0.34, 0, 0.08, false));
        filesystems.put("/var/lib/kubelet", new Filesystem(0.22, 0, 0.05, false));
        return this;
    }

    double at(Knob knob) {
        return set.getOrDefault(knob, knob.ordinary);
    }

    /** The value, nothing where the page works it out from what runs on the node. */
    OptionalDouble said(Knob knob) {
        double value = at(knob);
        return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    Iterable<String> mountpoints() {
        return filesystems.keySet().stream().sorted().toList();
    }

    double used(String mountpoint) {
        return filesystem(mountpoint).used();
    }

    double usedInodes(String mountpoint) {
        return filesystem(mountpoint).usedInodes();
    }

    boolean readOnly(String mountpoint) {
        return filesystem(mountpoint).readOnly();
    }

    /** Lets filling filesystems of that size fill. */
    void pass(double seconds, double size) {
        filesystems.replaceAll((mountpoint, it) -> new Filesystem(
                Math.min(1, it.used() + it.growth() * seconds / size), it.growth(), it.usedInodes(), it.readOnly()));
    }

    private Filesystem filesystem(String mountpoint) {
        Filesystem found = filesystems.get(mountpoint);
        if (found == null) {
            throw new IllegalArgumentException("no filesystem at " + mountpoint + ", there are " + mountpoints());
        }
        return found;
    }

    private NodeTarget filesystem(String mountpoint, UnaryOperator<Filesystem> edit) {
        filesystems.put(mountpoint, edit.apply(filesystem(mountpoint)));
        return this;
    }

    private NodeTarget with(Knob knob, double value) {
        set.put(knob, value);
        return this;
    }
}
