package dev.strata.exporter.config;

import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where to listen.
 *
 * @param host empty for all addresses
 * @param port 0 for any free one
 */
public record ListenAddress(String host, int port) {

    public static final ListenAddress DEFAULT = new ListenAddress("", 19391);

    private static final Pattern FORM = Pattern.compile("(\\[[0-9a-fA-F:.]+]|[^:\\[\\]]*):([0-9]{1,5})");

    /** Reads {@code :19391}, {@code 127.0.0.1:19391}, {@code [::1]:19391}; empty for anything else. */
    public static Optional<ListenAddress> parse(String text) {
        var matcher = FORM.matcher(text.strip());
        if (!matcher.matches() || Integer.parseInt(matcher.group(2)) > 65535) {
            return Optional.empty();
        }
        String host = matcher.group(1).replaceAll("[\\[\\]]", "");
        return Optional.of(new ListenAddress(host, Integer.parseInt(matcher.group(2))));
    }

    public InetSocketAddress socketAddress() {
        return host.isEmpty() ? new InetSocketAddress(port) : new InetSocketAddress(host, port);
    }

    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
