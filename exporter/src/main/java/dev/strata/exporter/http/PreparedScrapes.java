package dev.strata.exporter.http;

import com.sun.net.httpserver.HttpExchange;
import io.prometheus.metrics.exporter.common.PrometheusHttpExchange;
import io.prometheus.metrics.exporter.common.PrometheusHttpRequest;
import io.prometheus.metrics.exporter.common.PrometheusHttpResponse;
import io.prometheus.metrics.exporter.common.PrometheusScrapeHandler;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Answers to scrapes, written once for each publication: those that were asked for lately before somebody asks again,
 * others when they are first asked for. Who asks in the same words gets the same bytes.
 */
final class PreparedScrapes {

    /** So many ways to ask are remembered; whoever asks in yet another one pushes out the one not used for longest. */
    private static final int MOST_WAYS = 4;

    /** What decides how an answer is written. */
    private record Way(String accept, String encoding) {}

    /** A finished answer. */
    private static final class Answer {

        private final Map<String, String> headers;
        private final byte[] body;

        Answer(Map<String, String> headers, byte[] body) {
            this.headers = headers;
            this.body = body;
        }
    }

    private final PrometheusScrapeHandler handler;
    private final Map<Way, Answer> ways = new LinkedHashMap<>(MOST_WAYS, 0.75f, true);
    private boolean published;

    PreparedScrapes(PrometheusRegistry registry) {
        this.handler = new PrometheusScrapeHandler(registry);
    }

    /** Something new can be scraped: writes it for those who asked lately, who get the former answer meanwhile. */
    void publish() {
        List<Way> asked;
        synchronized (this) {
            asked = List.copyOf(ways.keySet());
        }
        Map<Way, Answer> newest = new LinkedHashMap<>();
        asked.forEach(way -> newest.put(way, written(way)));
        synchronized (this) {
            published = true;
            ways.clear();
            ways.putAll(newest);
        }
    }

    /** Answers a scrape of everything; false where nothing was published yet or only a part is asked for. */
    boolean answer(HttpExchange exchange) throws IOException {
        if (exchange.getRequestURI().getRawQuery() != null
                || !exchange.getRequestMethod().equals("GET")) {
            return false;
        }
        Answer answer = find(new Way(header(exchange, "Accept"), header(exchange, "Accept-Encoding")));
        if (answer == null) {
            return false;
        }
        answer.headers.forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(200, answer.body.length);
        exchange.getResponseBody().write(answer.body);
        return true;
    }

    private synchronized @Nullable Answer find(Way way) {
        if (!published) {
            return null;
        }
        Answer known = ways.get(way);
        if (known == null) {
            known = written(way);
            ways.put(way, known);
            if (ways.size() > MOST_WAYS) {
                ways.remove(ways.keySet().iterator().next());
            }
        }
        return known;
    }

    private Answer written(Way way) {
        var capture = new Capture(way);
        try {
            handler.handleRequest(capture);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> headers = new TreeMap<>(capture.headers);
        headers.remove("Content-Length");
        return new Answer(Collections.unmodifiableMap(headers), capture.body.toByteArray());
    }

    private static String header(HttpExchange exchange, String name) {
        return String.join(", ", exchange.getRequestHeaders().getOrDefault(name, List.of()));
    }

    /** A request in memory whose answer is kept. */
    private record Capture(Way way, Map<String, String> headers, ByteArrayOutputStream body)
            implements PrometheusHttpExchange, PrometheusHttpRequest, PrometheusHttpResponse {

        Capture(Way way) {
            this(way, new TreeMap<>(), new ByteArrayOutputStream());
        }

        @Override
        public PrometheusHttpRequest getRequest() {
            return this;
        }

        @Override
        public PrometheusHttpResponse getResponse() {
            return this;
        }

        @Override
        public @Nullable String getQueryString() {
            return null;
        }

        @Override
        public Enumeration<String> getHeaders(String name) {
            String value = switch (name) {
                case "Accept" -> way.accept();
                case "Accept-Encoding" -> way.encoding();
                default -> "";
            };
            return Collections.enumeration(value.isEmpty() ? List.of() : List.of(value));
        }

        @Override
        public String getMethod() {
            return "GET";
        }

        @Override
        public String getRequestPath() {
            return "/metrics";
        }

        @Override
        public void setHeader(String name, String value) {
            headers.put(name, value);
        }

        @Override
        public OutputStream sendHeadersAndGetBody(int status, int length) {
            return body;
        }

        @Override
        public void handleException(IOException e) throws IOException {
            throw e;
        }

        @Override
        public void handleException(RuntimeException e) {
            throw e;
        }

        @Override
        public void close() {}
    }
}
