package dev.strata.testbed.fake.template;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An object: a template and its values. Does not change. */
public final class Bound {

    private final Template template;
    private final @Nullable Object[] values;

    Bound(Template template, @Nullable Object[] values) {
        this.template = template;
        this.values = values;
    }

    /** The same object with another value, null for none. */
    public Bound with(String name, @Nullable String value) {
        return changed(name, value == null ? null : Template.plain(value));
    }

    /** The same object with another list. */
    public Bound with(String name, List<Bound> items) {
        return changed(name, items.toArray(Bound[]::new));
    }

    /** A value as text, if the template has it and the object sets it. */
    public Optional<String> text(String name) {
        return template.hasSlot(name) && values[template.slot(name)] instanceof byte[] bytes
                ? Optional.of(new String(bytes, UTF_8))
                : Optional.empty();
    }

    /** Names of all values that the template knows, in the order of the template. */
    public List<String> names() {
        return template.slotNames();
    }

    /** The whole object. */
    public void writeJson(OutputStream out) throws IOException {
        write(template.full(), out);
    }

    /** As an item of a list of its kind. */
    public void writeItem(OutputStream out) throws IOException {
        write(template.item(), out);
    }

    /** As {@code PartialObjectMetadata}. */
    public void writeMetadata(OutputStream out) throws IOException {
        write(template.metadata(), out);
    }

    /** The whole object as text. */
    public byte[] json() {
        ByteArrayOutputStream out = new ByteArrayOutputStream(8192);
        try {
            writeJson(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** Puts the protobuf message before what the buffer holds. */
    public void prependWire(String message, WireBuffer buffer) {
        template.wire(message).prepend(values, buffer);
    }

    private void write(List<JsonPart> parts, OutputStream out) throws IOException {
        for (JsonPart part : parts) {
            part.write(values, out);
        }
    }

    private Bound changed(String name, @Nullable Object value) {
        @Nullable Object[] copy = values.clone();
        copy[template.slot(name)] = value;
        return new Bound(template, copy);
    }
}
