package dev.strata.exporter.cluster;

import java.util.List;

/** Amounts that are requested or can be allocated. */
public record Resources(long cpuMillis, long memoryBytes, long pods) {

    public static final Resources NONE = new Resources(0, 0, 0);

    public Resources plus(Resources other) {
        return new Resources(cpuMillis + other.cpuMillis, memoryBytes + other.memoryBytes, pods + other.pods);
    }

    /** What those of the pods that have not come to their end request. */
    static Resources ofPods(List<PodFacts> all) {
        long cpu = 0;
        long memory = 0;
        long number = 0;
        for (PodFacts pod : all) {
            if (!pod.isFinished()) {
                Resources requests = pod.requests();
                cpu += requests.cpuMillis;
                memory += requests.memoryBytes;
                number++;
            }
        }
        return new Resources(cpu, memory, number);
    }
}
