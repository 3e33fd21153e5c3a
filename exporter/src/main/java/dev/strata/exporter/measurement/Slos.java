package dev.strata.exporter.measurement;

import dev.strata.catalog.LabelName;
import dev.strata.catalog.Layer;
import dev.strata.catalog.MeasurementQueries;
import dev.strata.catalog.MeasurementQuery;
import dev.strata.catalog.RecordedSeries;
import dev.strata.catalog.Sli;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The SLOs that Prometheus holds recorded series of, in order of their names. Where several servers record the same
 * figure, the worse one counts.
 */
public record Slos(List<Slo> all) {

    /** What must have been answered for the SLOs to be known and judged. */
    public static final Set<MeasurementQuery> QUERIES =
            Set.of(MeasurementQueries.SLO_INFO, MeasurementQueries.SLO_OBJECTIVE, MeasurementQueries.SLO_BAD_RATIO);

    private static final String NAME_LABEL = "__name__";

    public Slos {
        all = List.copyOf(all);
    }

    /** Those that the answers speak of; none while they are missing or too old. */
    public static Slos of(Measurements measurements, Instant now) {
        var answers = new Answers(measurements, now);
        Map<String, Slo.Declared> declared = new TreeMap<>();
        answers.samples(MeasurementQueries.SLO_INFO).stream()
                .map(Slos::declared)
                .sorted((a, b) -> a.toString().compareTo(b.toString()))
                .filter(d -> !d.name().isEmpty())
                .forEach(d -> declared.putIfAbsent(d.name(), d));
        Map<String, Double> objectives = objectives(answers.samples(MeasurementQueries.SLO_OBJECTIVE));
        var bad = byWindow(answers.samples(MeasurementQueries.SLO_BAD_RATIO), RecordedSeries.badRatio(""));
        var events = byWindow(answers.samples(MeasurementQueries.SLO_EVENTS), RecordedSeries.eventRate(""));
        var dependencies = dependencies(answers.samples(MeasurementQueries.SLO_DEPENDS_ON));
        var slos = new ArrayList<Slo>();
        for (var entry : declared.entrySet()) {
            String name = entry.getKey();
            slos.add(new Slo(
                    entry.getValue(),
                    objectives.getOrDefault(name, Double.NaN),
                    bad.getOrDefault(name, Map.of()),
                    events.getOrDefault(name, Map.of()),
                    dependencies.getOrDefault(name, List.of())));
        }
        return new Slos(slos);
    }

    public Optional<Slo> named(String name) {
        return all.stream().filter(slo -> slo.name().equals(name)).findFirst();
    }

    /** Those about one Service. */
    public List<Slo> about(String namespace, String service) {
        return all.stream()
                .filter(slo -> slo.declared().namespace().equals(namespace)
                        && slo.declared().service().equals(service))
                .toList();
    }

    /** The length of a window's name such as {@code 30m} or {@code 3d}; zero for anything else. */
    public static Duration window(String name) {
        if (!name.matches("[0-9]{1,6}[smhdw]")) {
            return Duration.ZERO;
        }
        long count = Long.parseLong(name.substring(0, name.length() - 1));
        return switch (name.charAt(name.length() - 1)) {
            case 's' -> Duration.ofSeconds(count);
            case 'm' -> Duration.ofMinutes(count);
            case 'h' -> Duration.ofHours(count);
            case 'd' -> Duration.ofDays(count);
            default -> Duration.ofDays(7 * count);
        };
    }

    private static Slo.Declared declared(Sample sample) {
        return new Slo.Declared(
                sample.label(LabelName.SLO),
                Layer.byId(sample.label(LabelName.LAYER)).orElse(Layer.APPLICATION),
                sample.label(LabelName.NAMESPACE),
                sample.label(LabelName.SERVICE),
                Sli.byId(sample.label(LabelName.SLI)).orElse(null),
                sample.label(LabelName.PERIOD),
                sample.label(LabelName.TEAM),
                sample.label(LabelName.TIER));
    }

    private static Map<String, Double> objectives(List<Sample> samples) {
        var objectives = new TreeMap<String, Double>();
        samples.forEach(s -> objectives.merge(s.label(LabelName.SLO), s.value(), Math::min));
        return objectives;
    }

    private static Map<String, Map<String, Double>> byWindow(List<Sample> samples, String prefix) {
        var figures = new TreeMap<String, Map<String, Double>>();
        for (Sample sample : samples) {
            String series = sample.label(NAME_LABEL);
            if (series.startsWith(prefix)) {
                figures.computeIfAbsent(sample.label(LabelName.SLO), slo -> new TreeMap<>())
                        .merge(series.substring(prefix.length()), sample.value(), Math::max);
            }
        }
        return figures;
    }

    private static Map<String, List<Slo.Dependency>> dependencies(List<Sample> samples) {
        var found = new TreeMap<String, TreeSet<List<String>>>();
        for (Sample sample : samples) {
            found.computeIfAbsent(sample.label(LabelName.SLO), slo -> new TreeSet<>(Slos::compareTexts))
                    .add(List.of(
                            sample.label(LabelName.NAMESPACE),
                            sample.label(LabelName.KIND),
                            sample.label(LabelName.WORKLOAD)));
        }
        var dependencies = new TreeMap<String, List<Slo.Dependency>>();
        found.forEach((slo, texts) -> dependencies.put(
                slo,
                texts.stream()
                        .map(t -> new Slo.Dependency(t.get(0), t.get(1), t.get(2)))
                        .toList()));
        return dependencies;
    }

    private static int compareTexts(List<String> a, List<String> b) {
        return String.join("/", a).compareTo(String.join("/", b));
    }
}
