package dev.strata.rulegen.diagnostic;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A text read from bytes that still knows where each character began. Every byte that belongs to no well-formed
 * character becomes one U+FFFD, as Go reads it.
 */
public final class Utf8Text {
    private static final char REPLACEMENT = '\uFFFD';

    private final String text;
    /** Where the character at each UTF-16 offset begins, and the end at last; null when all are ASCII. */
    private final int @Nullable [] offsets;

    private Utf8Text(String text, int @Nullable [] offsets) {
        this.text = text;
        this.offsets = offsets;
    }

    public static Utf8Text decode(byte[] bytes) {
        var text = new StringBuilder(bytes.length);
        int[] offsets = new int[bytes.length + 1];
        boolean ascii = true;
        int at = 0;
        while (at < bytes.length) {
            int start = at;
            int lead = bytes[at] & 0xFF;
            int length = length(lead);
            int point = length == 1 ? lead : point(bytes, at, length);
            if (point < 0) {
                point = REPLACEMENT;
                length = 1;
            }
            ascii &= point < 0x80;
            offsets[text.length()] = start;
            text.appendCodePoint(point);
            if (point > 0xFFFF) {
                offsets[text.length() - 1] = start;
            }
            at += length;
        }
        offsets[text.length()] = bytes.length;
        return new Utf8Text(text.toString(), ascii ? null : Arrays.copyOf(offsets, text.length() + 1));
    }

    private static int length(int lead) {
        if (lead < 0x80) {
            return 1;
        }
        return lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    }

    /** The code point of several bytes, or -1 where they are not well-formed. */
    private static int point(byte[] bytes, int at, int length) {
        int lead = bytes[at] & 0xFF;
        if (lead < 0xC2 || lead > 0xF4 || at + length > bytes.length) {
            return -1;
        }
        int point = lead & (0x7F >> length);
        for (int i = 1; i < length; i++) {
            int next = bytes[at + i] & 0xFF;
            if ((next & 0xC0) != 0x80) {
                return -1;
            }
            point = point << 6 | (next & 0x3F);
        }
        int least = length == 2 ? 0x80 : length == 3 ? 0x800 : 0x10000;
        boolean surrogate = point >= 0xD800 && point <= 0xDFFF;
        return point < least || point > 0x10FFFF || surrogate ? -1 : point;
    }

    public String text() {
        return text;
    }

    /** Where the character at a UTF-16 offset began, in bytes; the second half of a pair begins where the first does. */
    public int byteOffset(int offset) {
        return offsets == null ? offset : offsets[Math.min(offset, offsets.length - 1)];
    }
}
