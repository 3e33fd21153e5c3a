package dev.strata.testbed.fake.generate;

/** What may be going on with a synthetic pod. */
enum PodState {
    PENDING("Pending", false, false),
    CREATING("Pending", true, false),
    IMAGE_PULL("Pending", true, false),
    RUNNING("Running", true, true),
    RESTARTED("Running", true, true),
    NOT_READY("Running", true, false),
    CRASHING("Running", true, false),
    TERMINATING("Running", true, false),
    DONE("Succeeded", true, false);

    private final String phase;
    private final boolean scheduled;
    private final boolean ready;

    PodState(String phase, boolean scheduled, boolean ready) {
        this.phase = phase;
        this.scheduled = scheduled;
        this.ready = ready;
    }

    String phase() {
        return phase;
    }

    boolean isScheduled() {
        return scheduled;
    }

    boolean isReady() {
        return ready;
    }

    /** Has an address and containers that have run. */
    boolean hasStarted() {
        return scheduled && this != CREATING && this != IMAGE_PULL;
    }
}
