package dev.strata.exporter.cluster;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/**
 * A field that an edit has changed.
 *
 * @param field {@code image}, {@code revision}, {@code template}, {@code cpu_request}, {@code memory_request},
 *     {@code min_replicas}, {@code max_replicas}, {@code target} or {@code metric_target}
 * @param of the container or metric that the field is of, empty for the object itself
 * @param before empty where there was none
 * @param after empty where there is none any more
 */
public record Difference(String field, String of, String before, String after) {

    public static final String IMAGE = "image";
    public static final String REVISION = "revision";
    public static final String TEMPLATE = "template";

    /** Of the images of containers, by container. */
    public static List<Difference> ofImages(Map<String, String> before, Map<String, String> after) {
        var names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        var found = new ArrayList<Difference>();
        names.forEach(name -> add(found, IMAGE, name, before.getOrDefault(name, ""), after.getOrDefault(name, "")));
        return found;
    }

    /** Of pod templates, as far as facts are made of them. */
    public static List<Difference> ofTemplates(WorkloadFacts before, WorkloadFacts after) {
        List<Difference> found = ofImages(before.images(), after.images());
        Resources old = before.podRequests();
        Resources young = after.podRequests();
        add(found, "cpu_request", "", old.cpuMillis() + "m", young.cpuMillis() + "m");
        add(found, "memory_request", "", Long.toString(old.memoryBytes()), Long.toString(young.memoryBytes()));
        return found;
    }

    /** Of the specs of autoscalers. */
    public static List<Difference> ofAutoscalers(HpaFacts before, HpaFacts after) {
        var found = new ArrayList<Difference>();
        add(found, "target", "", before.target().toString(), after.target().toString());
        add(found, "min_replicas", "", Integer.toString(before.minReplicas()), Integer.toString(after.minReplicas()));
        add(found, "max_replicas", "", Integer.toString(before.maxReplicas()), Integer.toString(after.maxReplicas()));
        Map<String, String> old = targets(before);
        Map<String, String> young = targets(after);
        var names = new TreeSet<>(old.keySet());
        names.addAll(young.keySet());
        names.forEach(
                name -> add(found, "metric_target", name, old.getOrDefault(name, ""), young.getOrDefault(name, "")));
        return found;
    }

    private static Map<String, String> targets(HpaFacts hpa) {
        var targets = new HashMap<String, String>();
        hpa.metrics().forEach(metric -> targets.put(metric.name(), plain(metric.target())));
        return targets;
    }

    private static String plain(double number) {
        return number == Math.rint(number) && Math.abs(number) < 1e15
                ? Long.toString((long) number)
                : Double.toString(number);
    }

    /** Adds nothing where nothing differs. */
    public static void add(List<Difference> to, String field, String of, String before, String after) {
        if (!Objects.equals(before, after)) {
            to.add(new Difference(field, of, before, after));
        }
    }
}
