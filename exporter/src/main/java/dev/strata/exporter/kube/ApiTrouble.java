package dev.strata.exporter.kube;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Locale;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Why a request or a stream did not work out. The message is one line for people. */
final class ApiTrouble extends IOException {

    private static final long serialVersionUID = 1L;
    /** What went wrong; the slug is the value of the {@code reason} label. */
    enum Reason {
        /** No usable kubeconfig or service account. */
        CONFIG,
        CONNECTION,
        TIMEOUT,
        /** The text breaks off or is no JSON. */
        DECODE,
        /** The server ended the stream at once. */
        ENDED,
        /** What we held is too old to go on from. */
        EXPIRED,
        UNAUTHORIZED,
        FORBIDDEN,
        NOT_FOUND,
        THROTTLED,
        SERVER_ERROR,
        /** Any other answer that is no success. */
        REFUSED,
        /** A defect of ours. */
        INTERNAL;

        String slug() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Whether the server gave an answer that says it works. */
        boolean isAnswer() {
            return switch (this) {
                case EXPIRED, FORBIDDEN, NOT_FOUND, THROTTLED, REFUSED, ENDED -> true;
                case CONFIG, CONNECTION, TIMEOUT, DECODE, UNAUTHORIZED, SERVER_ERROR, INTERNAL -> false;
            };
        }
    }

    private final Reason reason;
    private final Duration retryAfter;

    ApiTrouble(Reason reason, String message, Duration retryAfter, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
        this.retryAfter = retryAfter;
    }

    ApiTrouble(Reason reason, String message) {
        this(reason, message, Duration.ZERO, null);
    }

    Reason reason() {
        return reason;
    }

    /** Whether the server says that there is nothing for us. */
    boolean isRefusal() {
        return reason == Reason.FORBIDDEN || reason == Reason.NOT_FOUND;
    }

    /** How long the server asks us to stay away; zero where it does not say. */
    Duration retryAfter() {
        return retryAfter;
    }

    String text() {
        return String.valueOf(getMessage());
    }

    /** An answer, or an ERROR event, with this HTTP code. */
    static ApiTrouble ofStatus(int code, String message, Duration retryAfter) {
        Reason reason = switch (code) {
            case 401 -> Reason.UNAUTHORIZED;
            case 403 -> Reason.FORBIDDEN;
            case 404 -> Reason.NOT_FOUND;
            case 410 -> Reason.EXPIRED;
            case 429 -> Reason.THROTTLED;
            default -> code >= 500 ? Reason.SERVER_ERROR : Reason.REFUSED;
        };
        String text = switch (reason) {
            case UNAUTHORIZED -> "the API server does not accept the credentials (401)";
            case FORBIDDEN -> "the API server refuses (403)";
            case NOT_FOUND -> "the API server does not serve it (404)";
            default -> "the API server answers " + code;
        };
        return new ApiTrouble(reason, message.isEmpty() ? text : text + ": " + oneLine(message), retryAfter, null);
    }

    /** @param server for the message */
    static ApiTrouble of(IOException e, String server) {
        if (e instanceof ApiTrouble known) {
            return known;
        }
        if (e instanceof JsonProcessingException broken) {
            return new ApiTrouble(
                    Reason.DECODE,
                    "an answer is no whole JSON: " + oneLine(broken.getOriginalMessage()),
                    Duration.ZERO,
                    e);
        }
        if (e instanceof SocketTimeoutException) {
            return unanswered(server, e);
        }
        return new ApiTrouble(Reason.CONNECTION, server + " cannot be reached: " + explain(e), Duration.ZERO, e);
    }

    static ApiTrouble unanswered(String server, IOException e) {
        return new ApiTrouble(Reason.TIMEOUT, server + " does not answer in time", Duration.ZERO, e);
    }

    private static String explain(IOException e) {
        if (e instanceof UnknownHostException) {
            return "its name has no address";
        }
        if (e instanceof ConnectException) {
            return "connection refused";
        }
        String message = oneLine(String.valueOf(e.getMessage()));
        return e instanceof SSLException ? "TLS: " + message : message;
    }

    private static String oneLine(@Nullable String text) {
        String line = String.valueOf(text).strip().replaceAll("\\s+", " ");
        return line.length() <= 300 ? line : line.substring(0, 297) + "...";
    }
}
