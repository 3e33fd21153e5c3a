package dev.strata.testbed.target;

/** CPUs and bytes of memory in use. */
record Usage(double cores, double bytes) {
    static final Usage NONE = new Usage(0, 0);

    Usage plus(Usage more) {
        return new Usage(cores + more.cores, bytes + more.bytes);
    }
}
