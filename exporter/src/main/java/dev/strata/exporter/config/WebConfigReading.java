package dev.strata.exporter.config;

import dev.strata.exporter.config.WebConfig.ClientAuth;
import dev.strata.exporter.config.WebConfig.RateLimit;
import dev.strata.exporter.config.WebConfig.Tls;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What reading a web configuration file came to.
 *
 * @param config null when there are problems
 */
public record WebConfigReading(@Nullable WebConfig config, List<ConfigProblem> problems) {

    private static final Pattern BCRYPT = Pattern.compile("\\$2[abxy]?\\$[0-9]{2}\\$[./A-Za-z0-9]{53}");
    private static final List<String> HEADERS = List.of(
            "Content-Security-Policy",
            "X-Frame-Options",
            "X-Content-Type-Options",
            "X-XSS-Protection",
            "Strict-Transport-Security");
    private static final List<String> VERSIONS = List.of("TLS12", "TLS13");
    private static final List<String> SPELLED = List.of("TLSv1.2", "TLSv1.3");

    public WebConfigReading {
        problems = List.copyOf(problems);
    }

    /** Reads a file in the format of the Prometheus exporter toolkit; relative paths start at its folder. */
    public static WebConfigReading of(Path file) {
        ConfigText text = ConfigText.of(file);
        if (!text.problem().isEmpty()) {
            return new WebConfigReading(null, List.of(new ConfigProblem(file.toString(), text.problem())));
        }
        var problems = new ConfigProblems(file.toString());
        var root = new ConfigSection(ConfigTree.read(text.text(), problems), ConfigText.folderOf(file), problems);
        var config = new WebConfig(
                root.has("tls_server_config") ? tls(root.section("tls_server_config")) : null,
                users(root.section("basic_auth_users")),
                headers(root.section("http_server_config")),
                limit(root.section("rate_limit")));
        root.rejectOthers();
        List<ConfigProblem> found = problems.all();
        return new WebConfigReading(found.isEmpty() ? config : null, found);
    }

    private static Tls tls(ConfigSection section) {
        Pem certificate = pem(section, "cert_file", "cert");
        Pem key = pem(section, "key_file", "key");
        Pem clientCa = pem(section, "client_ca_file", "client_ca");
        if (certificate == null) {
            section.reject("cert_file", "missing; TLS needs a certificate");
        }
        if (key == null) {
            section.reject("key_file", "missing; TLS needs the certificate's key");
        }
        ClientAuth auth = clientAuth(section, clientCa != null);
        List<String> sans = section.texts("client_allowed_sans", List.of());
        if (!sans.isEmpty() && !auth.isRequired()) {
            section.reject(
                    "client_allowed_sans",
                    "needs client_auth_type " + ClientAuth.REQUIRE_AND_VERIFY_CLIENT_CERT.word());
        }
        if (section.has("curve_preferences")) {
            section.texts("curve_preferences", List.of());
            section.reject("curve_preferences", "cannot be chosen here; those of the Java runtime are offered");
        }
        int least = VERSIONS.indexOf(section.word("min_version", "TLS12", VERSIONS));
        int most = VERSIONS.indexOf(section.word("max_version", "TLS13", VERSIONS));
        if (least > most) {
            section.reject("max_version", "is below min_version");
        }
        var none = new Pem("", null, "");
        var tls = new Tls(
                certificate == null ? none : certificate,
                key == null ? none : key,
                auth,
                clientCa,
                sans,
                SPELLED.subList(Math.min(least, most), most + 1),
                section.texts("cipher_suites", List.of()),
                section.flag("prefer_server_cipher_suites", true));
        section.rejectOthers();
        return tls;
    }

    private static ClientAuth clientAuth(ConfigSection section, boolean hasCa) {
        String word = section.word(
                "client_auth_type",
                ClientAuth.NO_CLIENT_CERT.word(),
                Arrays.stream(ClientAuth.values()).map(ClientAuth::word).toList());
        ClientAuth auth = Arrays.stream(ClientAuth.values())
                .filter(one -> one.word().equals(word))
                .findFirst()
                .orElseThrow();
        if (auth.isVerified() && !hasCa) {
            section.reject("client_auth_type", word + " needs client_ca_file");
        }
        if (hasCa && !auth.isAsked()) {
            section.reject("client_ca_file", "has no effect with client_auth_type " + word);
        }
        return auth;
    }

    private static @Nullable Pem pem(ConfigSection section, String fileKey, String textKey) {
        Path file = section.file(fileKey);
        String text = section.text(textKey);
        if (file != null && text != null) {
            section.reject(textKey, fileKey + " is set too; only one of them can be used");
        }
        return file != null ? Pem.of(file) : text != null ? new Pem(textKey, null, text) : null;
    }

    /** Neither a password nor a hash gets into a message. */
    private static Map<String, String> users(ConfigSection section) {
        Map<String, String> users = section.entries();
        users.forEach((name, hash) -> {
            if (!BCRYPT.matcher(hash).matches()) {
                section.reject(name, "expected the bcrypt hash of a password: htpasswd -nBC 10 \"\" | tr -d ':\\n'");
            }
            if (name.isEmpty() || name.contains(":")) {
                section.reject(name, "a name with a colon cannot be sent");
            }
        });
        return users;
    }

    private static Map<String, String> headers(ConfigSection section) {
        section.flag("http2", true); // Accepted and without effect: the server speaks HTTP/1.1.
        ConfigSection given = section.section("headers");
        var headers = new TreeMap<String, String>();
        for (String name : HEADERS) {
            String value = given.text(name, "");
            if (value.chars().anyMatch(Character::isISOControl)) {
                given.reject(name, "a header's value has no line breaks or control characters");
            } else if (!value.isEmpty()) {
                headers.put(name, value);
            }
        }
        given.rejectOthers();
        section.rejectOthers();
        return headers;
    }

    private static @Nullable RateLimit limit(ConfigSection section) {
        var limit = new RateLimit(
                section.duration("interval", Duration.ZERO, Duration.ZERO, Duration.ofHours(1)),
                section.count("burst", 1, 1, 1_000_000));
        section.rejectOthers();
        return limit.interval().isZero() ? null : limit;
    }
}
