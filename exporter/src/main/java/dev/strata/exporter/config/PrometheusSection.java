package dev.strata.exporter.config;

import dev.strata.exporter.config.PrometheusConfig.Access;
import dev.strata.exporter.config.PrometheusConfig.BasicAuth;
import dev.strata.exporter.config.PrometheusConfig.Limits;
import dev.strata.exporter.config.PrometheusConfig.Questions;
import dev.strata.exporter.config.PrometheusConfig.Tls;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the {@code prometheus} section and its flags. */
final class PrometheusSection {

    private static final Duration SHORT = Duration.ofMillis(100);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Pattern HEADER = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern MATCHERS = Pattern.compile(
            "\\s*(?:[a-zA-Z_][a-zA-Z0-9_]*\\s*(?:=~|!~|!=|=)\\s*\"(?:[^\"\\\\\n]|\\\\.)*\"\\s*(?:,\\s*(?=[a-zA-Z_])|,?\\s*$))+");

    /** Headers that the HTTP client keeps for itself, and those that have a setting of their own. */
    private static final Set<String> OTHER_HEADERS =
            Set.of("authorization", "connection", "content-length", "expect", "host", "upgrade");

    private final ConfigSection section;
    private final ConfigProblems problems;

    private PrometheusSection(ConfigSection section, ConfigProblems problems) {
        this.section = section;
        this.problems = problems;
    }

    static @Nullable PrometheusConfig read(ConfigSection root, Flags flags, ConfigProblems problems) {
        boolean wanted = root.has("prometheus");
        return new PrometheusSection(root.section("prometheus"), problems).read(wanted, flags);
    }

    private @Nullable PrometheusConfig read(boolean wanted, Flags flags) {
        URI url = url(wanted, flags.prometheusUrl());
        var config = new PrometheusConfig(url, access(), questions(flags.selector()), limits());
        section.rejectOthers();
        return url.equals(URI.create("")) ? null : config;
    }

    private URI url(boolean wanted, @Nullable String flag) {
        var none = URI.create("");
        String text = section.text("url");
        if (flag != null) {
            var url = parseUrl(flag);
            if (url.isEmpty()) {
                problems.flag(
                        "--prometheus.url", "expected http://host:port or https://host:port, found '" + flag + "'");
            }
            return url.orElse(none);
        }
        if (text == null) {
            if (wanted) {
                section.reject("url", "missing; where is Prometheus?");
            }
            return none;
        }
        var url = parseUrl(text);
        if (url.isEmpty()) {
            section.reject("url", "expected http://host:port or https://host:port, found '" + text + "'");
        }
        return url.orElse(none);
    }

    private static Optional<URI> parseUrl(String text) {
        try {
            var uri = new URI(text.strip());
            boolean usable = ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null;
            return usable ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private Access access() {
        Path token = section.file("bearerTokenFile");
        BasicAuth basic = section.has("basicAuth") ? basicAuth() : null;
        if (token != null && basic != null) {
            section.reject("basicAuth", "bearerTokenFile is set too; only one of them can be used");
        }
        return new Access(token, basic, tls(), headers());
    }

    private @Nullable BasicAuth basicAuth() {
        var auth = section.section("basicAuth");
        String username = auth.text("username");
        Path password = auth.file("passwordFile");
        if (username == null || password == null) {
            section.reject("basicAuth", "username and passwordFile are both needed");
        }
        auth.rejectOthers();
        return username == null || password == null ? null : new BasicAuth(username, password);
    }

    private Tls tls() {
        var tls = section.section("tls");
        var files = new Tls(tls.file("caFile"), tls.file("certFile"), tls.file("keyFile"));
        if ((files.certFile() == null) != (files.keyFile() == null)) {
            section.reject("tls", "certFile and keyFile are needed together");
        }
        tls.rejectOthers();
        return files;
    }

    private Map<String, String> headers() {
        var headers = section.section("headers");
        var usable = new TreeMap<String, String>();
        headers.entries().forEach((name, value) -> {
            if (!HEADER.matcher(name).matches() || OTHER_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
                headers.reject(name, "cannot be set as a header");
            } else if (value.chars().anyMatch(Character::isISOControl)) {
                headers.reject(name, "a header's value has no line breaks or control characters");
            } else {
                usable.put(name, value);
            }
        });
        return usable;
    }

    private Questions questions(@Nullable String flag) {
        var usual = Questions.DEFAULTS;
        String selector = section.text("selector", usual.selector());
        if (!isSelector(selector)) {
            section.reject("selector", "expected matchers such as cluster=\"a\", found '" + selector + "'");
        }
        if (flag != null) {
            selector = flag;
            if (!isSelector(flag)) {
                problems.flag("--prometheus.selector", "expected matchers such as cluster=\"a\", found '" + flag + "'");
            }
        }
        return new Questions(
                selector.strip().replaceAll(",$", ""),
                section.duration("refresh", usual.refresh(), SHORT, HOUR),
                section.duration("sloRefresh", usual.sloRefresh(), SHORT, HOUR),
                section.duration("rateWindow", usual.rateWindow(), Duration.ofSeconds(1), DAY),
                section.duration("compareOffset", usual.compareOffset(), Duration.ofSeconds(1), DAY));
    }

    private static boolean isSelector(String text) {
        return text.isBlank() || MATCHERS.matcher(text).matches();
    }

    private Limits limits() {
        var usual = Limits.DEFAULTS;
        return new Limits(
                section.duration("timeout", usual.timeout(), SHORT, Duration.ofMinutes(2)),
                section.count("queriesPerMinute", usual.queriesPerMinute(), 1, 100_000),
                section.count("seriesLimit", usual.seriesLimit(), 1, 1_000_000),
                section.duration("staleAfter", usual.staleAfter(), SHORT, DAY));
    }
}
