package dev.strata.catalog;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One signal of the catalogue: what it is called, how bad it can get, how long its condition must hold.
 *
 * @param number row of the public signal list
 * @param id released name, the value of the {@code signal} label
 * @param layer its layer; null when a finding takes the layer of its SLO
 * @param max the worst severity it can reach before the tier cap
 * @param kinds kinds of its subjects
 * @param input what it reads
 * @param pendingFor how long the condition must hold before it fires; zero fires at once
 * @param keepFiring how long it stays firing after the condition cleared
 * @param diagnostic where its evidence stands in a diagnosis
 * @param bottleneck its class of slowness, null when it is no cause of slowness
 * @param title what is wrong, in words for the person on call
 * @param firstAction what to do first
 * @param experimental no case from real parts stands behind it yet: off until the configuration switches it on
 * @param limits the numbers that its condition compares with
 */
public record Signal(
        int number,
        String id,
        @Nullable Layer layer,
        Severity max,
        List<String> kinds,
        Input input,
        Duration pendingFor,
        Duration keepFiring,
        DiagnosticLayer diagnostic,
        @Nullable BottleneckLayer bottleneck,
        String title,
        String firstAction,
        boolean experimental,
        List<Limit> limits) {

    /**
     * One number of a condition.
     *
     * @param name slug that ends in its unit where it has one
     * @param says what is compared with it
     */
    public record Limit(String name, double value, String says) {}

    public Signal {
        kinds = List.copyOf(kinds);
        limits = List.copyOf(limits);
    }

    /** The number of that name. */
    public double limit(String name) {
        return limits.stream()
                .filter(limit -> limit.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("signal " + id + " has no limit " + name))
                .value();
    }

    /** A signal that is on unless it is switched off. */
    public Signal(
            int number,
            String id,
            @Nullable Layer layer,
            Severity max,
            List<String> kinds,
            Input input,
            Duration pendingFor,
            Duration keepFiring,
            DiagnosticLayer diagnostic,
            @Nullable BottleneckLayer bottleneck,
            String title,
            String firstAction) {
        this(
                number,
                id,
                layer,
                max,
                kinds,
                input,
                pendingFor,
                keepFiring,
                diagnostic,
                bottleneck,
                title,
                firstAction,
                false,
                List.of());
    }
}
