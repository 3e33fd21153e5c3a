package dev.strata.testbed.fake.template;

import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** A stretch of rendered JSON. */
sealed interface JsonPart {

    void write(@Nullable Object[] values, OutputStream out) throws IOException;

    /** The same for every object. */
    record Literal(Bytes bytes) implements JsonPart {
        @Override
        public void write(@Nullable Object[] values, OutputStream out) throws IOException {
            bytes.writeTo(out);
        }
    }

    /** A value as it is. */
    record Value(int slot) implements JsonPart {
        @Override
        public void write(@Nullable Object[] values, OutputStream out) throws IOException {
            if (values[slot] instanceof byte[] bytes) {
                out.write(bytes, 0, bytes.length);
            }
        }
    }

    /** A whole field that is absent without a value; an empty list counts as none. */
    record Field(int slot, Bytes before, JsonPart value, Bytes after) implements JsonPart {
        @Override
        public void write(@Nullable Object[] values, OutputStream out) throws IOException {
            Object found = values[slot];
            if (found == null || (found instanceof Bound[] list && list.length == 0)) {
                return;
            }
            before.writeTo(out);
            value.write(values, out);
            after.writeTo(out);
        }
    }

    /** Objects with commas between them. */
    record Items(int slot) implements JsonPart {
        @Override
        public void write(@Nullable Object[] values, OutputStream out) throws IOException {
            if (values[slot] instanceof Bound[] list) {
                for (int i = 0; i < list.length; i++) {
                    if (i > 0) {
                        out.write(',');
                    }
                    list[i].writeJson(out);
                }
            }
        }
    }
}
