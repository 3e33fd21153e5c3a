package dev.strata.testbed.fake;

/** The ways in which the server misbehaves. */
public enum Fault {
    /** A resumed watch or a further page is answered by 410. */
    GONE_STATUS(Stage.REQUEST),
    /** A running watch says 410 in an ERROR event and ends. */
    GONE_EVENT(Stage.WATCH),
    /** The connection is reset in the middle of an object. */
    RESET(Stage.LIST, Stage.WATCH),
    /** The body ends properly in the middle of an object. */
    TRUNCATED(Stage.LIST, Stage.WATCH),
    /** An object has fields and enum values that nobody knows. */
    UNKNOWN_FIELDS(Stage.LIST, Stage.WATCH),
    /** An object has null where it should have an object or a list. */
    NULL_OBJECT(Stage.LIST, Stage.WATCH),
    /** An object of 1.5 MB. */
    HUGE_OBJECT(Stage.LIST, Stage.WATCH),
    /** Quantities that are none. */
    MALFORMED_QUANTITY(Stage.LIST, Stage.WATCH),
    /** Times that are none. */
    MALFORMED_TIME(Stage.LIST, Stage.WATCH),
    /** 401, whatever token the request has. */
    UNAUTHORIZED(Stage.REQUEST),
    /** The token changes: 401 until the client has read its file again. */
    TOKEN_ROTATED(Stage.SERVER),
    /** 403. */
    FORBIDDEN(Stage.REQUEST),
    /** 404, as for an API that is not installed. */
    API_ABSENT(Stage.REQUEST),
    /** 429 with Retry-After. */
    TOO_MANY_REQUESTS(Stage.REQUEST),
    /** 500. */
    INTERNAL_ERROR(Stage.REQUEST),
    /** 503. */
    UNAVAILABLE(Stage.REQUEST),
    /** The body stops in the middle of an object and the connection stays open. */
    STALLED(Stage.LIST, Stage.WATCH),
    /** A watch-list never says that the initial events are complete. */
    NO_END_BOOKMARK(Stage.WATCH_LIST),
    /** A watch sends no further bookmark. */
    NO_BOOKMARKS(Stage.WATCH),
    /** Nothing listens for a while, and what was open is reset. */
    SERVER_DOWN(Stage.SERVER);

    /** Where in the life of a request a fault strikes. */
    enum Stage {
        REQUEST,
        LIST,
        WATCH,
        WATCH_LIST,
        SERVER
    }

    private final Stage first;
    private final Stage second;

    Fault(Stage only) {
        this(only, only);
    }

    Fault(Stage first, Stage second) {
        this.first = first;
        this.second = second;
    }

    boolean strikes(Stage stage) {
        return first == stage || second == stage;
    }

    /** Spoils one object and heals it by writing it again afterwards. */
    boolean spoilsObject() {
        return switch (this) {
            case UNKNOWN_FIELDS, NULL_OBJECT, HUGE_OBJECT, MALFORMED_QUANTITY, MALFORMED_TIME -> true;
            case GONE_STATUS,
                    GONE_EVENT,
                    RESET,
                    TRUNCATED,
                    UNAUTHORIZED,
                    TOKEN_ROTATED,
                    FORBIDDEN,
                    API_ABSENT,
                    TOO_MANY_REQUESTS,
                    INTERNAL_ERROR,
                    UNAVAILABLE,
                    STALLED,
                    NO_END_BOOKMARK,
                    NO_BOOKMARKS,
                    SERVER_DOWN -> false;
        };
    }
}
