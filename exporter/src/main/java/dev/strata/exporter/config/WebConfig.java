package dev.strata.exporter.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who may talk to the server and how: what a web configuration file of the Prometheus exporter toolkit says.
 *
 * @param tls null for plain HTTP
 * @param users bcrypt hashes by name; empty for no passwords
 * @param headers sent with every answer
 * @param limit null for none
 */
public record WebConfig(
        @Nullable Tls tls,
        Map<String, String> users,
        Map<String, String> headers,
        @Nullable RateLimit limit) {

    public static final WebConfig NONE = new WebConfig(null, Map.of(), Map.of(), null);

    /** What is asked of clients. */
    public enum ClientAuth {
        NO_CLIENT_CERT("NoClientCert"),
        REQUEST_CLIENT_CERT("RequestClientCert"),
        REQUIRE_ANY_CLIENT_CERT("RequireAnyClientCert"),
        VERIFY_CLIENT_CERT_IF_GIVEN("VerifyClientCertIfGiven"),
        REQUIRE_AND_VERIFY_CLIENT_CERT("RequireAndVerifyClientCert");

        private final String word;

        ClientAuth(String word) {
            this.word = word;
        }

        /** As the file spells it. */
        public String word() {
            return word;
        }

        public boolean isAsked() {
            return this != NO_CLIENT_CERT;
        }

        public boolean isRequired() {
            return this == REQUIRE_ANY_CLIENT_CERT || this == REQUIRE_AND_VERIFY_CLIENT_CERT;
        }

        public boolean isVerified() {
            return this == VERIFY_CLIENT_CERT_IF_GIVEN || this == REQUIRE_AND_VERIFY_CLIENT_CERT;
        }
    }

    /**
     * TLS of the server.
     *
     * @param clientCa null where client certificates are not verified
     * @param allowedSans names of which a client's certificate must bear one; empty for any
     * @param versions as the JDK names them
     * @param cipherSuites of TLS 1.2; empty for the usual ones
     */
    public record Tls(
            Pem certificate,
            Pem key,
            ClientAuth clientAuth,
            @Nullable Pem clientCa,
            List<String> allowedSans,
            List<String> versions,
            List<String> cipherSuites,
            boolean serverPreference) {

        public Tls {
            allowedSans = List.copyOf(allowedSans);
            versions = List.copyOf(versions);
            cipherSuites = List.copyOf(cipherSuites);
        }

        /** The files that it is made of. */
        public List<Path> files() {
            return Stream.of(certificate, key, clientCa)
                    .flatMap(Stream::ofNullable)
                    .map(Pem::file)
                    .flatMap(Stream::ofNullable)
                    .toList();
        }
    }

    /** A bucket of {@code burst} requests that gets one back each interval. */
    public record RateLimit(Duration interval, int burst) {}

    public WebConfig {
        users = Collections.unmodifiableMap(new TreeMap<>(users));
        headers = Collections.unmodifiableMap(new TreeMap<>(headers));
    }
}
