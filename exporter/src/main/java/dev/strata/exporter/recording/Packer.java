package dev.strata.exporter.recording;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * Packs many small texts that resemble one another: the first of them serves as the dictionary of all others. For one
 * thread at a time; what is packed can be unpacked by others through {@link #dictionary}.
 */
final class Packer {

    private static final int WINDOW = 32 * 1024;

    private final Deflater deflater = new Deflater(Deflater.BEST_SPEED);
    private byte @Nullable [] dictionary;

    byte[] pack(byte[] text) {
        byte[] known = dictionary;
        if (known == null) {
            known = text.length <= WINDOW ? text : Arrays.copyOf(text, WINDOW);
            dictionary = known;
        }
        deflater.reset();
        deflater.setDictionary(known);
        deflater.setInput(text);
        deflater.finish();
        var out = new ByteArrayOutputStream(256);
        var buffer = new byte[1024];
        while (!deflater.finished()) {
            out.write(buffer, 0, deflater.deflate(buffer));
        }
        return out.toByteArray();
    }

    /** What {@link #unpack} needs; empty before anything was packed. */
    byte[] dictionary() {
        byte[] known = dictionary;
        return known == null ? new byte[0] : known;
    }

    static byte[] unpack(byte[] packed, byte[] dictionary) {
        var inflater = new Inflater();
        try {
            inflater.setInput(packed);
            var out = new ByteArrayOutputStream(packed.length * 4);
            var buffer = new byte[8 * 1024];
            while (!inflater.finished()) {
                int length = inflater.inflate(buffer);
                if (length > 0) {
                    out.write(buffer, 0, length);
                } else if (inflater.needsDictionary()) {
                    inflater.setDictionary(dictionary);
                } else {
                    throw new IllegalStateException("what was packed here breaks off");
                }
            }
            return out.toByteArray();
        } catch (DataFormatException e) {
            throw new IllegalStateException("what was packed here cannot be unpacked", e);
        } finally {
            inflater.end();
        }
    }

    void close() {
        deflater.end();
    }
}
