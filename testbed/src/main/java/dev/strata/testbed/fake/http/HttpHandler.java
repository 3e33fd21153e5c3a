package dev.strata.testbed.fake.http;

import java.io.IOException;

/** Answers one request, on the thread of its connection. */
public interface HttpHandler {

    /**
     * Answers; a stream that was opened and not broken is ended properly on return.
     *
     * @throws IOException when the client is gone, which ends the connection and nothing else
     */
    void handle(HttpExchange exchange) throws IOException;
}
