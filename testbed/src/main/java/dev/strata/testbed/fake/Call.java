package dev.strata.testbed.fake;

import dev.strata.testbed.fake.http.HttpExchange;
import dev.strata.testbed.fake.http.HttpRequest;
import dev.strata.testbed.fake.object.ApiKind;
import dev.strata.testbed.fake.object.FakeObject;
import java.io.IOException;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A request for one resource, understood.
 *
 * @param namespace empty for all
 * @param name empty for a collection
 */
record Call(HttpExchange exchange, ApiKind kind, String namespace, String name, Codec codec, FieldFilter filter) {

    HttpRequest request() {
        return exchange.request();
    }

    String param(String parameter) {
        return request().param(parameter);
    }

    boolean isWatch() {
        return isTrue("watch");
    }

    boolean wantsInitialEvents() {
        return isTrue("sendInitialEvents");
    }

    boolean isTrue(String parameter) {
        String value = param(parameter);
        return value.equals("true") || value.equals("1");
    }

    boolean accepts(FakeObject object) {
        return (namespace.isEmpty() || namespace.equals(object.namespace())) && filter.accepts(object);
    }

    boolean selects() {
        return !namespace.isEmpty() || !filter.isEmpty();
    }

    /** The words by which requests are counted. */
    String verb() {
        if (isWatch()) {
            return wantsInitialEvents() ? "watchlist" : "watch";
        }
        return name.isEmpty() ? "list" : "get";
    }

    void fail(Answer answer) throws IOException {
        fail(answer, "");
    }

    void fail(Answer answer, String token) throws IOException {
        SortedMap<String, String> headers = new TreeMap<>();
        headers.put("Content-Type", codec.contentType(false));
        if (answer.retryAfterSeconds() > 0) {
            headers.put("Retry-After", Integer.toString(answer.retryAfterSeconds()));
        }
        exchange.respond(answer.code(), headers, codec.status(answer, token));
    }
}
