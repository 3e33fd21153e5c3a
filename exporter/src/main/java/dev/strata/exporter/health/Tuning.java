package dev.strata.exporter.health;

import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.signal.Thresholds;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the user changed for some subjects. The first adjustment that is about a subject and its signal counts.
 *
 * @param ignores subjects of which signals are not told until a date
 */
public record Tuning(List<Adjustment> adjustments, List<Ignore> ignores) {

    public static final Tuning NONE = new Tuning(List.of(), List.of());

    public Tuning {
        adjustments = List.copyOf(adjustments);
        ignores = List.copyOf(ignores);
    }

    /**
     * Which subjects are meant; all that is said must hold.
     *
     * @param namespaces globs with {@code *} and {@code ?}, none for all
     * @param names globs, none for all
     * @param labels of the subject's object
     */
    public record Match(List<String> namespaces, List<String> names, Map<String, String> labels) {

        public Match {
            namespaces = List.copyOf(namespaces);
            names = List.copyOf(names);
            labels = Collections.unmodifiableMap(new TreeMap<>(labels));
        }

        boolean covers(ObjectKey subject, Map<String, String> found) {
            return (namespaces.isEmpty() || namespaces.stream().anyMatch(glob -> fits(glob, subject.namespace())))
                    && (names.isEmpty() || names.stream().anyMatch(glob -> fits(glob, subject.name())))
                    && labels.entrySet().stream()
                            .allMatch(label -> label.getValue().equals(found.get(label.getKey())));
        }

        /** In time of the product of both lengths at most. */
        private static boolean fits(String glob, String text) {
            int g = 0;
            int t = 0;
            int star = -1;
            int mark = 0;
            while (t < text.length()) {
                if (g < glob.length() && glob.charAt(g) == '*') {
                    star = g++;
                    mark = t;
                } else if (g < glob.length() && (glob.charAt(g) == '?' || glob.charAt(g) == text.charAt(t))) {
                    g++;
                    t++;
                } else if (star >= 0) {
                    g = star + 1;
                    t = ++mark;
                } else {
                    return false;
                }
            }
            while (g < glob.length() && glob.charAt(g) == '*') {
                g++;
            }
            return g == glob.length();
        }
    }

    /** What is other about a signal; null for what stays as it is. */
    public record Change(
            @Nullable Duration pendingFor,
            @Nullable Duration keepFiring,
            @Nullable Thresholds thresholds) {}

    /** Changes to signals, by id, for the subjects meant. */
    public record Adjustment(Match match, Map<String, Change> signals) {

        public Adjustment {
            signals = Collections.unmodifiableMap(new TreeMap<>(signals));
        }
    }

    /** Signals, by id, that are not told about the subjects meant. */
    public record Ignore(Set<String> signals, Match match, String reason, Instant until) {

        public Ignore {
            signals = Collections.unmodifiableSet(new TreeSet<>(signals));
        }
    }
}
