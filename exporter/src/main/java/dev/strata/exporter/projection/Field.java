package dev.strata.exporter.projection;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Instant;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ObjIntConsumer;
import java.util.function.ObjLongConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * How one field is read into a draft and copied. The parser stands at the value's first token and is left at its last.
 * A value of another shape than expected, null included, is passed over.
 */
interface Field<D> {

    void read(JsonParser parser, Words words, D draft) throws IOException;

    /** Writes name and value; nothing where the shape is not the expected one. */
    void copy(String name, JsonParser parser, JsonGenerator out) throws IOException;

    /** A string or a number. */
    record Text<D>(boolean repeats, BiConsumer<D, String> into) implements Field<D> {

        @Override
        public void read(JsonParser parser, Words words, D draft) throws IOException {
            if (isTextOrNumber(parser.currentToken())) {
                String text = parser.getText();
                into.accept(draft, repeats ? words.shared(text) : text);
            } else {
                parser.skipChildren();
            }
        }

        @Override
        public void copy(String name, JsonParser parser, JsonGenerator out) throws IOException {
            if (isTextOrNumber(parser.currentToken())) {
                out.writeFieldName(name);
                out.copyCurrentEvent(parser);
            } else {
                parser.skipChildren();
            }
        }
    }

    /** A string that is read and never copied. */
    record Hidden<D>(BiConsumer<D, String> into) implements Field<D> {

        @Override
        public void read(JsonParser parser, Words words, D draft) throws IOException {
            if (parser.currentToken() == JsonToken.VALUE_STRING) {
                into.accept(draft, parser.getText());
            } else {
                parser.skipChildren();
            }
        }

        @Override
        public void copy(String name, JsonParser parser, JsonGenerator out) throws IOException {
            parser.skipChildren();
        }
    }

    /** An RFC 3339 time. */
    record Time<D>(BiConsumer<D, Instant> into) implements Field<D> {

        @Override
        public void read(JsonParser parser, Words words, D draft) throws IOException {
            Instant time = time(parser);
            if (time != null) {
                into.accept(draft, time);
            }
        }

        @Override
        public void copy(String name, JsonParser parser, JsonGenerator out) throws IOException {
            Instant time = time(parser);
            if (time != null) {
                out.writeStringField(name, time.toString());
            }
        }

        private static @Nullable Instant time(JsonParser parser) throws IOException {
            if (parser.currentToken() != JsonToken.VALUE_STRING) {
                parser.skipChildren();
                return null;
            }
            return Scalars.time(parser.getText());
        }
    }

    /** A whole number. */
    record Whole<D>(ObjLongConsumer<D> into) implements Field<D> {

        @Override
        public void read(JsonParser parser, Words words, D draft) throws IOException {
            if (isReadable(parser)) {
                into.accept(draft, parser.getLongValue());
            } else {
                parser.skipChildren();
            }
        }

        @Override
        public void copy(String name, JsonParser parser, JsonGenerator out) throws IOException {
            if (isReadable(parser)) {
                out.writeNumberField(name, parser.getLongValue());
            } else {
                parser.skipChildren();
            }
        }

        private static boolean isReadable(JsonParser parser) throws IOException {
            return parser.currentToken() == JsonToken.VALUE_NUMBER_INT
                    && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
        }
    }

    /** True or false. */
    record Flag<D>(BiConsumer<D, Boolean> into) implements Field<D> {

        @Override
        public void read(JsonParser parser, Words words, D draft) throws IOException {
            if (isFlag(parser.currentToken())) {
                into.accept(draft, parser.getBooleanValue());
            } else {
                parser.skipChildren();
            }
        }

        @Override
        public void copy(String name, JsonParser parser, JsonGenerator out) throws IOException {
            if (isFlag(parser.currentToken())) {
                out.writeBooleanField(name, parser.getBooleanValue());
            } else {
                parser.skipChildren();
            }
        }

        private static boolean isFlag(@Nullable JsonToken token) {
            return token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE;
        }
    }

    /** An object with a table of its own. */
    record Part<D, C>(Function<D, C> child, Fields<C> fields) implements Field<D> {

        @Override
        public void read(JsonParser parser, Words words, D draft) throws IOException {
            if (parser.currentToken() == JsonToken.START_OBJECT) {
                fields.read(parser, words, child.apply(draft));
            } else {
                parser.skipChildren();
            }
        }

        @Override
        public void copy(String name, JsonParser parser, JsonGenerator out) throws IOException {
            if (parser.currentToken() == JsonToken.START_OBJECT) {
                out.writeFieldName(name);
                fields.copy(parser, out);
            } else {
                parser.skipChildren();
            }
        }
    }

    /** Whether there is an object of the name, of which nothing else is read or copied. */
    record Present<D>(Consumer<D> into) implements Field<D> {

        @Override
        public void read(JsonParser parser, Words words, D draft) throws IOException {
            if (parser.currentToken() == JsonToken.START_OBJECT) {
                into.accept(draft);
            }
            parser.skipChildren();
        }

        @Override
        public void copy(String name, JsonParser parser, JsonGenerator out) throws IOException {
            if (parser.currentToken() == JsonToken.START_OBJECT) {
                out.writeObjectFieldStart(name);
                out.writeEndObject();
            }
            parser.skipChildren();
        }
    }

    /** A list of objects. */
    record Parts<D, C>(Function<D, C> child, Fields<C> fields) implements Field<D> {

        @Override
        public void read(JsonParser parser, Words words, D draft) throws IOException {
            if (parser.currentToken() != JsonToken.START_ARRAY) {
                parser.skipChildren();
                return;
            }
            while (Fields.nextElement(parser)) {
                if (parser.currentToken() == JsonToken.START_OBJECT) {
                    fields.read(parser, words, child.apply(draft));
                } else {
                    parser.skipChildren();
                }
            }
        }

        @Override
        public void copy(String name, JsonParser parser, JsonGenerator out) throws IOException {
            if (parser.currentToken() != JsonToken.START_ARRAY) {
                parser.skipChildren();
                return;
            }
            out.writeArrayFieldStart(name);
            while (Fields.nextElement(parser)) {
                if (parser.currentToken() == JsonToken.START_OBJECT) {
                    fields.copy(parser, out);
                } else {
                    parser.skipChildren();
                }
            }
            out.writeEndArray();
        }
    }

    /** A list of strings. */
    record Texts<D>(BiConsumer<D, String> into) implements Field<D> {

        @Override
        public void read(JsonParser parser, Words words, D draft) throws IOException {
            if (parser.currentToken() != JsonToken.START_ARRAY) {
                parser.skipChildren();
                return;
            }
            while (Fields.nextElement(parser)) {
                if (parser.currentToken() == JsonToken.VALUE_STRING) {
                    into.accept(draft, words.shared(parser.getText()));
                } else {
                    parser.skipChildren();
                }
            }
        }

        @Override
        public void copy(String name, JsonParser parser, JsonGenerator out) throws IOException {
            if (parser.currentToken() != JsonToken.START_ARRAY) {
                parser.skipChildren();
                return;
            }
            out.writeArrayFieldStart(name);
            while (Fields.nextElement(parser)) {
                if (parser.currentToken() == JsonToken.VALUE_STRING) {
                    out.writeString(parser.getText());
                } else {
                    parser.skipChildren();
                }
            }
            out.writeEndArray();
        }
    }

    /** Named strings, as labels are. */
    record Pairs<D>(Predicate<String> names, Pair<D> into) implements Field<D> {

        interface Pair<D> {
            void accept(D draft, String name, String value);
        }

        @Override
        public void read(JsonParser parser, Words words, D draft) throws IOException {
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                parser.skipChildren();
                return;
            }
            String name = Fields.nextName(parser);
            for (; name != null; name = Fields.nextName(parser)) {
                if (parser.nextToken() == JsonToken.VALUE_STRING && names.test(name)) {
                    into.accept(draft, words.shared(name), words.shared(parser.getText()));
                } else {
                    parser.skipChildren();
                }
            }
        }

        @Override
        public void copy(String field, JsonParser parser, JsonGenerator out) throws IOException {
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                parser.skipChildren();
                return;
            }
            out.writeObjectFieldStart(field);
            String name = Fields.nextName(parser);
            for (; name != null; name = Fields.nextName(parser)) {
                if (parser.nextToken() == JsonToken.VALUE_STRING && names.test(name)) {
                    out.writeStringField(name, parser.getText());
                } else {
                    parser.skipChildren();
                }
            }
            out.writeEndObject();
        }
    }

    /** A subtree of which only changes matter: what is kept is a hash over its tokens. */
    record Hash<D>(ObjIntConsumer<D> into) implements Field<D> {

        @Override
        public void read(JsonParser parser, Words words, D draft) throws IOException {
            int depth = 0;
            int hash = 1;
            do {
                JsonToken token = Fields.present(parser.currentToken());
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                hash = 31 * hash + parser.getText().hashCode();
            } while (depth > 0 && parser.nextToken() != null);
            into.accept(draft, hash);
        }

        @Override
        public void copy(String name, JsonParser parser, JsonGenerator out) throws IOException {
            out.writeFieldName(name);
            out.copyCurrentStructure(parser);
        }
    }

    private static boolean isTextOrNumber(@Nullable JsonToken token) {
        return token == JsonToken.VALUE_STRING || (token != null && token.isNumeric());
    }
}
