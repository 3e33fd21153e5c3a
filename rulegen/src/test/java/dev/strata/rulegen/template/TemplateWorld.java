package dev.strata.rulegen.template;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The alert and the answers that all test templates see. */
final class TemplateWorld {
    static final SortedMap<String, String> LABELS = new TreeMap<>(Map.of(
            "namespace", "shop",
            "pod", "orders-7d9f-x2",
            "container", "app",
            "severity", "warning",
            "instance", "10.0.0.1:8080",
            "quoted", "a\"b<c>'d'"));
    static final double VALUE = 1234.5678;
    static final SortedMap<String, String> EXTERNAL_LABELS = new TreeMap<>(Map.of("cluster", "a"));
    static final String EXTERNAL_URL = "http://prometheus.example.org:9090/prom";
    static final Instant NOW = Instant.ofEpochMilli(1_435_065_584_128L);

    private static final Map<String, List<TemplateSample>> ANSWERS = new TreeMap<>(Map.of(
            "up",
            List.of(sample("c:9090", 1), sample("a:9090", 0), sample("b:9090", 0.25)),
            "none",
            List.of(),
            "cpu{namespace='shop'}",
            List.of(new TemplateSample(new TreeMap<>(), 0.875))));

    private TemplateWorld() {}

    private static TemplateSample sample(String instance, double value) {
        return new TemplateSample(new TreeMap<>(Map.of("instance", instance, "job", "j")), value);
    }

    static TemplateContext context() {
        return new TemplateContext(LABELS, VALUE, TemplateWorld::answer, EXTERNAL_LABELS, EXTERNAL_URL, NOW);
    }

    private static List<TemplateSample> answer(String query) {
        List<TemplateSample> answer = ANSWERS.get(query);
        if (answer == null) {
            throw new IllegalArgumentException("no answer to " + query);
        }
        return answer;
    }

    static Map<String, List<Map<String, Object>>> wireAnswers() {
        var all = new TreeMap<String, List<Map<String, Object>>>();
        ANSWERS.forEach((query, samples) -> {
            var rows = new ArrayList<Map<String, Object>>();
            for (TemplateSample sample : samples) {
                rows.add(Map.of("labels", sample.labels(), "value", Double.toString(sample.value())));
            }
            all.put(query, rows);
        });
        return all;
    }
}
