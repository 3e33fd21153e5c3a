package dev.strata.testbed.fake;

/**
 * A failure as the API words it.
 *
 * @param reason the machine-readable word, {@code Expired}
 * @param retryAfterSeconds 0 for none
 */
record Answer(int code, String reason, String message, int retryAfterSeconds) {

    static Answer of(int code, String reason, String message) {
        return new Answer(code, reason, message, 0);
    }

    static Answer expired(String message) {
        return of(410, "Expired", message);
    }

    static Answer invalid(String message) {
        return of(422, "Invalid", message);
    }

    static Answer badRequest(String message) {
        return of(400, "BadRequest", message);
    }

    static Answer notFound() {
        return of(404, "NotFound", "the server could not find the requested resource");
    }

    static Answer tooLarge(String asked, long current) {
        return new Answer(504, "Timeout", "Too large resource version: " + asked + ", current: " + current, 1);
    }
}
