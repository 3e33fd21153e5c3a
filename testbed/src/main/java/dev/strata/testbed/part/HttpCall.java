package dev.strata.testbed.part;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Plain HTTP/1.1 to a part on loopback, with an optional bearer token and an optional trust in a test authority. */
public final class HttpCall {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final HttpClient client;
    private final @Nullable String token;

    private HttpCall(HttpClient client, @Nullable String token) {
        this.client = client;
        this.token = token;
    }

    public static HttpCall plain() {
        return new HttpCall(builder().build(), null);
    }

    /** Trusts what the context trusts; no token. */
    public static HttpCall trusting(SSLContext context) {
        return new HttpCall(builder().sslContext(context).build(), null);
    }

    /** The same connections with another identity. */
    public HttpCall as(String bearerToken) {
        return new HttpCall(client, bearerToken);
    }

    /**
     * Asks once; any status is an answer.
     *
     * @throws PartException if there is no answer
     */
    public Answer get(URI uri) {
        return send("GET", uri, null, null);
    }

    /**
     * Sends once; any status is an answer.
     *
     * @throws PartException if there is no answer
     */
    public Answer send(String method, URI uri, @Nullable String contentType, @Nullable String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .timeout(LIMIT)
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8));
        Optional.ofNullable(contentType).ifPresent(type -> request.header("Content-Type", type));
        Optional.ofNullable(token).ifPresent(value -> request.header("Authorization", "Bearer " + value));
        try {
            HttpResponse<String> response =
                    client.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            return new Answer(response.statusCode(), response.body());
        } catch (IOException e) {
            throw new PartException(method + " " + uri + ": " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PartException("interrupted: " + method + " " + uri, e);
        }
    }

    /** Says whether a GET is answered with status 200, now. */
    public boolean isOk(URI uri) {
        try {
            return get(uri).status() == 200;
        } catch (PartException notYet) {
            return false;
        }
    }

    private static HttpClient.Builder builder() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(LIMIT)
                .followRedirects(HttpClient.Redirect.NEVER);
    }

    /** What came back. */
    public record Answer(int status, String body) {
        public boolean isSuccess() {
            return status >= 200 && status < 300;
        }
    }
}
