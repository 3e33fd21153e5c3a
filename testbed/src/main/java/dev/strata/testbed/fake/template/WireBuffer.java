package dev.strata.testbed.fake.template;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;

/** Protobuf written from its end to its beginning, so that lengths are known when they are needed. Reusable. */
public final class WireBuffer {

    private static final int LENGTH_DELIMITED = 2;

    private byte[] bytes = new byte[16 * 1024];
    private int start = bytes.length;

    /** Bytes held. */
    public int size() {
        return bytes.length - start;
    }

    public void clear() {
        start = bytes.length;
    }

    public void writeTo(OutputStream out) throws IOException {
        out.write(bytes, start, size());
    }

    public byte[] toByteArray() {
        byte[] copy = new byte[size()];
        System.arraycopy(bytes, start, copy, 0, copy.length);
        return copy;
    }

    /** Puts bytes before everything else. */
    public void bytes(byte[] more) {
        bytes(more, more.length);
    }

    /** Puts a field of text before everything else. */
    public void text(int field, String value) {
        byte[] utf8 = value.getBytes(UTF_8);
        bytes(utf8);
        endDelimited(field, utf8.length);
    }

    /** Puts a number before everything else. */
    public void varintField(int field, long value) {
        varint(value);
        varint((long) field << 3);
    }

    /** Puts tag and length of a delimited field before its content, which is the first {@code length} bytes held. */
    public void endDelimited(int field, long length) {
        varint(length);
        varint(((long) field << 3) | LENGTH_DELIMITED);
    }

    private void bytes(byte[] more, int length) {
        reserve(length);
        start -= length;
        System.arraycopy(more, 0, bytes, start, length);
    }

    private void varint(long value) {
        int length = Math.max(1, (Long.SIZE - Long.numberOfLeadingZeros(value) + 6) / 7);
        reserve(length);
        start -= length;
        long rest = value;
        for (int i = 0; i < length; i++) {
            bytes[start + i] = (byte) ((rest & 0x7f) | (i == length - 1 ? 0 : 0x80));
            rest >>>= 7;
        }
    }

    private void reserve(int length) {
        if (length <= start) {
            return;
        }
        int held = size();
        byte[] larger = new byte[Math.max(bytes.length * 2, held + length + 1024)];
        System.arraycopy(bytes, start, larger, larger.length - held, held);
        start = larger.length - held;
        bytes = larger;
    }
}
