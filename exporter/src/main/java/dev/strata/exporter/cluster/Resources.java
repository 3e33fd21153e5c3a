package dev.strata.exporter.cluster;

/** Amounts that are requested or can be allocated. */
public record Resources(long cpuMillis, long memoryBytes, long pods) {

    public static final Resources NONE = new Resources(0, 0, 0);

    public Resources plus(Resources other) {
        return new Resources(cpuMillis + other.cpuMillis, memoryBytes + other.memoryBytes, pods + other.pods);
    }
}
