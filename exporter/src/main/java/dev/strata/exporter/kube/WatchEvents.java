package dev.strata.exporter.kube;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** Reads the events of a watch, one after the other. */
final class WatchEvents {

    private final Handler handler;

    /** What an event may say. Each object is to be read, or passed over, from the parser that stands at its first token. */
    interface Handler {

        /**
         * The object was added or changed.
         *
         * @param isAdded whether the event says {@code ADDED}
         */
        void changed(boolean isAdded, JsonParser object) throws IOException;

        void deleted(JsonParser object) throws IOException;

        void bookmark(ApiText.Bookmark bookmark) throws IOException;

        void malformed();
    }

    WatchEvents(Handler handler) {
        this.handler = handler;
    }

    /**
     * Reads the event at whose first token the parser stands.
     *
     * @throws ApiTrouble where the event says that something went wrong
     */
    void read(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            handler.malformed();
            return;
        }
        String type = "";
        for (String name = ApiText.name(parser); name != null; name = ApiText.name(parser)) {
            parser.nextToken();
            if (name.equals("type")) {
                type = ApiText.text(parser);
            } else if (name.equals("object")) {
                object(type, parser);
            } else {
                parser.skipChildren();
            }
        }
    }

    private void object(String type, JsonParser parser) throws IOException {
        switch (type) {
            case "ADDED" -> handler.changed(true, parser);
            case "MODIFIED" -> handler.changed(false, parser);
            case "DELETED" -> handler.deleted(parser);
            case "BOOKMARK" -> handler.bookmark(ApiText.bookmark(parser));
            case "ERROR" -> throw ApiText.error(parser);
            default -> {
                handler.malformed();
                parser.skipChildren();
            }
        }
    }
}
