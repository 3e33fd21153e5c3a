package dev.strata.exporter;

import dev.strata.exporter.cluster.KubeCondition;
import dev.strata.exporter.cluster.KubeMeta;
import dev.strata.exporter.cluster.PodFacts;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Facts as text with a line for each component that says something. */
public final class FactText {

    private final StringBuilder out = new StringBuilder();

    private FactText() {}

    public static String of(Object facts) {
        var text = new FactText();
        text.print("", facts.getClass().getSimpleName(), facts);
        return text.out.toString();
    }

    private void print(String indent, String name, @Nullable Object value) {
        if (isSilent(value)) {
            return;
        }
        if (value instanceof KubeCondition condition) {
            line(indent, name, "");
            print(indent + "  ", "type", condition.type());
            print(indent + "  ", "status", condition.status());
            print(indent + "  ", "reason", condition.reason());
            print(indent + "  ", "message", condition.message());
            print(indent + "  ", "since", condition.since());
        } else if (value instanceof PodFacts pod) {
            line(indent, name, "");
            print(indent + "  ", pod);
        } else if (value instanceof KubeMeta meta) {
            line(indent, name, "");
            print(indent + "  ", meta);
        } else if (value instanceof Record && !isLeaf(value)) {
            line(indent, name, "");
            for (RecordComponent component : value.getClass().getRecordComponents()) {
                print(indent + "  ", component.getName(), read(component, value));
            }
        } else if (value instanceof Collection<?> list
                && list.stream().anyMatch(e -> e instanceof Record || e instanceof KubeCondition)) {
            list.forEach(element -> print(indent, name, element));
        } else {
            line(indent, name, " " + value);
        }
    }

    private void print(String indent, PodFacts pod) {
        print(indent, "meta", pod.meta());
        print(indent, "phase", pod.phase());
        print(indent, "nodeName", pod.nodeName());
        print(indent, "conditions", pod.conditions());
        print(indent, "containers", pod.containers());
        print(indent, "requests", pod.requests());
        print(indent, "placement", pod.placement());
        print(indent, "startSeconds", pod.startSeconds());
    }

    private void print(String indent, KubeMeta meta) {
        print(indent, "key", meta.key());
        print(indent, "resourceVersion", meta.resourceVersion());
        print(indent, "created", meta.created());
        print(indent, "deleted", meta.deleted());
        print(indent, "generation", meta.generation());
        print(indent, "labels", meta.labels());
        print(indent, "annotations", meta.annotations());
        print(indent, "controller", meta.controller());
    }

    private void line(String indent, String name, String value) {
        out.append(indent).append(name).append(':').append(value).append('\n');
    }

    private static boolean isLeaf(Object value) {
        return value.getClass().getSimpleName().equals("ObjectKey");
    }

    private static boolean isSilent(@Nullable Object value) {
        return value == null
                || value.equals("")
                || value.equals(false)
                || value.equals(0)
                || value.equals(0L)
                || (value instanceof Collection<?> list && list.isEmpty())
                || (value instanceof Map<?, ?> map && map.isEmpty());
    }

    private static Object read(RecordComponent component, Object owner) {
        try {
            return component.getAccessor().invoke(owner);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(e);
        }
    }
}
