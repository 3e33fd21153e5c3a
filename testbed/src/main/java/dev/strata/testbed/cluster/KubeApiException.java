package dev.strata.testbed.cluster;

/** The API server refused a request; the status is its HTTP status. */
public final class KubeApiException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;

    KubeApiException(String request, int status, String body) {
        super(request + " was answered " + status + ": " + body);
        this.status = status;
    }

    public int status() {
        return status;
    }
}
