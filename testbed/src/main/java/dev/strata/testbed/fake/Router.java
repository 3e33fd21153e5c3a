package dev.strata.testbed.fake;

import dev.strata.testbed.fake.Fault.Stage;
import dev.strata.testbed.fake.http.HttpExchange;
import dev.strata.testbed.fake.http.HttpHandler;
import dev.strata.testbed.fake.http.HttpRequest;
import dev.strata.testbed.fake.object.ApiKind;
import dev.strata.testbed.fake.object.ApiKinds;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** From a request to who answers it; checks the token and lets faults strike that need no more than a request. */
final class Router implements HttpHandler {

    private final ListCalls lists;
    private final WatchCalls watches;
    private final Discovery discovery;
    private final Faults faults;
    private final Map<String, Long> requests = new ConcurrentSkipListMap<>();
    private volatile @Nullable String token;

    Router(ListCalls lists, WatchCalls watches, Discovery discovery, Faults faults, @Nullable String token) {
        this.lists = lists;
        this.watches = watches;
        this.discovery = discovery;
        this.faults = faults;
        this.token = token;
    }

    void requireToken(@Nullable String required) {
        token = required;
    }

    SortedMap<String, Long> requests() {
        return new TreeMap<>(requests);
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        HttpRequest request = exchange.request();
        String required = token;
        if (required != null && !request.header("authorization").equals("Bearer " + required)) {
            fail(exchange, Answer.of(401, "Unauthorized", "Unauthorized"));
            return;
        }
        Optional<byte[]> document = discovery.document(request.path());
        if (document.isPresent()) {
            SortedMap<String, String> headers = new TreeMap<>(Map.of("Content-Type", "application/json"));
            exchange.respond(200, headers, document.get());
            return;
        }
        if (!request.method().equals("GET")) {
            fail(exchange, Answer.of(405, "MethodNotAllowed", "the fake server is read-only"));
            return;
        }
        resource(exchange);
    }

    private void resource(HttpExchange exchange) throws IOException {
        Target target = Target.of(exchange.request().path());
        if (target == null || !discovery.offers(target.kind())) {
            fail(exchange, Answer.notFound());
            return;
        }
        ApiKind kind = target.kind();
        HttpRequest request = exchange.request();
        Optional<Codec> codec = Accept.codec(request.header("accept"), kind);
        Optional<FieldFilter> filter = FieldFilter.parse(kind, request.param("fieldSelector"));
        if (codec.isEmpty()) {
            fail(exchange, Answer.of(406, "NotAcceptable", "only JSON and, for some kinds, protobuf are served"));
        } else if (filter.isEmpty() || !request.param("labelSelector").isEmpty()) {
            fail(exchange, Answer.badRequest("this selector is not supported: " + request.query()));
        } else {
            answer(new Call(exchange, kind, target.namespace(), target.name(), codec.get(), filter.get()));
        }
    }

    private void answer(Call call) throws IOException {
        requests.merge(call.verb() + " " + call.kind().resource(), 1L, Long::sum);
        Fault fault = faults.take(
                call.kind(), Stage.REQUEST, candidate -> candidate != Fault.GONE_STATUS || isResumption(call));
        if (fault != null) {
            call.fail(answerOf(fault, call));
        } else if (call.isWatch()) {
            watches.watch(call);
        } else if (call.name().isEmpty()) {
            lists.list(call);
        } else {
            lists.get(call);
        }
    }

    private static boolean isResumption(Call call) {
        String version = call.param("resourceVersion");
        return !call.param("continue").isEmpty() || (call.isWatch() && !version.isEmpty() && !version.equals("0"));
    }

    private static Answer answerOf(Fault fault, Call call) {
        String resource = call.kind().resource();
        return switch (fault) {
            case GONE_STATUS -> Answer.expired("The resourceVersion for the provided watch is too old.");
            case UNAUTHORIZED -> Answer.of(401, "Unauthorized", "Unauthorized");
            case FORBIDDEN ->
                Answer.of(
                        403,
                        "Forbidden",
                        resource + " is forbidden: User \"exporter\" cannot " + call.verb() + " resource");
            case API_ABSENT -> Answer.notFound();
            case TOO_MANY_REQUESTS ->
                new Answer(429, "TooManyRequests", "Too many requests, please try again later.", 1);
            case INTERNAL_ERROR -> Answer.of(500, "InternalError", "an error on the server prevented the request");
            case UNAVAILABLE -> Answer.of(503, "ServiceUnavailable", "the server is currently unable to handle it");
            default -> throw new IllegalStateException(fault + " strikes no request");
        };
    }

    private static void fail(HttpExchange exchange, Answer answer) throws IOException {
        SortedMap<String, String> headers = new TreeMap<>(Map.of("Content-Type", "application/json"));
        exchange.respond(answer.code(), headers, new JsonCodec(false).status(answer, ""));
    }

    /** What a path names. */
    private record Target(ApiKind kind, String namespace, String name) {

        static @Nullable Target of(String path) {
            List<String> parts = Arrays.asList(path.substring(1).split("/", -1));
            boolean core = parts.get(0).equals("api");
            int head = core ? 2 : 3;
            if ((!core && !parts.get(0).equals("apis")) || parts.size() <= head) {
                return null;
            }
            String group = core ? "" : parts.get(1);
            String version = parts.get(head - 1);
            List<String> rest = parts.subList(head, parts.size());
            boolean inNamespace = rest.get(0).equals("namespaces") && rest.size() > 2;
            String namespace = inNamespace ? rest.get(1) : "";
            List<String> named = inNamespace ? rest.subList(2, rest.size()) : rest;
            return named.size() > 2
                    ? null
                    : ApiKinds.at(group, version, named.get(0))
                            .map(kind -> new Target(kind, namespace, named.size() > 1 ? named.get(1) : ""))
                            .orElse(null);
        }
    }
}
