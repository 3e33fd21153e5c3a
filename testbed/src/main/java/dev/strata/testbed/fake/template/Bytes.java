package dev.strata.testbed.fake.template;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;

/** Bytes that do not change. */
final class Bytes {

    private final byte[] content;

    private Bytes(byte[] content) {
        this.content = content;
    }

    static Bytes of(String text) {
        return new Bytes(text.getBytes(UTF_8));
    }

    static Bytes of(WireBuffer buffer) {
        return new Bytes(buffer.toByteArray());
    }

    void writeTo(OutputStream out) throws IOException {
        out.write(content, 0, content.length);
    }

    void prependTo(WireBuffer buffer) {
        buffer.bytes(content);
    }
}
