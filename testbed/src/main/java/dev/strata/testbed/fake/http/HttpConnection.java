package dev.strata.testbed.fake.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One client connection: requests one after the other until a side ends it. */
final class HttpConnection implements Runnable {

    private static final int LONGEST_LINE = 64 * 1024;

    private final Socket socket;
    private final InputStream input;
    private final OutputStream output;
    private final HttpHandler handler;
    private final Runnable onEnd;

    HttpConnection(Socket socket, HttpHandler handler, Runnable onEnd) throws IOException {
        this.socket = socket;
        this.input = new BufferedInputStream(socket.getInputStream());
        this.output = socket.getOutputStream();
        this.handler = handler;
        this.onEnd = onEnd;
    }

    OutputStream output() {
        return output;
    }

    @Override
    public void run() {
        try (socket) {
            HttpRequest request = read();
            while (request != null) {
                HttpExchange exchange = new HttpExchange(request, this);
                handler.handle(exchange);
                exchange.finish();
                if (!exchange.answered() || request.header("connection").equalsIgnoreCase("close")) {
                    return;
                }
                request = read();
            }
        } catch (IOException | UncheckedIOException clientLeft) {
            // The other side ended the connection, or we did: there is nobody left to tell.
            return;
        } finally {
            onEnd.run();
        }
    }

    /** Closes in a way that the client sees as "connection reset by peer". */
    void reset() {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException alreadyClosed) {
            throw new UncheckedIOException(alreadyClosed);
        }
    }

    /** Waits a millisecond for the client: true when it has ended its side, a time-out when it is silent. */
    boolean peekEnd() throws IOException {
        socket.setSoTimeout(1);
        try {
            input.mark(1);
            int next = input.read();
            input.reset();
            return next < 0;
        } finally {
            socket.setSoTimeout(0);
        }
    }

    private @Nullable HttpRequest read() throws IOException {
        String line = line();
        if (line == null || line.isEmpty()) {
            return null;
        }
        String[] words = line.split(" ", 3);
        if (words.length != 3) {
            return null;
        }
        SortedMap<String, String> headers = new TreeMap<>();
        for (String header = line(); header != null && !header.isEmpty(); header = line()) {
            int colon = header.indexOf(':');
            if (colon > 0) {
                String name = header.substring(0, colon).toLowerCase(Locale.ROOT);
                headers.merge(name, header.substring(colon + 1).strip(), (first, next) -> first + ", " + next);
            }
        }
        input.skipNBytes(Long.parseLong(headers.getOrDefault("content-length", "0")));
        return HttpRequest.of(words[0], words[1], headers);
    }

    private @Nullable String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(128);
        while (true) {
            int next = input.read();
            if (next < 0) {
                return null;
            }
            if (next == '\n') {
                return line.toString(ISO_8859_1);
            }
            if (next != '\r') {
                line.write(next);
            }
            if (line.size() > LONGEST_LINE) {
                throw new EOFException("a line of more than " + LONGEST_LINE + " bytes");
            }
        }
    }
}
