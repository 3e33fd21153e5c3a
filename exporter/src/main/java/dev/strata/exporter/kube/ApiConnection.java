package dev.strata.exporter.kube;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.strata.exporter.projection.Projection;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.ApiException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;

/**
 * Requests to one API server. Reads the kubeconfig when it is first needed, and again, at most every few seconds, when
 * the server does not accept the credentials: tokens rotate.
 */
final class ApiConnection implements AutoCloseable {

    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration RENEWED_EVERY = Duration.ofSeconds(5);
    private static final Duration LONGEST_RETRY_AFTER = Duration.ofMinutes(2);
    private static final long LARGEST_REFUSAL = 16 * 1024;

    private static final String JSON = "application/json";
    /** Servers that cannot leave out the rest send it. */
    private static final String METADATA = "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1," + JSON;

    private static final String WATCHED_METADATA =
            "application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1," + JSON;

    /** Makes a client with the newest credentials. */
    interface Opener {
        ApiClient open() throws ApiTrouble;
    }

    private final Opener opener;
    private final InstantSource clock;
    /** One for all clients: those of former credentials would keep theirs open long after. */
    private final ConnectionPool connections = new ConnectionPool();

    private final JsonFactory json = Projection.json();
    private @Nullable ApiClient client;
    private Instant renewed = Instant.MIN;

    ApiConnection(Opener opener, InstantSource clock) {
        this.opener = opener;
        this.clock = clock;
    }

    JsonFactory json() {
        return json;
    }

    /** For messages. */
    synchronized String server() {
        return client == null ? "the API server" : "the API server at " + client.getBasePath();
    }

    /**
     * Sends a GET; the answer is a success, and the caller closes it.
     *
     * @param silence how long the answer's body may go without another byte
     * @param started is given the call before it is sent, for cancelling
     * @throws ApiTrouble for any answer that is no success
     */
    Response get(String path, Map<String, String> parameters, Duration silence, Consumer<Call> started)
            throws IOException {
        return get(path, parameters, JSON, silence, started);
    }

    /** As {@link #get(String, Map, Duration, Consumer)}, of names and versions alone. */
    Response metadata(String path, Map<String, String> parameters, Duration silence, Consumer<Call> started)
            throws IOException {
        return get(path, parameters, parameters.containsKey("watch") ? WATCHED_METADATA : METADATA, silence, started);
    }

    private Response get(
            String path, Map<String, String> parameters, String accept, Duration silence, Consumer<Call> started)
            throws IOException {
        ApiClient first = client();
        Response response = send(first, path, parameters, accept, silence, started);
        if (response.code() == 401) {
            ApiClient second = renew(first);
            if (second != first) {
                response.close();
                response = send(second, path, parameters, accept, silence, started);
            }
        }
        if (response.isSuccessful()) {
            return response;
        }
        try (Response refused = response) {
            throw ApiTrouble.ofStatus(refused.code(), message(refused), retryAfter(refused));
        }
    }

    private Response send(
            ApiClient client,
            String path,
            Map<String, String> parameters,
            String accept,
            Duration silence,
            Consumer<Call> started)
            throws IOException {
        HttpUrl.Builder url = HttpUrl.get(client.getBasePath() + path).newBuilder();
        parameters.forEach(url::addQueryParameter);
        HttpUrl target = url.build();
        OkHttpClient http = client.getHttpClient()
                .newBuilder()
                .connectionPool(connections)
                .connectTimeout(CONNECT)
                .readTimeout(silence)
                .build();
        Request request = new Request.Builder()
                .url(target)
                .headers(Headers.of(credentials(client, target.uri())))
                .header("Accept", accept)
                // Unpacking costs more than what it saves on the way within a cluster.
                .header("Accept-Encoding", "identity")
                .build();
        Call call = http.newCall(request);
        started.accept(call);
        return call.execute();
    }

    private static Map<String, String> credentials(ApiClient client, URI target) throws IOException {
        var headers = new HashMap<String, String>();
        try {
            client.updateParamsForAuth(
                    new String[] {"BearerToken"}, new ArrayList<>(), headers, new HashMap<>(), "", "GET", target);
        } catch (ApiException e) {
            throw new IOException("credentials cannot be used: " + e.getMessage(), e);
        }
        return headers;
    }

    private synchronized ApiClient client() throws ApiTrouble {
        ApiClient known = client;
        if (known == null) {
            known = opener.open();
            client = known;
        }
        return known;
    }

    /** A client with newer credentials than the refused one; the same where it is too early to look again. */
    private synchronized ApiClient renew(ApiClient refused) throws ApiTrouble {
        ApiClient known = client();
        Instant now = clock.instant();
        if (known == refused && !now.isBefore(renewed.equals(Instant.MIN) ? now : renewed.plus(RENEWED_EVERY))) {
            renewed = now;
            known = opener.open();
            client = known;
            connections.evictAll();
        }
        return known;
    }

    /** The {@code message} of a Status object; otherwise nothing, for pages of proxies are no message. */
    private String message(Response refused) throws IOException {
        try (ResponseBody body = refused.peekBody(LARGEST_REFUSAL);
                JsonParser parser = json.createParser(body.bytes())) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return "";
            }
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                parser.nextToken();
                if (name.equals("message") && parser.currentToken() == JsonToken.VALUE_STRING) {
                    return parser.getText();
                }
                parser.skipChildren();
            }
            return "";
        } catch (JsonProcessingException e) {
            return "";
        }
    }

    private static Duration retryAfter(Response refused) {
        String seconds = refused.header("Retry-After", "");
        if (seconds == null
                || seconds.isEmpty()
                || seconds.length() > 6
                || !seconds.chars().allMatch(Character::isDigit)) {
            return Duration.ZERO;
        }
        Duration asked = Duration.ofSeconds(Long.parseLong(seconds));
        return asked.compareTo(LONGEST_RETRY_AFTER) > 0 ? LONGEST_RETRY_AFTER : asked;
    }

    @Override
    public synchronized void close() {
        ApiClient known = client;
        if (known != null) {
            connections.evictAll();
            known.getHttpClient().dispatcher().executorService().shutdown();
        }
    }
}
