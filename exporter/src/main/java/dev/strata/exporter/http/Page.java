package dev.strata.exporter.http;

import java.nio.charset.StandardCharsets;

/** A finished answer. The body is owned by the page and never changed. */
public record Page(int status, String contentType, String body) {

    public static Page html(String body) {
        return new Page(200, "text/html; charset=utf-8", body);
    }

    public static Page json(int status, String body) {
        return new Page(status, "application/json; charset=utf-8", body);
    }

    public static Page text(int status, String body) {
        return new Page(status, "text/plain; charset=utf-8", body.endsWith("\n") ? body : body + "\n");
    }

    byte[] bytes() {
        return body.getBytes(StandardCharsets.UTF_8);
    }
}
