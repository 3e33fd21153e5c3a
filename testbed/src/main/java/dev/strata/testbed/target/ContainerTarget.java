package dev.strata.testbed.target;

import java.util.OptionalDouble;

/** What the containers of one name in a workload's pods do. What is not said follows from their requests and limits. */
public final class ContainerTarget {
    private double cores = Double.NaN;
    private double bytes = Double.NaN;
    private double growth;
    private double throttled;
    private double oomKillsPerSecond;
    private double oomKillsNow;
    private double networkBytes = 20_000;

    ContainerTarget() {}

    /** CPUs in use by each container. */
    public synchronized ContainerTarget cpu(double perContainer) {
        cores = perContainer;
        return this;
    }

    /** Bytes of memory in use by each container. */
    public synchronized ContainerTarget memory(double perContainer) {
        bytes = perContainer;
        growth = 0;
        return this;
    }

    /** Lets the memory grow from so many bytes on. */
    public synchronized ContainerTarget memoryGrowing(double from, double bytesPerSecond) {
        bytes = from;
        growth = bytesPerSecond;
        return this;
    }

    /** Share of the scheduling periods in which the container was held back; only one with a CPU limit shows it. */
    public synchronized ContainerTarget throttled(double share) {
        throttled = share;
        return this;
    }

    /** One kill for lack of memory in each container. */
    public synchronized ContainerTarget oomKill() {
        oomKillsNow++;
        return this;
    }

    /** Kills for lack of memory in each container. */
    public synchronized ContainerTarget oomKills(double perSecond) {
        oomKillsPerSecond = perSecond;
        return this;
    }

    /** Bytes per second of the pod, each way. */
    public synchronized ContainerTarget networkBytes(double perSecond) {
        networkBytes = perSecond;
        return this;
    }

    /** As it was before anything was said. */
    public synchronized ContainerTarget recover() {
        cores = Double.NaN;
        bytes = Double.NaN;
        growth = 0;
        throttled = 0;
        oomKillsPerSecond = 0;
        networkBytes = 20_000;
        return this;
    }

    synchronized OptionalDouble cores() {
        return Double.isNaN(cores) ? OptionalDouble.empty() : OptionalDouble.of(cores);
    }

    synchronized OptionalDouble bytes() {
        return Double.isNaN(bytes) ? OptionalDouble.empty() : OptionalDouble.of(bytes);
    }

    synchronized double throttledShare() {
        return throttled;
    }

    synchronized double oomKillsPerSecond() {
        return oomKillsPerSecond;
    }

    synchronized double networkBytes() {
        return networkBytes;
    }

    /** Single kills asked for since the last call. */
    synchronized double takeOomKills() {
        double now = oomKillsNow;
        oomKillsNow = 0;
        return now;
    }

    synchronized void pass(double seconds) {
        bytes += growth * seconds;
    }
}
