package dev.strata.exporter;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Map;

/** Facts as text with a line for each component that says something. */
public final class FactText {

    private final StringBuilder out = new StringBuilder();

    private FactText() {}

    public static String of(Object facts) {
        var text = new FactText();
        text.print("", facts.getClass().getSimpleName(), facts);
        return text.out.toString();
    }

    private void print(String indent, String name, Object value) {
        if (isSilent(value)) {
            return;
        }
        if (value instanceof Record && !isLeaf(value)) {
            line(indent, name, "");
            for (RecordComponent component : value.getClass().getRecordComponents()) {
                print(indent + "  ", component.getName(), read(component, value));
            }
        } else if (value instanceof Collection<?> list && list.stream().anyMatch(Record.class::isInstance)) {
            list.forEach(element -> print(indent, name, element));
        } else {
            line(indent, name, " " + value);
        }
    }

    private void line(String indent, String name, String value) {
        out.append(indent).append(name).append(':').append(value).append('\n');
    }

    private static boolean isLeaf(Object value) {
        return value.getClass().getSimpleName().equals("ObjectKey");
    }

    private static boolean isSilent(Object value) {
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
