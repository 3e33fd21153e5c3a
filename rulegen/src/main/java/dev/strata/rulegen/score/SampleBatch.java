package dev.strata.rulegen.score;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;

/**
 * Series in the form of the remote-write protocol, version 1: a protobuf message in a block of snappy. Nothing is
 * compressed; the receiver is on the same machine.
 */
final class SampleBatch {
    private static final int LITERAL = 0xffff;

    private final ByteArrayOutputStream message = new ByteArrayOutputStream(1 << 20);

    int size() {
        return message.size();
    }

    void add(SortedMap<String, String> labels, long[] millis, double[] values, int count) {
        var series = new ByteArrayOutputStream(64 + count * 24);
        labels.forEach((name, value) -> {
            var label = new ByteArrayOutputStream();
            text(label, 1, name);
            text(label, 2, value);
            message(series, 1, label);
        });
        for (int i = 0; i < count; i++) {
            var sample = new ByteArrayOutputStream(20);
            sample.write((1 << 3) | 1);
            byte[] bits = ByteBuffer.allocate(Double.BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(Double.doubleToRawLongBits(values[i]))
                    .array();
            sample.writeBytes(bits);
            sample.write(2 << 3);
            number(sample, millis[i]);
            message(series, 2, sample);
        }
        message(message, 1, series);
    }

    byte[] snappy() {
        byte[] plain = message.toByteArray();
        var out = new ByteArrayOutputStream(plain.length + plain.length / LITERAL * 3 + 16);
        number(out, plain.length);
        for (int at = 0; at < plain.length; at += LITERAL) {
            int length = Math.min(LITERAL, plain.length - at);
            out.write(61 << 2);
            out.write((length - 1) & 0xff);
            out.write((length - 1) >> 8);
            out.write(plain, at, length);
        }
        return out.toByteArray();
    }

    private static void text(ByteArrayOutputStream out, int field, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.write((field << 3) | 2);
        number(out, bytes.length);
        out.writeBytes(bytes);
    }

    private static void message(ByteArrayOutputStream out, int field, ByteArrayOutputStream inner) {
        out.write((field << 3) | 2);
        number(out, inner.size());
        out.writeBytes(inner.toByteArray());
    }

    private static void number(ByteArrayOutputStream out, long number) {
        long left = number;
        while ((left & ~0x7fL) != 0) {
            out.write((int) (left & 0x7f) | 0x80);
            left >>>= 7;
        }
        out.write((int) left);
    }
}
