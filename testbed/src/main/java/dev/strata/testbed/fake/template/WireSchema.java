package dev.strata.testbed.fake.template;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Field numbers by message and JSON name, from {@code wire.txt}. */
final class WireSchema {

    enum Form {
        ONE,
        REPEATED,
        MAP,
        INLINE
    }

    record Row(int number, Form form, String type) {}

    static final WireSchema KUBERNETES = load();

    private final Map<String, Map<String, Row>> messages = new TreeMap<>();

    @Nullable
    Row find(String message, String field) {
        return messages.getOrDefault(message, Map.of()).get(field);
    }

    boolean has(String message) {
        return messages.containsKey(message);
    }

    /** The field of the message whose own fields stand in its place in JSON, if it has the given one. */
    @Nullable
    Row findInline(String message, String field) {
        for (Row row : messages.getOrDefault(message, Map.of()).values()) {
            if (row.form() == Form.INLINE && find(row.type(), field) != null) {
                return row;
            }
        }
        return null;
    }

    private static WireSchema load() {
        WireSchema schema = new WireSchema();
        try (InputStream in = WireSchema.class.getResourceAsStream("wire.txt")) {
            if (in == null) {
                throw new IllegalStateException("wire.txt is missing");
            }
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, UTF_8));
            Map<String, Row> fields = new TreeMap<>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("  ")) {
                    String[] words = line.strip().split(" ", -1);
                    Form form = Form.valueOf(words[2].toUpperCase(Locale.ROOT));
                    fields.put(words[0], new Row(Integer.parseInt(words[1]), form, words[3]));
                } else if (!line.startsWith("#")) {
                    fields = new TreeMap<>();
                    schema.messages.put(line, fields);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return schema;
    }
}
