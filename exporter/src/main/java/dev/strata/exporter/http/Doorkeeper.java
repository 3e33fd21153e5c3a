package dev.strata.exporter.http;

import dev.strata.exporter.config.WebConfig;
import dev.strata.exporter.config.WebConfig.RateLimit;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;
import org.jspecify.annotations.Nullable;

/** Says who may come in: by name and password, and not too often. Hashing is slow on purpose, so success is remembered. */
final class Doorkeeper {

    private static final int REMEMBERED = 100;
    private static final int LONGEST = 4096;

    /** Somebody whom nobody knows must not be told by the time that it takes; hash of nothing in particular. */
    private static final String NOBODY = "$2a$10$7EqJtq98hPqEX7fNZaFWoOhi5BWX4Z3r5qBqDAp6g2Kd7bE0b5h7K";

    private final Map<String, Boolean> remembered = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    };

    private double tokens;
    private long filled = System.nanoTime();
    private boolean limited;

    /** @param authorization the request's header, null where there is none */
    boolean admits(@Nullable String authorization, WebConfig config) {
        if (config.users().isEmpty()) {
            return true;
        }
        String[] given = credentials(authorization);
        if (given.length < 2) {
            return false;
        }
        String hash = config.users().get(given[0]);
        String proof = digest(given[0] + "\0" + given[1] + "\0" + hash);
        synchronized (remembered) {
            if (remembered.containsKey(proof)) {
                return true;
            }
        }
        boolean right = matches(hash == null ? NOBODY : hash, given[1]) && hash != null;
        if (right) {
            synchronized (remembered) {
                remembered.put(proof, true);
            }
        }
        return right;
    }

    /** Takes one of the requests that are allowed now. */
    synchronized boolean hasRoom(WebConfig config) {
        RateLimit limit = config.limit();
        if (limit == null) {
            return true;
        }
        long now = System.nanoTime();
        if (!limited) {
            limited = true;
            tokens = limit.burst();
        }
        tokens = Math.min(
                limit.burst(),
                tokens + (double) (now - filled) / limit.interval().toNanos());
        filled = now;
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }

    private static String[] credentials(@Nullable String authorization) {
        if (authorization == null
                || authorization.length() > LONGEST
                || !authorization.regionMatches(true, 0, "Basic ", 0, 6)) {
            return new String[0];
        }
        try {
            byte[] decoded =
                    Base64.getDecoder().decode(authorization.substring(6).strip());
            return new String(decoded, StandardCharsets.UTF_8).split(":", 2);
        } catch (IllegalArgumentException e) {
            return new String[0];
        }
    }

    private static boolean matches(String hash, String password) {
        try {
            return OpenBSDBCrypt.checkPassword(hash, password.toCharArray());
        } catch (RuntimeException e) {
            return false; // A hash or a password that cannot be one.
        }
    }

    private static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
