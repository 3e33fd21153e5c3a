package dev.strata.testbed.target;

/** How full one volume is. It is seen while a running pod mounts its claim. */
public final class VolumeTarget {
    private double used = 0.3;
    private double growth;
    private double usedInodes = 0.02;
    private boolean abnormal;

    VolumeTarget() {}

    /** Used share of the volume; it stays there. */
    public synchronized VolumeTarget used(double share) {
        used = share;
        growth = 0;
        return this;
    }

    /** Lets the volume fill from where it stands. */
    public synchronized VolumeTarget filling(double bytesPerSecond) {
        growth = bytesPerSecond;
        return this;
    }

    public synchronized VolumeTarget inodes(double share) {
        usedInodes = share;
        return this;
    }

    /** Whether its driver finds it in bad health. */
    public synchronized VolumeTarget abnormal(boolean bad) {
        abnormal = bad;
        return this;
    }

    /** As it was before anything was said. */
    public synchronized VolumeTarget recover() {
        used = 0.3;
        growth = 0;
        usedInodes = 0.02;
        abnormal = false;
        return this;
    }

    synchronized double usedShare() {
        return used;
    }

    synchronized double usedInodesShare() {
        return usedInodes;
    }

    synchronized boolean isAbnormal() {
        return abnormal;
    }

    synchronized void pass(double seconds, double size) {
        used = Math.min(1, used + growth * seconds / size);
    }
}
