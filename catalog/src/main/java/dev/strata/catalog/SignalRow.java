package dev.strata.catalog;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A signal of the catalogue while it is written down. Experimental until {@link #proven}.
 *
 * @param diagnostic where its evidence stands in a diagnosis
 */
record SignalRow(
        int number,
        String id,
        @Nullable Layer layer,
        Severity max,
        List<String> kinds,
        Input input,
        int waitMinutes,
        int holdMinutes,
        DiagnosticLayer diagnostic,
        @Nullable BottleneckLayer bottleneck,
        boolean isProven,
        List<Signal.Limit> limits) {

    /** A signal that reads objects of the API alone, fires at once and holds for two minutes. */
    static SignalRow of(int number, String id, @Nullable Layer layer, Severity max, String... kinds) {
        return new SignalRow(
                number,
                id,
                layer,
                max,
                List.of(kinds),
                Input.KUBERNETES,
                0,
                2,
                DiagnosticLayer.OBJECT,
                null,
                false,
                List.of());
    }

    /** A signal about workloads. */
    static SignalRow workload(int number, String id, Layer layer, Severity max) {
        return of(number, id, layer, max, Kinds.WORKLOADS.toArray(String[]::new));
    }

    /** A case from real parts stands behind it: on by default. */
    SignalRow proven() {
        return new SignalRow(
                number, id, layer, max, kinds, input, waitMinutes, holdMinutes, diagnostic, bottleneck, true, limits);
    }

    /** Reads Prometheus as well, or only that. */
    SignalRow reads(Input other) {
        return new SignalRow(
                number,
                id,
                layer,
                max,
                kinds,
                other,
                waitMinutes,
                holdMinutes,
                diagnostic,
                bottleneck,
                isProven,
                limits);
    }

    /** How many minutes the condition must hold before it fires, and how many it fires on. */
    SignalRow waits(int waits, int holds) {
        return new SignalRow(
                number, id, layer, max, kinds, input, waits, holds, diagnostic, bottleneck, isProven, limits);
    }

    /** Where its evidence stands, and its class of slowness if it is a cause of that. */
    SignalRow at(DiagnosticLayer evidence, @Nullable BottleneckLayer slowness) {
        return new SignalRow(
                number, id, layer, max, kinds, input, waitMinutes, holdMinutes, evidence, slowness, isProven, limits);
    }

    /** One more number that the condition compares with. */
    SignalRow limit(String name, double value, String says) {
        var more = new ArrayList<>(limits);
        more.add(new Signal.Limit(name, value, says));
        return new SignalRow(
                number, id, layer, max, kinds, input, waitMinutes, holdMinutes, diagnostic, bottleneck, isProven, more);
    }

    /** What is wrong and what to do first, in words for the person on call. */
    Signal says(String title, String firstAction) {
        return new Signal(
                number,
                id,
                layer,
                max,
                kinds,
                input,
                Duration.ofMinutes(waitMinutes),
                Duration.ofMinutes(holdMinutes),
                diagnostic,
                bottleneck,
                title,
                firstAction,
                !isProven,
                limits);
    }
}
