package dev.strata.testbed.fake.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.Collections;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A request without its body, which is read and dropped.
 *
 * @param path decoded
 * @param query decoded; of a repeated parameter the first value
 * @param headers by lower-case name; repeated ones are joined by a comma
 */
public record HttpRequest(
        String method, String path, SortedMap<String, String> query, SortedMap<String, String> headers) {

    public HttpRequest {
        query = Collections.unmodifiableSortedMap(new TreeMap<>(query));
        headers = Collections.unmodifiableSortedMap(new TreeMap<>(headers));
    }

    static HttpRequest of(String method, String target, SortedMap<String, String> headers) {
        int mark = target.indexOf('?');
        SortedMap<String, String> query = new TreeMap<>();
        if (mark >= 0) {
            for (String pair : target.substring(mark + 1).split("&", -1)) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                String value = equals < 0 ? "" : pair.substring(equals + 1);
                if (!name.isEmpty()) {
                    query.putIfAbsent(URLDecoder.decode(name, UTF_8), URLDecoder.decode(value, UTF_8));
                }
            }
        }
        // A plus sign in a path is a plus sign, unlike in a query.
        String path = (mark < 0 ? target : target.substring(0, mark)).replace("+", "%2B");
        return new HttpRequest(method, URLDecoder.decode(path, UTF_8), query, headers);
    }

    /** The parameter's value, empty where it is absent. */
    public String param(String name) {
        return query.getOrDefault(name, "");
    }

    /** Whether the parameter is there, with a value or without. */
    public boolean hasParam(String name) {
        return query.containsKey(name);
    }

    /** The header's value, empty where it is absent. */
    public String header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }
}
