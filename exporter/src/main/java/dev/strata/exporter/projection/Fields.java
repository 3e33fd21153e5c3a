package dev.strata.exporter.projection;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ObjIntConsumer;
import java.util.function.ObjLongConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The fields of a JSON object that are read; all others are passed over. Built once, then only read. */
final class Fields<D> {

    private final Map<String, Field<D>> byName = new HashMap<>();

    /** Text that differs from object to object. */
    Fields<D> text(String name, BiConsumer<D, String> into) {
        return with(name, new Field.Text<>(false, into));
    }

    /** Text that many objects have in common. */
    Fields<D> word(String name, BiConsumer<D, String> into) {
        return with(name, new Field.Text<>(true, into));
    }

    /** Text that no copy may hold. */
    Fields<D> hidden(String name, BiConsumer<D, String> into) {
        return with(name, new Field.Hidden<>(into));
    }

    Fields<D> time(String name, BiConsumer<D, Instant> into) {
        return with(name, new Field.Time<>(into));
    }

    Fields<D> whole(String name, ObjLongConsumer<D> into) {
        return with(name, new Field.Whole<>(into));
    }

    Fields<D> flag(String name, BiConsumer<D, Boolean> into) {
        return with(name, new Field.Flag<>(into));
    }

    <C> Fields<D> part(String name, Function<D, C> child, Fields<C> fields) {
        return with(name, new Field.Part<>(child, fields));
    }

    /** A level of the JSON that the draft does not have. */
    Fields<D> within(String name, Fields<D> fields) {
        return with(name, new Field.Part<>(draft -> draft, fields));
    }

    Fields<D> present(String name, Consumer<D> into) {
        return with(name, new Field.Present<>(into));
    }

    <C> Fields<D> parts(String name, Function<D, C> child, Fields<C> fields) {
        return with(name, new Field.Parts<>(child, fields));
    }

    Fields<D> texts(String name, BiConsumer<D, String> into) {
        return with(name, new Field.Texts<>(into));
    }

    Fields<D> pairs(String name, Predicate<String> names, Field.Pairs.Pair<D> into) {
        return with(name, new Field.Pairs<>(names, into));
    }

    Fields<D> hash(String name, ObjIntConsumer<D> into) {
        return with(name, new Field.Hash<>(into));
    }

    private Fields<D> with(String name, Field<D> field) {
        if (byName.put(name, field) != null) {
            throw new IllegalStateException("field " + name + " is there already");
        }
        return this;
    }

    /** Reads the object at whose start the parser stands; leaves the parser at its end. */
    void read(JsonParser parser, Words words, D draft) throws IOException {
        String name = nextName(parser);
        for (; name != null; name = nextName(parser)) {
            parser.nextToken();
            Field<D> field = byName.get(name);
            if (field == null) {
                parser.skipChildren();
            } else {
                field.read(parser, words, draft);
            }
        }
    }

    /** Copies the object at whose start the parser stands; leaves the parser at its end. */
    void copy(JsonParser parser, JsonGenerator out) throws IOException {
        out.writeStartObject();
        String name = nextName(parser);
        for (; name != null; name = nextName(parser)) {
            parser.nextToken();
            Field<D> field = byName.get(name);
            if (field == null) {
                parser.skipChildren();
            } else {
                field.copy(name, parser, out);
            }
        }
        out.writeEndObject();
    }

    /** The next field's name, null at the object's end. */
    static @Nullable String nextName(JsonParser parser) throws IOException {
        String name = parser.nextFieldName();
        if (name == null && parser.currentToken() != JsonToken.END_OBJECT) {
            throw cutOff(parser, "a field or the end of an object");
        }
        return name;
    }

    /** Whether there is another element; at the list's end there is none. */
    static boolean nextElement(JsonParser parser) throws IOException {
        return present(parser.nextToken()) != JsonToken.END_ARRAY;
    }

    static JsonToken present(@Nullable JsonToken token) throws IOException {
        if (token == null) {
            throw new JsonEOFException(null, null, "the text ends inside of an object");
        }
        return token;
    }

    private static IOException cutOff(JsonParser parser, String expected) {
        return new JsonEOFException(parser, parser.currentToken(), "expected " + expected);
    }
}
