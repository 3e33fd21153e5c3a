package dev.strata.rulegen.promtest;

import dev.strata.rulegen.promtest.SteadyWorld.Named;
import dev.strata.rulegen.promtest.SteadyWorld.Wave;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Series made for an expression, and the one element that it then has.
 *
 * @param element null where it has none
 * @param story what is special about it, in one word; empty for the plain case
 */
record SteadyCase(SteadyWorld world, @Nullable Element element, String story) {

    /**
     * An element as it stands once all windows are full.
     *
     * @param exact whether the value is computed without rounding that only the server knows
     * @param since evaluations until it is there
     */
    record Element(SortedMap<String, String> labels, double value, boolean exact, int since) {
        Element {
            labels = new TreeMap<>(labels);
        }

        Element withValue(double other) {
            return new Element(labels, other, exact, since);
        }

        Element withLabels(SortedMap<String, String> other) {
            return new Element(other, value, exact, since);
        }

        /** Only there while another one is too. */
        Element with(Element other) {
            return new Element(labels, value, exact, Math.max(since, other.since));
        }
    }

    SteadyCase with(@Nullable Element other) {
        return new SteadyCase(world, other, story);
    }

    SteadyCase told(String other) {
        return new SteadyCase(world, element, other);
    }

    SteadyCase beside(Named key, Wave wave) {
        return new SteadyCase(world.withBeside(key, wave), element, story);
    }
}
