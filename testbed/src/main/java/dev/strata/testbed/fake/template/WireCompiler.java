package dev.strata.testbed.fake.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.strata.testbed.fake.template.Slots.Kind;
import dev.strata.testbed.fake.template.Slots.Piece;
import dev.strata.testbed.fake.template.WireSchema.Form;
import dev.strata.testbed.fake.template.WireSchema.Row;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Turns a tree with references into protobuf parts by the field numbers of the schema. */
final class WireCompiler {

    /** A number that no message of Kubernetes uses, for fields that no released server has. */
    private static final int FUTURE = 9001;

    private final WireSchema schema = WireSchema.KUBERNETES;
    private final Slots slots;

    private WireCompiler(Slots slots) {
        this.slots = slots;
    }

    static WirePart compile(JsonNode tree, String message, Slots slots) {
        WireCompiler compiler = new WireCompiler(slots);
        return compiler.folded(new WirePart.Message(0, compiler.fields(tree, message)));
    }

    private record Numbered(int number, WirePart part) {}

    private List<WirePart> fields(JsonNode object, String message) {
        List<Numbered> parts = new ArrayList<>();
        Map<Row, ObjectNode> inlined = new TreeMap<>(Comparator.comparingInt(Row::number));
        object.properties().forEach(field -> {
            String name = field.getKey();
            Row row = schema.find(message, name);
            Row inline = row == null ? schema.findInline(message, name) : null;
            if (row != null) {
                add(parts, row, field.getValue());
            } else if (inline != null) {
                inlined.computeIfAbsent(inline, unused -> JsonNodeFactory.instance.objectNode())
                        .set(name, field.getValue());
            } else if (name.startsWith("future")) {
                String text = field.getValue().toString();
                parts.add(new Numbered(FUTURE, new WirePart.Text(FUTURE, literal(text))));
            } else if (!name.equals("kind") && !name.equals("apiVersion")) {
                throw new IllegalArgumentException("no field number for " + message + "." + name);
            }
        });
        inlined.forEach((row, fields) -> parts.add(new Numbered(
                row.number(), folded(new WirePart.Message(row.number(), fields(fields, row.type()))))));
        return parts.stream()
                .sorted(Comparator.comparingInt(Numbered::number))
                .map(Numbered::part)
                .toList();
    }

    private void add(List<Numbered> parts, Row row, JsonNode value) {
        if (value.isNull()) {
            return;
        }
        if (row.form() == Form.MAP) {
            value.properties().forEach(entry -> {
                WirePart key = new WirePart.Text(1, literal(entry.getKey()));
                WirePart content = one(2, row.type(), entry.getValue());
                parts.add(
                        new Numbered(row.number(), folded(new WirePart.Message(row.number(), List.of(key, content)))));
            });
        } else if (row.form() == Form.REPEATED && value.isArray()) {
            value.forEach(item -> parts.add(new Numbered(row.number(), one(row.number(), row.type(), item))));
        } else {
            parts.add(new Numbered(row.number(), one(row.number(), row.type(), value)));
        }
    }

    private WirePart one(int number, String type, JsonNode value) {
        WirePart part = switch (type) {
            case "string", "bytes" -> new WirePart.Text(number, slots.split(value.asText()));
            case "int32", "int64", "bool" -> varint(number, value);
            case "Time" -> moment(number, value.asText());
            case "Quantity" -> new WirePart.Message(number, List.of(new WirePart.Text(1, slots.split(value.asText()))));
            case "IntOrString" -> new WirePart.Message(number, intOrString(value));
            case "FieldsV1" -> new WirePart.Json(number, JsonCompiler.compile(value, slots));
            default -> message(number, type, value);
        };
        return folded(part);
    }

    private WirePart message(int number, String type, JsonNode value) {
        Piece items = value.isTextual() ? slots.split(value.textValue()).get(0) : null;
        if (items != null && items.kind() == Kind.ITEMS) {
            return new WirePart.Items(number, items.slot(), type);
        }
        if (!value.isObject() || !schema.has(type)) {
            throw new IllegalArgumentException("a " + type + " cannot be written from " + value);
        }
        return new WirePart.Message(number, fields(value, type));
    }

    private WirePart varint(int number, JsonNode value) {
        if (value.isTextual()) {
            return new WirePart.Varint(
                    number, slots.split(value.textValue()).get(0).slot());
        }
        return number(number, value.isBoolean() ? (value.booleanValue() ? 1 : 0) : value.longValue());
    }

    private static WirePart number(int field, long value) {
        WireBuffer buffer = new WireBuffer();
        buffer.varintField(field, value);
        return new WirePart.Fixed(Bytes.of(buffer));
    }

    private static List<WirePart> intOrString(JsonNode value) {
        return value.isTextual()
                ? List.of(number(1, 1), new WirePart.Text(3, literal(value.textValue())))
                : List.of(number(1, 0), number(2, value.longValue()));
    }

    private WirePart moment(int number, String text) {
        Piece piece = slots.split(text).get(0);
        return piece.isLiteral()
                ? new WirePart.Moment(number, text, -1)
                : new WirePart.Moment(number, null, piece.slot());
    }

    private static List<Piece> literal(String text) {
        return List.of(new Piece(text, -1, Kind.TEXT, false));
    }

    /** What holds no reference is rendered once and for all. */
    private WirePart folded(WirePart part) {
        if (varies(part)) {
            return part;
        }
        WireBuffer buffer = new WireBuffer();
        @Nullable Object[] none = new Object[0];
        part.prepend(none, buffer);
        return new WirePart.Fixed(Bytes.of(buffer));
    }

    private static boolean varies(WirePart part) {
        if (part instanceof WirePart.Message message) {
            return message.parts().stream().anyMatch(WireCompiler::varies);
        }
        if (part instanceof WirePart.Text text) {
            return text.pieces().stream().anyMatch(piece -> !piece.isLiteral());
        }
        if (part instanceof WirePart.Json json) {
            return json.parts().stream().anyMatch(p -> !(p instanceof JsonPart.Literal));
        }
        return !(part instanceof WirePart.Fixed || (part instanceof WirePart.Moment moment && moment.slot() < 0));
    }
}
