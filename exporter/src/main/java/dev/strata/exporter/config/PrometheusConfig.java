package dev.strata.exporter.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Where Prometheus is and how it is asked. */
public record PrometheusConfig(URI url, Access access, Questions questions, Limits limits) {

    /**
     * How we prove who we are. Files are read again for every query, so that rotated credentials take effect.
     *
     * @param headers sent with every query, such as a tenant
     */
    public record Access(
            @Nullable Path bearerTokenFile, @Nullable BasicAuth basicAuth, Tls tls, Map<String, String> headers) {

        public static final Access NONE = new Access(null, null, Tls.NONE, Map.of());

        public Access {
            headers = Collections.unmodifiableMap(new TreeMap<>(headers));
        }
    }

    /** Name and the file that holds the password. */
    public record BasicAuth(String username, Path passwordFile) {}

    /** PEM files; null where the JVM's trust store or no client certificate is meant. */
    public record Tls(
            @Nullable Path caFile,
            @Nullable Path certFile,
            @Nullable Path keyFile) {

        public static final Tls NONE = new Tls(null, null, null);
    }

    /**
     * What is asked how often.
     *
     * @param selector mandatory label matchers such as {@code cluster="a"}, empty for none
     * @param refresh of presets
     * @param sloRefresh of SLO figures
     * @param rateWindow of presets; must cover several scrapes
     * @param compareOffset how far back presets compare
     */
    public record Questions(
            String selector, Duration refresh, Duration sloRefresh, Duration rateWindow, Duration compareOffset) {

        public static final Questions DEFAULTS = new Questions(
                "", Duration.ofSeconds(30), Duration.ofSeconds(60), Duration.ofMinutes(5), Duration.ofMinutes(30));
    }

    /**
     * What a query may cost.
     *
     * @param timeout of one query, from connecting to its last byte
     * @param queriesPerMinute budget of all queries together
     * @param seriesLimit samples in one answer above which it is refused
     * @param staleAfter age from which an answer is not judged by any more
     */
    public record Limits(Duration timeout, int queriesPerMinute, int seriesLimit, Duration staleAfter) {

        public static final Limits DEFAULTS = new Limits(Duration.ofSeconds(5), 60, 20_000, Duration.ofMinutes(3));
    }
}
