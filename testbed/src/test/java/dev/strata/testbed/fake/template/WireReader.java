package dev.strata.testbed.fake.template;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads protobuf without knowing the messages: values by field number, in order. */
public final class WireReader {

    private final byte[] bytes;
    private int position;

    private WireReader(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The fields of a message: numbers as {@code Long}, everything else as {@code byte[]}. */
    public static Map<Integer, List<Object>> read(byte[] bytes) {
        WireReader reader = new WireReader(bytes);
        Map<Integer, List<Object>> fields = new TreeMap<>();
        while (reader.position < bytes.length) {
            long tag = reader.varint();
            Object value = (tag & 7) == 0 ? (Object) reader.varint() : reader.delimited(tag);
            fields.computeIfAbsent((int) (tag >>> 3), unused -> new ArrayList<>())
                    .add(value);
        }
        return fields;
    }

    /** The bytes at a path of field numbers, each time the first value. */
    public static byte[] at(byte[] message, int... path) {
        byte[] found = message;
        for (int field : path) {
            found = (byte[]) read(found).getOrDefault(field, List.of()).get(0);
        }
        return found;
    }

    /** The text at a path of field numbers. */
    public static String textAt(byte[] message, int... path) {
        return new String(at(message, path), UTF_8);
    }

    private byte[] delimited(long tag) {
        if ((tag & 7) != 2) {
            throw new IllegalStateException("unexpected wire type in tag " + tag);
        }
        int length = Math.toIntExact(varint());
        byte[] content = new byte[length];
        System.arraycopy(bytes, position, content, 0, length);
        position += length;
        return content;
    }

    private long varint() {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = bytes[position++];
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }
}
