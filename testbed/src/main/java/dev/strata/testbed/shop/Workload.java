package dev.strata.testbed.shop;

/**
 * What the workers of the order service do during one step of time.
 *
 * <p>A replica has a fixed number of workers and a worker is held for the whole service time, so a slow dependency takes
 * capacity away: throughput is workers divided by service time. What does not fit waits; what would wait longer than the
 * patience of the clients fails.
 *
 * @param served requests that got a worker in this step
 * @param failed requests that gave up waiting in this step, or found no replica
 * @param waitSeconds mean wait for a worker
 * @param inFlight requests being worked on or waiting at the end of the step, over all replicas
 * @param backlog waiting requests carried into the next step
 * @param utilization share of the workers that were busy, 0 to 1
 */
record Workload(double served, double failed, double waitSeconds, double inFlight, double backlog, double utilization) {
    /** How long a client waits for a worker before it gives up. */
    static final double PATIENCE_SECONDS = 5;

    /** From here on the queue is followed as a backlog; the formula for the wait has a pole at 1. */
    private static final double HIGHEST_STEADY_UTILIZATION = 0.98;

    static Workload step(Scenario scenario, int replicas, double backlog, double seconds) {
        double arriving = scenario.offeredLoad() * seconds;
        if (replicas <= 0) {
            return new Workload(0, arriving + backlog, 0, 0, 0, 0);
        }
        double service = scenario.serviceSeconds();
        double perSecond = replicas * scenario.workersPerReplica() / service;
        double waiting = backlog + arriving;
        double served = Math.min(waiting, perSecond * seconds);
        double left = waiting - served;
        double failed = Math.max(0, left - perSecond * PATIENCE_SECONDS);
        double queue = left - failed;
        double utilization = Math.min(1, served / (perSecond * seconds));
        double steadyWait = steadyWait(utilization, service, scenario.workersPerReplica());
        double busy = served / seconds * (service + steadyWait);
        return new Workload(served, failed, steadyWait + queue / perSecond, busy + queue, queue, utilization);
    }

    /** The approximation of Sakasegawa (1977) for the mean wait in a queue with several servers. */
    private static double steadyWait(double utilization, double service, int workers) {
        double rho = Math.min(utilization, HIGHEST_STEADY_UTILIZATION);
        return service * Math.pow(rho, Math.sqrt(2.0 * (workers + 1)) - 1) / (workers * (1 - rho));
    }
}
