package dev.strata.endtoend;

import dev.strata.catalog.Signal;
import dev.strata.catalog.Signals;
import java.time.Duration;

/** The exporter's configuration file at a tempo: the defaults, each duration shortened. */
final class ExporterSettings {

    private ExporterSettings() {}

    static String at(Tempo tempo) {
        var text = new StringBuilder();
        text.append("kubernetes:\n");
        duration(text, "staleAfter", tempo.of(Duration.ofSeconds(30)));
        text.append("prometheus:\n");
        duration(text, "refresh", tempo.of(Duration.ofSeconds(30)));
        duration(text, "sloRefresh", tempo.of(Duration.ofSeconds(60)));
        duration(text, "rateWindow", tempo.of(Duration.ofMinutes(5)));
        // Shorter than the default at any tempo: a run has little time before the incident.
        duration(text, "compareOffset", tempo.factor() > 1 ? tempo.of(Duration.ofMinutes(10)) : Duration.ofMinutes(5));
        text.append("  queriesPerMinute: ")
                .append(Math.round(60 * tempo.factor()))
                .append('\n');
        text.append("signals:\n");
        for (Signal signal : Signals.ALL) {
            text.append("  ").append(signal.id()).append(":\n  ");
            duration(text, "for", tempo.of(signal.pendingFor()));
            text.append("  ");
            duration(text, "keepFiring", tempo.of(signal.keepFiring()));
        }
        text.append("thresholds:\n");
        duration(text, "nodeGrace", tempo.of(Duration.ofMinutes(10)));
        duration(text, "crashWait", tempo.of(Duration.ofMinutes(5)));
        return text.toString();
    }

    private static void duration(StringBuilder text, String key, Duration value) {
        text.append("  ").append(key).append(": ").append(value.toMillis()).append("ms\n");
    }
}
