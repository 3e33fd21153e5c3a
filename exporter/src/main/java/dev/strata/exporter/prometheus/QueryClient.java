package dev.strata.exporter.prometheus;

import dev.strata.exporter.config.PrometheusConfig;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Sends one instant query and waits for its answer; never throws for what a server or a network can do. */
final class QueryClient {

    /** Bodies above this are refused before they fill the heap. */
    static final int LARGEST_BODY = 16 << 20;

    /** Proxies commonly take addresses of 8 KiB with their headers. */
    private static final int LONGEST_ADDRESS = 2000;

    private static final Duration LONGEST_RETRY_AFTER = Duration.ofMinutes(5);

    private final PrometheusConfig config;
    private final HttpClient http;
    private final String problem;

    QueryClient(PrometheusConfig config) {
        this.config = config;
        var builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(config.limits().timeout());
        String wrong = "";
        try {
            builder.sslContext(Certificates.context(config.access().tls()));
        } catch (IOException e) {
            wrong = message(e);
        }
        this.http = builder.build();
        this.problem = wrong;
    }

    QueryAnswer ask(String promql) {
        if (!problem.isEmpty()) {
            return QueryAnswer.failed(Outcome.UNAUTHORIZED, problem);
        }
        HttpRequest request;
        try {
            request = request(promql);
        } catch (IOException e) {
            return QueryAnswer.failed(Outcome.UNAUTHORIZED, "credentials cannot be read: " + message(e));
        }
        var sent = http.sendAsync(request, info -> new LimitedBody(LARGEST_BODY));
        try {
            return read(sent.get(config.limits().timeout().toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            sent.cancel(true);
            return timeout();
        } catch (ExecutionException e) {
            return failure(e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            sent.cancel(true);
            Thread.currentThread().interrupt();
            return QueryAnswer.failed(Outcome.UNREACHABLE, "interrupted");
        }
    }

    /** By GET while the address is short, so that caches and read-only proxies are at ease; otherwise by POST. */
    private HttpRequest request(String promql) throws IOException {
        String base = config.url().toString().replaceAll("/+$", "");
        String form = "query=" + URLEncoder.encode(promql, StandardCharsets.UTF_8)
                + "&timeout=" + config.limits().timeout().toMillis() + "ms"
                + "&limit=" + (config.limits().seriesLimit() + 1L);
        var builder = form.length() <= LONGEST_ADDRESS
                ? HttpRequest.newBuilder(URI.create(base + "/api/v1/query?" + form))
                : HttpRequest.newBuilder(URI.create(base + "/api/v1/query"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form));
        builder.timeout(config.limits().timeout()).header("Accept", "application/json");
        var access = config.access();
        access.headers().forEach(builder::header);
        if (access.bearerTokenFile() != null) {
            builder.header("Authorization", "Bearer " + secret(access.bearerTokenFile()));
        } else if (access.basicAuth() != null) {
            String pair = access.basicAuth().username() + ":"
                    + secret(access.basicAuth().passwordFile());
            builder.header(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
        }
        return builder.build();
    }

    private static String secret(Path file) throws IOException {
        String secret = Files.readString(file, StandardCharsets.UTF_8).strip();
        if (secret.chars().anyMatch(Character::isISOControl)) {
            throw new IOException(file + " holds more than one line");
        }
        return secret;
    }

    private QueryAnswer read(HttpResponse<byte[]> response) {
        int status = response.statusCode();
        if (status == 200) {
            return ResponseReader.read(response.body(), config.limits().seriesLimit());
        }
        if (status == 401 || status == 403) {
            return QueryAnswer.failed(
                    Outcome.UNAUTHORIZED, "answers " + status + "; check bearerTokenFile, basicAuth and headers");
        }
        if (status / 100 == 3) {
            String target = response.headers().firstValue("Location").orElse("nowhere");
            return QueryAnswer.failed(Outcome.SERVER_ERROR, "redirects to " + target + "; set that as its URL");
        }
        if (status == 404) {
            return QueryAnswer.failed(Outcome.SERVER_ERROR, "answers 404; is the URL's path prefix right?");
        }
        if (status == 429 || status == 503) {
            var outcome = status == 429 ? Outcome.THROTTLED : Outcome.SERVER_ERROR;
            return QueryAnswer.failed(outcome, "answers " + status + detail(response))
                    .retryAfter(retryAfter(response));
        }
        var outcome = status / 100 == 4 ? Outcome.REJECTED : Outcome.SERVER_ERROR;
        return QueryAnswer.failed(outcome, "answers " + status + detail(response));
    }

    private String detail(HttpResponse<byte[]> response) {
        var said = ResponseReader.read(response.body(), 1);
        return said.outcome() == Outcome.REJECTED ? ": " + said.problem() : "";
    }

    private static Duration retryAfter(HttpResponse<byte[]> response) {
        String text = response.headers().firstValue("Retry-After").orElse("");
        if (!text.matches("[0-9]{1,6}")) {
            return Duration.ZERO;
        }
        var wait = Duration.ofSeconds(Long.parseLong(text));
        return wait.compareTo(LONGEST_RETRY_AFTER) > 0 ? LONGEST_RETRY_AFTER : wait;
    }

    private QueryAnswer failure(Throwable cause) {
        for (Throwable c = cause; c != null; c = c.getCause()) {
            if (c instanceof LimitedBody.TooLarge) {
                return QueryAnswer.failed(Outcome.TOO_LARGE, message(c));
            }
            if (c instanceof HttpTimeoutException) {
                return timeout();
            }
        }
        return QueryAnswer.failed(Outcome.UNREACHABLE, "cannot be reached: " + message(cause));
    }

    private QueryAnswer timeout() {
        return QueryAnswer.failed(
                Outcome.TIMEOUT, "no answer within " + config.limits().timeout().toMillis() + " ms");
    }

    private static String message(Throwable problem) {
        String message = problem.getMessage();
        if (message != null && !message.isBlank()) {
            return problem instanceof NoSuchFileException ? "no such file: " + message : message;
        }
        return problem instanceof ConnectException
                ? "connection refused"
                : problem.getClass().getSimpleName();
    }
}
