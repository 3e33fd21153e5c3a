package dev.strata.exporter.http;

import dev.strata.exporter.config.WebConfig;
import dev.strata.exporter.config.WebConfig.Tls;
import dev.strata.exporter.config.WebConfigReading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a web configuration file and the certificates that it names say now. Looks at the files again at most once a
 * second; what cannot be used is not taken over. Whether TLS is spoken at all is settled at the start.
 */
public final class WebSecurity {

    /** Nothing is asked of anybody. */
    public static final WebSecurity NONE = new WebSecurity(null, new Loaded(WebConfig.NONE, null, null));

    private static final Logger LOG = LoggerFactory.getLogger(WebSecurity.class);
    private static final long LOOK_NANOS = Duration.ofSeconds(1).toNanos();

    /** A configuration with what its certificates came to. */
    record Loaded(
            WebConfig config,
            @Nullable X509ExtendedKeyManager keys,
            @Nullable X509ExtendedTrustManager clients) {}

    private final @Nullable Path file;
    private Loaded loaded;
    private String stamp;
    private long looked = System.nanoTime();

    private WebSecurity(@Nullable Path file, Loaded loaded) {
        this.file = file;
        this.loaded = loaded;
        this.stamp = stamp(file, loaded.config());
    }

    /**
     * Reads a file.
     *
     * @throws IOException with what is wrong with it or with what it names, a line each
     */
    public static WebSecurity of(Path file) throws IOException {
        return new WebSecurity(file, load(file));
    }

    private static Loaded load(Path file) throws IOException {
        WebConfigReading reading = WebConfigReading.of(file);
        WebConfig config = reading.config();
        if (config == null) {
            throw new IOException(
                    reading.problems().stream().map(Object::toString).collect(Collectors.joining("\n")));
        }
        Tls tls = config.tls();
        return tls == null
                ? new Loaded(config, null, null)
                : new Loaded(config, ServerKeys.keys(tls), ServerKeys.clients(tls));
    }

    boolean isTls() {
        return file != null && now().config().tls() != null;
    }

    /** What counts now. */
    synchronized Loaded now() {
        if (file != null && System.nanoTime() - looked > LOOK_NANOS) {
            looked = System.nanoTime();
            String found = stamp(file, loaded.config());
            if (!found.equals(stamp)) {
                stamp = found;
                become(file);
            }
        }
        return loaded;
    }

    private void become(Path changed) {
        try {
            Loaded next = load(changed);
            if ((next.config().tls() == null) != (loaded.config().tls() == null)) {
                LOG.warn("web configuration: TLS is switched on or off by a restart only; kept as it was");
                return;
            }
            loaded = next;
            stamp = stamp(changed, next.config());
            LOG.info("web configuration read again");
        } catch (IOException e) {
            LOG.warn("web configuration kept as it was: {}", e.getMessage());
        }
    }

    /** Times, sizes and real places of all files: a mounted Secret changes by its links. */
    private static String stamp(@Nullable Path file, WebConfig config) {
        Tls tls = config.tls();
        List<Path> files = new ArrayList<>(tls == null ? List.of() : tls.files());
        Stream.ofNullable(file).forEach(files::add);
        return files.stream().map(WebSecurity::stamp).collect(Collectors.joining("\n"));
    }

    private static String stamp(Path file) {
        try {
            return Files.getLastModifiedTime(file) + " " + Files.size(file) + " " + file.toRealPath();
        } catch (IOException e) {
            return "missing";
        }
    }
}
