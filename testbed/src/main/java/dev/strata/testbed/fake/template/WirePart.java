package dev.strata.testbed.fake.template;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A stretch of a protobuf message; absent where its value is. */
sealed interface WirePart {

    void prepend(@Nullable Object[] values, WireBuffer buffer);

    /** The same for every object. */
    record Fixed(Bytes bytes) implements WirePart {
        @Override
        public void prepend(@Nullable Object[] values, WireBuffer buffer) {
            bytes.prependTo(buffer);
        }
    }

    /** Text, or {@code bytes}. */
    record Text(int field, List<Slots.Piece> pieces) implements WirePart {
        @Override
        public void prepend(@Nullable Object[] values, WireBuffer buffer) {
            int before = buffer.size();
            for (int i = pieces.size() - 1; i >= 0; i--) {
                Slots.Piece piece = pieces.get(i);
                if (piece.isLiteral()) {
                    buffer.bytes(piece.text().getBytes(UTF_8));
                } else if (values[piece.slot()] instanceof byte[] bytes) {
                    buffer.bytes(bytes);
                } else {
                    return;
                }
            }
            buffer.endDelimited(field, buffer.size() - before);
        }
    }

    /** A number or truth value. */
    record Varint(int field, int slot) implements WirePart {
        @Override
        public void prepend(@Nullable Object[] values, WireBuffer buffer) {
            if (values[slot] instanceof byte[] bytes) {
                String text = new String(bytes, US_ASCII);
                buffer.varintField(field, text.equals("true") ? 1 : text.equals("false") ? 0 : Long.parseLong(text));
            }
        }
    }

    /** A {@code Time} message. */
    record Moment(int field, @Nullable String text, int slot) implements WirePart {
        @Override
        public void prepend(@Nullable Object[] values, WireBuffer buffer) {
            if (text != null) {
                write(text, buffer);
            } else if (values[slot] instanceof byte[] bytes) {
                write(new String(bytes, US_ASCII), buffer);
            }
        }

        /** What cannot be read as a time becomes one that no calendar has, so that a fault stays a fault. */
        private void write(String time, WireBuffer buffer) {
            int before = buffer.size();
            long seconds;
            try {
                seconds = epochSecond(time);
            } catch (DateTimeException malformed) {
                seconds = Long.MIN_VALUE;
                buffer.varintField(2, -1);
            }
            buffer.varintField(1, seconds);
            buffer.endDelimited(field, buffer.size() - before);
        }
    }

    /** Seconds since 1970 of a time as API objects write it; several times as fast as the general way. */
    private static long epochSecond(String time) {
        if (time.length() != 20 || time.charAt(10) != 'T' || time.charAt(19) != 'Z') {
            return Instant.parse(time).getEpochSecond();
        }
        long day = LocalDate.of(digits(time, 0, 4), digits(time, 5, 7), digits(time, 8, 10))
                .toEpochDay();
        return day * 86_400 + digits(time, 11, 13) * 3600L + digits(time, 14, 16) * 60L + digits(time, 17, 19);
    }

    private static int digits(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            number = number * 10 + text.charAt(i) - '0';
        }
        return number;
    }

    /** A message with parts, in the order of their numbers; without a field number it is not enclosed. */
    record Message(int field, List<WirePart> parts) implements WirePart {
        @Override
        public void prepend(@Nullable Object[] values, WireBuffer buffer) {
            int before = buffer.size();
            for (int i = parts.size() - 1; i >= 0; i--) {
                parts.get(i).prepend(values, buffer);
            }
            if (field > 0) {
                buffer.endDelimited(field, buffer.size() - before);
            }
        }
    }

    /** Repeated messages from a list of objects. */
    record Items(int field, int slot, String type) implements WirePart {
        @Override
        public void prepend(@Nullable Object[] values, WireBuffer buffer) {
            if (values[slot] instanceof Bound[] list) {
                for (int i = list.length - 1; i >= 0; i--) {
                    int before = buffer.size();
                    list[i].prependWire(type, buffer);
                    buffer.endDelimited(field, buffer.size() - before);
                }
            }
        }
    }

    /** Managed fields: JSON inside protobuf. */
    record Json(int field, List<JsonPart> parts) implements WirePart {
        @Override
        public void prepend(@Nullable Object[] values, WireBuffer buffer) {
            ByteArrayOutputStream out = new ByteArrayOutputStream(2048);
            try {
                for (JsonPart part : parts) {
                    part.write(values, out);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            int before = buffer.size();
            buffer.bytes(out.toByteArray());
            buffer.endDelimited(1, buffer.size() - before);
            buffer.endDelimited(field, buffer.size() - before);
        }
    }
}
