package dev.strata.testbed.fake.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** One request and the means to answer it, well or badly. */
public final class HttpExchange {

    private final HttpRequest request;
    private final HttpConnection connection;
    private @Nullable OutputStream body;
    private boolean answered;

    HttpExchange(HttpRequest request, HttpConnection connection) {
        this.request = request;
        this.connection = connection;
    }

    public HttpRequest request() {
        return request;
    }

    /** Answers at once with a body of known length. */
    public void respond(int status, SortedMap<String, String> headers, byte[] content) throws IOException {
        SortedMap<String, String> all = new TreeMap<>(headers);
        all.put("Content-Length", Integer.toString(content.length));
        OutputStream socket = head(status, all);
        socket.write(content);
        socket.flush();
    }

    /** Opens a chunked body; what is written leaves on flush or in pieces of some size. */
    public OutputStream stream(int status, String contentType, boolean gzip) throws IOException {
        SortedMap<String, String> headers = new TreeMap<>();
        headers.put("Content-Type", contentType);
        headers.put("Transfer-Encoding", "chunked");
        if (gzip) {
            headers.put("Content-Encoding", "gzip");
            headers.put("Vary", "Accept-Encoding");
        }
        OutputStream chunked = new ChunkedOutput(head(status, headers));
        OutputStream open = gzip ? new FastGzip(chunked) : chunked;
        body = open;
        return open;
    }

    /** Breaks the connection with a reset, whatever was said before. */
    public void reset() {
        connection.reset();
    }

    /** Whether the client has closed its side; asks the socket, so call it about once a second. */
    public boolean clientGone() throws IOException {
        try {
            return connection.peekEnd();
        } catch (SocketTimeoutException stillThere) {
            return false;
        }
    }

    boolean answered() {
        return answered;
    }

    void finish() throws IOException {
        if (body != null) {
            body.close();
        }
    }

    private OutputStream head(int status, Map<String, String> headers) throws IOException {
        if (answered) {
            throw new IllegalStateException("answered twice: " + request.path());
        }
        answered = true;
        StringBuilder head =
                new StringBuilder(256).append("HTTP/1.1 ").append(status).append(" Answer\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        OutputStream socket = connection.output();
        socket.write(head.append("\r\n").toString().getBytes(US_ASCII));
        return socket;
    }

    /** The fastest level, which is what an API server uses. */
    private static final class FastGzip extends GZIPOutputStream {
        FastGzip(OutputStream out) throws IOException {
            super(out, 32 * 1024, true);
            def.setLevel(1);
        }
    }
}
