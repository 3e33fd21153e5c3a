package dev.strata.rulegen.dashboard;

import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How the numbers of a panel read.
 *
 * @param unit Grafana's name of the unit
 * @param noValue shown where there is no data; never a word that sounds healthy
 * @param steps colours from a value on, ascending; the first has no value
 * @param words words for whole numbers
 * @param hidden columns of a table that are not shown
 * @param order columns of a table from left to right; those not named follow
 * @param texts words for the values of a table's label columns, by column
 * @param shape how lines are drawn
 */
public record PanelStyle(
        String unit,
        String noValue,
        List<Step> steps,
        List<Word> words,
        List<String> hidden,
        List<String> order,
        SortedMap<String, SortedMap<String, String>> texts,
        Shape shape) {

    /** Colours, the same on every dashboard; a colour never stands without a word or a number. */
    public static final String GREEN = "green";

    public static final String ORANGE = "orange";
    public static final String RED = "red";
    public static final String BLUE = "blue";
    public static final String GREY = "text";

    /** A colour from a value on; null for the base. */
    public record Step(String color, @Nullable Double from) {}

    /** A word and its colour for a number. */
    public record Word(int value, String text, String color) {}

    /** How lines are drawn. */
    public enum Shape {
        LINES,
        /** Parts of a whole, one upon the other. */
        STACKED,
        /** Values below zero are possible. */
        SIGNED
    }

    public PanelStyle {
        Objects.requireNonNull(unit);
        Objects.requireNonNull(noValue);
        Objects.requireNonNull(shape);
        steps = List.copyOf(steps);
        words = List.copyOf(words);
        hidden = List.copyOf(hidden);
        order = List.copyOf(order);
        texts = Collections.unmodifiableSortedMap(new TreeMap<>(texts));
        if (steps.isEmpty() || steps.get(0).from() != null) {
            throw new IllegalArgumentException("the first colour has no value");
        }
    }

    /** One colour for all values. */
    public static PanelStyle plain(String unit, String noValue) {
        return new PanelStyle(
                unit,
                noValue,
                List.of(new Step(BLUE, null)),
                List.of(),
                List.of(),
                List.of(),
                new TreeMap<>(),
                Shape.LINES);
    }

    public PanelStyle withNoValue(String text) {
        return new PanelStyle(unit, text, steps, words, hidden, order, texts, shape);
    }

    public PanelStyle withSteps(List<Step> colors) {
        return new PanelStyle(unit, noValue, colors, words, hidden, order, texts, shape);
    }

    public PanelStyle withWords(List<Word> others) {
        return new PanelStyle(unit, noValue, steps, others, hidden, order, texts, shape);
    }

    public PanelStyle withShape(Shape other) {
        return new PanelStyle(unit, noValue, steps, words, hidden, order, texts, other);
    }

    public PanelStyle hiding(List<String> columns) {
        return new PanelStyle(unit, noValue, steps, words, columns, order, texts, shape);
    }

    public PanelStyle ordered(List<String> columns) {
        return new PanelStyle(unit, noValue, steps, words, hidden, columns, texts, shape);
    }

    public PanelStyle withUnit(String other) {
        return new PanelStyle(other, noValue, steps, words, hidden, order, texts, shape);
    }

    /** Puts words in the place of the values of a label. */
    public PanelStyle naming(String column, SortedMap<String, String> words) {
        var more = new TreeMap<>(texts);
        more.put(column, Collections.unmodifiableSortedMap(new TreeMap<>(words)));
        return new PanelStyle(unit, noValue, steps, this.words, hidden, order, more, shape);
    }
}
