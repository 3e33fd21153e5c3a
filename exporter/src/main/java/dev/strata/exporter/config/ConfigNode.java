package dev.strata.exporter.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A value of the file with its place; lines and columns count from 1. */
sealed interface ConfigNode {

    int line();

    int column();

    /** The value in words, for messages. */
    String describe();

    /** Anything that is neither a list nor a section; {@code isNull} for a key without a value. */
    record Scalar(String text, boolean isNull, int line, int column) implements ConfigNode {

        @Override
        public String describe() {
            return isNull ? "nothing" : "'" + text + "'";
        }
    }

    /** Key and value, each with its place. */
    record Member(int line, int column, ConfigNode value) {}

    /** A section, its keys in the order of the file. */
    record Mapping(Map<String, Member> members, int line, int column) implements ConfigNode {

        public Mapping {
            members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
        }

        @Override
        public String describe() {
            return "a section";
        }
    }

    /** A list. */
    record Sequence(List<ConfigNode> items, int line, int column) implements ConfigNode {

        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public String describe() {
            return "a list";
        }
    }
}
