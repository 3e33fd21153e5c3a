package dev.strata.testbed.fake.template;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import dev.strata.testbed.fake.template.Slots.Kind;
import dev.strata.testbed.fake.template.Slots.Piece;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Turns a tree with references into parts; what does not vary becomes one literal. */
final class JsonCompiler {

    private final Slots slots;
    private final List<JsonPart> parts = new ArrayList<>();
    private final StringBuilder literal = new StringBuilder();

    private JsonCompiler(Slots slots) {
        this.slots = slots;
    }

    static List<JsonPart> compile(JsonNode tree, Slots slots) {
        JsonCompiler compiler = new JsonCompiler(slots);
        compiler.node(tree);
        compiler.endLiteral();
        return List.copyOf(compiler.parts);
    }

    private void node(JsonNode node) {
        if (node.isObject()) {
            object(node);
        } else if (node.isArray()) {
            array(node);
        } else if (node.isTextual()) {
            string(node.textValue());
        } else {
            literal.append(node);
        }
    }

    private void object(JsonNode node) {
        literal.append('{');
        boolean first = true;
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            String key = (first ? "" : ",") + quoted(field.getKey()) + ":";
            if (!isOptional(field.getValue())) {
                literal.append(key);
                node(field.getValue());
            } else if (first) {
                throw new IllegalArgumentException("the first field of an object may not be optional: " + node);
            } else {
                optional(key, slots.split(field.getValue().textValue()).get(0));
            }
            first = false;
        }
        literal.append('}');
    }

    private void array(JsonNode node) {
        literal.append('[');
        for (int i = 0; i < node.size(); i++) {
            if (i > 0) {
                literal.append(',');
            }
            node(node.get(i));
        }
        literal.append(']');
    }

    private void optional(String key, Piece piece) {
        endLiteral();
        String open = piece.kind() == Kind.TEXT ? "\"" : piece.kind() == Kind.ITEMS ? "[" : "";
        String shut = piece.kind() == Kind.TEXT ? "\"" : piece.kind() == Kind.ITEMS ? "]" : "";
        JsonPart value =
                piece.kind() == Kind.ITEMS ? new JsonPart.Items(piece.slot()) : new JsonPart.Value(piece.slot());
        parts.add(new JsonPart.Field(piece.slot(), Bytes.of(key + open), value, Bytes.of(shut)));
    }

    private void string(String text) {
        List<Piece> pieces = slots.split(text);
        Piece only = pieces.get(0);
        if (pieces.size() == 1 && !only.isLiteral() && only.kind() != Kind.TEXT) {
            whole(only);
            return;
        }
        literal.append('"');
        for (Piece piece : pieces) {
            if (piece.isLiteral()) {
                literal.append(JsonStringEncoder.getInstance().quoteAsString(piece.text()));
            } else {
                endLiteral();
                parts.add(new JsonPart.Value(piece.slot()));
            }
        }
        literal.append('"');
    }

    private void whole(Piece piece) {
        if (piece.kind() == Kind.ITEMS) {
            literal.append('[');
            endLiteral();
            parts.add(new JsonPart.Items(piece.slot()));
            literal.append(']');
        } else {
            endLiteral();
            parts.add(new JsonPart.Value(piece.slot()));
        }
    }

    private boolean isOptional(JsonNode value) {
        return value.isTextual() && slots.split(value.textValue()).get(0).optional();
    }

    private static String quoted(String text) {
        return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
    }

    private void endLiteral() {
        if (!literal.isEmpty()) {
            parts.add(new JsonPart.Literal(Bytes.of(literal.toString())));
            literal.setLength(0);
        }
    }
}
