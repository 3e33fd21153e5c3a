package dev.strata.endtoend.causes;

/**
 * What is wrong with pods.
 *
 * @param exitCode of the container that ends
 * @param seconds how long a container runs before it ends
 * @param message as the kubelet words it
 */
record Fault(Kind kind, int exitCode, int seconds, String message) {

    enum Kind {
        NONE,
        CRASH,
        OOM,
        LIVENESS,
        UNREADY,
        IMAGE,
        CONFIG,
        MOUNT,
        ATTACH,
        SANDBOX,
        SLOW_INIT
    }

    static final Fault NONE = new Fault(Kind.NONE, 0, 0, "");

    static Fault crash(int exitCode) {
        return new Fault(Kind.CRASH, exitCode, 4, "");
    }

    static Fault oom() {
        return new Fault(Kind.OOM, 137, 70, "");
    }

    static Fault liveness() {
        return new Fault(
                Kind.LIVENESS,
                137,
                60,
                "Liveness probe failed: Get \"http://10.2.3.4:8080/healthz\": context deadline exceeded"
                        + " (Client.Timeout exceeded while awaiting headers)");
    }

    static Fault unready() {
        return new Fault(Kind.UNREADY, 0, 0, "Readiness probe failed: HTTP probe failed with statuscode: 503");
    }

    static Fault image(String image, String why) {
        return new Fault(
                Kind.IMAGE,
                0,
                0,
                "Failed to pull image \"%1$s\": rpc error: code = NotFound desc = failed to pull and unpack image \"%1$s\": %2$s"
                        .formatted(image, why));
    }

    /** Such as {@code configmap "x" not found}. */
    static Fault config(String missing) {
        return new Fault(Kind.CONFIG, 0, 0, missing);
    }

    static Fault mount(String message) {
        return new Fault(Kind.MOUNT, 0, 0, message);
    }

    static Fault attach(String message) {
        return new Fault(Kind.ATTACH, 0, 0, message);
    }

    static Fault sandbox(String message) {
        return new Fault(
                Kind.SANDBOX, 0, 0, "Failed to create pod sandbox: rpc error: code = Unknown desc = " + message);
    }

    boolean ends() {
        return kind == Kind.CRASH || kind == Kind.OOM || kind == Kind.LIVENESS;
    }
}
