package dev.strata.testbed.fake.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;

/** Chunked transfer coding; a chunk leaves when the buffer is full or on flush, in one write with its frame. */
final class ChunkedOutput extends OutputStream {

    private static final int HEADER = 8;
    private static final int SIZE = 128 * 1024;
    private static final byte[] END = "0\r\n\r\n".getBytes(US_ASCII);

    private final OutputStream socket;
    private final byte[] buffer = new byte[SIZE + HEADER + 2];
    private int position = HEADER;
    private boolean ended;

    ChunkedOutput(OutputStream socket) {
        this.socket = socket;
    }

    @Override
    public void write(int b) throws IOException {
        if (position == SIZE + HEADER) {
            flush();
        }
        buffer[position++] = (byte) b;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int from = offset;
        int left = length;
        while (left > 0) {
            int room = SIZE + HEADER - position;
            if (room == 0) {
                flush();
                continue;
            }
            int part = Math.min(room, left);
            System.arraycopy(bytes, from, buffer, position, part);
            position += part;
            from += part;
            left -= part;
        }
    }

    @Override
    public void flush() throws IOException {
        int length = position - HEADER;
        if (length == 0 || ended) {
            return;
        }
        byte[] frame = String.format(Locale.ROOT, "%x\r\n", length).getBytes(US_ASCII);
        int start = HEADER - frame.length;
        System.arraycopy(frame, 0, buffer, start, frame.length);
        buffer[position] = '\r';
        buffer[position + 1] = '\n';
        socket.write(buffer, start, position + 2 - start);
        position = HEADER;
    }

    /** Ends the body as a server does that has said all it wanted to say; further calls do nothing. */
    @Override
    public void close() throws IOException {
        if (!ended) {
            flush();
            ended = true;
            socket.write(END);
        }
    }
}
