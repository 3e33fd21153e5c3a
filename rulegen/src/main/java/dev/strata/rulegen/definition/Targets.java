package dev.strata.rulegen.definition;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where the output will run.
 *
 * @param prometheus version of the server, e.g. {@code 3.15}
 * @param runbooks address under which the runbooks are published, without a slash at its end
 * @param grafana address of Grafana, without a slash at its end
 */
public record Targets(
        String prometheus,
        Duration scrapeInterval,
        Duration evaluationInterval,
        String runbooks,
        String grafana,
        Sources sources,
        Objects objects) {

    /** What holds where no file of the kind Targets says otherwise. */
    public static final Targets DEFAULT = new Targets(
            "3.15",
            Duration.ofSeconds(30),
            Duration.ofSeconds(30),
            "https://runbooks.example.org/strata",
            "https://grafana.example.org",
            new Sources(Map.of(), List.of(), false),
            new Objects(
                    Ruler.PROMETHEUS, "", new TreeMap<>(Map.of("prometheus", "k8s", "role", "alert-rules")), false));

    /** Who evaluates the rules. */
    public enum Ruler {
        PROMETHEUS,
        THANOS,
        MIMIR,
        CORTEX
    }

    /**
     * Whose series there are.
     *
     * @param known what is said of single sources; the others are there, under their usual names
     * @param dropped regular expressions of names that relabelling drops
     * @param managedControlPlane whether somebody else runs etcd, the scheduler and the controller manager
     */
    public record Sources(Map<MetricSource, Source> known, List<String> dropped, boolean managedControlPlane) {
        public Sources {
            var copy = new EnumMap<MetricSource, Source>(MetricSource.class);
            copy.putAll(known);
            known = Collections.unmodifiableMap(copy);
            dropped = List.copyOf(dropped);
        }

        public boolean has(MetricSource source) {
            if (known.containsKey(source)) {
                return known.get(source).present();
            }
            return !(managedControlPlane && MetricSource.CONTROL_PLANE.contains(source));
        }
    }

    /**
     * One source as it is scraped.
     *
     * @param job empty for the usual one
     * @param labels how labels are spelled there, by their usual names
     */
    public record Source(boolean present, String job, SortedMap<String, String> labels) {
        public Source {
            labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
        }
    }

    /**
     * How objects of the Prometheus operator are written.
     *
     * @param namespace empty for none
     * @param labels by which the operator finds them
     * @param helm whether the files pass through Helm, so that templates must be escaped
     */
    public record Objects(Ruler ruler, String namespace, SortedMap<String, String> labels, boolean helm) {
        public Objects {
            labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
        }
    }

    /** Whether the server is older than this version. */
    public boolean isBefore(int major, int minor) {
        String[] parts = prometheus.split("[.]", -1);
        int ownMajor = Integer.parseInt(parts[0]);
        return ownMajor < major || (ownMajor == major && Integer.parseInt(parts[1]) < minor);
    }
}
