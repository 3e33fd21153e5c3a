package dev.strata.rulegen.definition.yaml;

import dev.strata.rulegen.definition.PromTime;
import dev.strata.rulegen.definition.Quantity;
import dev.strata.rulegen.diagnostic.Located;
import dev.strata.rulegen.diagnostic.Nearest;
import dev.strata.rulegen.diagnostic.Span;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Reads one mapping. Whoever reads it takes the keys it knows; {@link #close()} reports all others. A value that is
 * missing or wrong is reported once and read as null.
 */
final class MappingReader {
    private final YamlSource source;
    private final String what;
    private final Span place;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Map<String, Span> keys = new LinkedHashMap<>();
    private final Set<String> known = new LinkedHashSet<>();

    private MappingReader(YamlSource source, MappingNode node, String what) {
        this.source = source;
        this.what = what;
        for (NodeTuple tuple : node.getValue()) {
            add(tuple);
        }
        this.place =
                keys.isEmpty() ? source.span(node) : keys.values().iterator().next();
    }

    private void add(NodeTuple tuple) {
        Span span = source.span(tuple.getKeyNode());
        if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
            source.error(span, "wrong-type", "found " + kind(tuple.getKeyNode()) + " as a key, expected a word", null);
            return;
        }
        if (values.containsKey(key.getValue())) {
            source.error(span, "duplicate-key", "key \"" + key.getValue() + "\" stands here twice", null);
            return;
        }
        values.put(key.getValue(), tuple.getValueNode());
        keys.put(key.getValue(), span);
    }

    static @Nullable MappingReader of(YamlSource source, Node node, String what) {
        if (node instanceof MappingNode mapping) {
            return new MappingReader(source, mapping, what);
        }
        source.error(node, "wrong-type", "found " + kind(node) + ", expected the keys of " + what, null);
        return null;
    }

    private static String kind(Node node) {
        return switch (node.getNodeType()) {
            case SCALAR -> "\"" + ((ScalarNode) node).getValue() + "\"";
            case SEQUENCE -> "a list";
            case MAPPING -> "a mapping";
            default -> "an alias";
        };
    }

    YamlSource source() {
        return source;
    }

    /** Where to point when something of the whole mapping is wrong. */
    Span place() {
        return place;
    }

    /** The keys as written. */
    List<String> written() {
        return List.copyOf(keys.keySet());
    }

    Span keySpan(String key) {
        return keys.getOrDefault(key, place);
    }

    boolean has(String key) {
        known.add(key);
        return values.containsKey(key);
    }

    @Nullable
    Node node(String key) {
        known.add(key);
        return values.get(key);
    }

    /** Reports that a key is not there. */
    void missing(String key) {
        known.add(key);
        source.error(place, "missing-key", what + " needs the key \"" + key + "\"", null);
    }

    @Nullable
    ScalarText scalar(String key) {
        Node node = node(key);
        if (node == null) {
            return null;
        }
        if (node instanceof ScalarNode scalar && !scalar.getTag().equals(Tag.NULL)) {
            return new ScalarText(source, scalar);
        }
        String found = node instanceof ScalarNode ? "nothing" : kind(node);
        Span span = node instanceof ScalarNode ? keySpan(key) : source.span(node);
        source.error(span, "wrong-type", "found " + found + " for \"" + key + "\", expected text", null);
        return null;
    }

    @Nullable
    Located<String> text(String key) {
        ScalarText scalar = scalar(key);
        return scalar == null ? null : new Located<>(scalar.value(), source.file(), scalar.place());
    }

    @Nullable
    Located<String> requiredText(String key) {
        if (!values.containsKey(key)) {
            missing(key);
            return null;
        }
        Located<String> text = text(key);
        if (text != null && text.value().isBlank()) {
            source.error(text.span(), "wrong-type", "\"" + key + "\" is empty", null);
            return null;
        }
        return text;
    }

    String textOr(String key, String otherwise) {
        Located<String> text = text(key);
        return text == null ? otherwise : text.value();
    }

    /** One of the words of an enumeration; a missing key reads as null without a report. */
    <T> @Nullable Located<T> word(String key, Function<String, Optional<T>> byId, Collection<String> words) {
        Located<String> text = text(key);
        if (text == null) {
            return null;
        }
        Optional<T> value = byId.apply(text.value());
        if (value.isEmpty()) {
            source.unknownWord(text.span(), "unknown-word", key, text.value(), words);
            return null;
        }
        return new Located<>(value.get(), text.file(), text.span());
    }

    <T> @Nullable Located<T> requiredWord(String key, Function<String, Optional<T>> byId, Collection<String> words) {
        if (!values.containsKey(key)) {
            missing(key);
            return null;
        }
        return word(key, byId, words);
    }

    @Nullable
    Located<Duration> duration(String key) {
        Located<String> text = text(key);
        if (text == null) {
            return null;
        }
        Optional<Duration> value = PromTime.parse(text.value());
        if (value.isEmpty()) {
            String hint = "write a number with a unit, such as 30s, 5m, 1h30m or 7d";
            String message = "found \"" + text.value() + "\" for \"" + key + "\", expected a duration";
            source.error(text.span(), "bad-duration", message, hint);
            return null;
        }
        return new Located<>(value.get(), text.file(), text.span());
    }

    /** A duration that is longer than nothing; a missing key reads as null without a report. */
    @Nullable
    Located<Duration> positiveDuration(String key) {
        Located<Duration> duration = duration(key);
        if (duration != null && duration.value().isZero()) {
            source.error(duration.span(), "bad-duration", "\"" + key + "\" is zero", "write for example 30s");
            return null;
        }
        return duration;
    }

    /** True or false; anything else is reported and reads as what is usual. */
    boolean yes(String key, boolean otherwise) {
        Located<String> text = text(key);
        if (text == null) {
            return otherwise;
        }
        if (!text.value().equals("true") && !text.value().equals("false")) {
            String message = "found \"" + text.value() + "\" for \"" + key + "\", expected true or false";
            source.error(text.span(), "wrong-type", message, null);
            return otherwise;
        }
        return text.value().equals("true");
    }

    @Nullable
    Located<LocalDate> requiredDate(String key) {
        Located<String> text = requiredText(key);
        if (text == null) {
            return null;
        }
        try {
            return new Located<>(LocalDate.parse(text.value()), text.file(), text.span());
        } catch (DateTimeParseException e) {
            String message = "found \"" + text.value() + "\" for \"" + key + "\", expected a date";
            source.error(text.span(), "bad-date", message, "write year, month and day, such as 2027-03-31");
            return null;
        }
    }

    @Nullable
    Located<Quantity> requiredQuantity(String key) {
        if (!values.containsKey(key)) {
            missing(key);
            return null;
        }
        return quantity(key);
    }

    @Nullable
    Located<Quantity> quantity(String key) {
        Located<String> text = text(key);
        if (text == null) {
            return null;
        }
        Optional<Quantity> value = Quantity.parse(text.value());
        if (value.isEmpty()) {
            String hint = "write a number with a unit, such as 80%, 500ms, 20GiB or 0.5/s";
            String message = "found \"" + text.value() + "\" for \"" + key + "\", expected a quantity";
            source.error(text.span(), "bad-quantity", message, hint);
            return null;
        }
        return new Located<>(value.get(), text.file(), text.span());
    }

    /** A list of texts; a single text counts as a list of one. */
    List<Located<String>> texts(String key) {
        Node node = node(key);
        if (node == null) {
            return List.of();
        }
        if (node instanceof ScalarNode) {
            Located<String> one = text(key);
            return one == null ? List.of() : List.of(one);
        }
        var texts = new ArrayList<Located<String>>();
        for (Node element : elements(key)) {
            if (element instanceof ScalarNode scalar) {
                texts.add(new Located<>(scalar.getValue(), source.file(), source.span(scalar)));
            } else {
                source.error(
                        element, "wrong-type", "found " + kind(element) + " in \"" + key + "\", expected text", null);
            }
        }
        return texts;
    }

    List<String> words(String key) {
        return texts(key).stream().map(Located::value).toList();
    }

    @Nullable
    MappingReader mapping(String key, String name) {
        Node node = node(key);
        return node == null ? null : of(source, node, name);
    }

    @Nullable
    MappingReader requiredMapping(String key, String name) {
        if (!values.containsKey(key)) {
            missing(key);
            return null;
        }
        return mapping(key, name);
    }

    /** The mappings of a list; elements that are none are reported and left out. */
    List<MappingReader> mappings(String key, String name) {
        var mappings = new ArrayList<MappingReader>();
        for (Node element : elements(key)) {
            MappingReader mapping = of(source, element, name);
            if (mapping != null) {
                mappings.add(mapping);
            }
        }
        return mappings;
    }

    private List<Node> elements(String key) {
        Node node = node(key);
        if (node == null) {
            return List.of();
        }
        if (node instanceof SequenceNode sequence) {
            return sequence.getValue();
        }
        source.error(node, "wrong-type", "found " + kind(node) + " for \"" + key + "\", expected a list", null);
        return List.of();
    }

    /** Reports the keys that nobody asked for. */
    void close() {
        for (Map.Entry<String, Span> key : keys.entrySet()) {
            if (!known.contains(key.getKey())) {
                String hint = ForeignKeys.hint(key.getKey(), known)
                        .or(() -> Nearest.hint(key.getKey(), known))
                        .orElseGet(() -> known.size() <= 12 ? "known keys: " + String.join(", ", known) : null);
                String message = "unknown key \"" + key.getKey() + "\" in " + what;
                source.error(key.getValue(), "unknown-key", message, hint);
            }
        }
    }
}
