package dev.strata.exporter.kube;

import java.time.Duration;

/**
 * How long to wait for what.
 *
 * @param staleAfter how long reconnects may fail before a resource is stale
 * @param idleAfter how long an open watch may be silent before the server is asked whether it still lives; servers send
 *     a bookmark about once a minute
 * @param answer how long a request may go without an answer, and a list without another byte
 * @param settled how long a reopened watch must hold before it counts as followed, if nothing arrives on it
 * @param firstPause upper bound of the random pause after a first failure; it doubles with each further one
 * @param longestPause where the doubling ends
 * @param refusedPause pause after refusals (403) or for an API that is not served (404) in a row, once the doubling has ended
 * @param absentPause least pause for an API that is installed beside Kubernetes and is not served; at most half as
 *     long again
 * @param shortestWatch the server is asked to end a watch after a random time between this
 * @param longestWatch and this
 * @param initialEvents how long a watch-list may take to say that it is complete; each thousand objects give it another
 *     second
 * @param checkEvery how often what is held is compared with a list, more or less by half
 * @param pageSize objects asked for at once
 */
public record KubeTimings(
        Duration staleAfter,
        Duration idleAfter,
        Duration answer,
        Duration settled,
        Duration firstPause,
        Duration longestPause,
        Duration refusedPause,
        Duration absentPause,
        Duration shortestWatch,
        Duration longestWatch,
        Duration initialEvents,
        Duration checkEvery,
        int pageSize) {

    public static final KubeTimings DEFAULTS = new KubeTimings(
            Duration.ofSeconds(30),
            Duration.ofMinutes(3),
            Duration.ofSeconds(20),
            Duration.ofSeconds(2),
            Duration.ofMillis(500),
            Duration.ofSeconds(30),
            Duration.ofMinutes(1),
            Duration.ofMinutes(3),
            Duration.ofMinutes(5),
            Duration.ofMinutes(10),
            Duration.ofMinutes(1),
            Duration.ofHours(1),
            500);

    public KubeTimings withStaleAfter(Duration changed) {
        return new KubeTimings(
                changed,
                idleAfter,
                answer,
                settled,
                firstPause,
                longestPause,
                refusedPause,
                absentPause,
                shortestWatch,
                longestWatch,
                initialEvents,
                checkEvery,
                pageSize);
    }
}
