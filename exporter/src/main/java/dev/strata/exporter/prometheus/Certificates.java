package dev.strata.exporter.prometheus;

import dev.strata.exporter.config.Pem;
import dev.strata.exporter.config.PrometheusConfig.Tls;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Makes a TLS context out of PEM files. */
final class Certificates {

    private static final char[] NO_PASSWORD = new char[0];

    private Certificates() {}

    /** @throws IOException with one line that names the file that is wrong */
    static SSLContext context(Tls tls) throws IOException {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(clientKeys(tls), trust(tls.caFile()), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("TLS settings cannot be used: " + e.getMessage(), e);
        }
    }

    private static TrustManager @Nullable [] trust(@Nullable Path caFile) throws IOException, GeneralSecurityException {
        if (caFile == null) {
            return null;
        }
        var store = emptyStore();
        int number = 0;
        for (X509Certificate certificate : Pem.of(caFile).certificates()) {
            store.setCertificateEntry("ca" + number++, certificate);
        }
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    private static KeyManager @Nullable [] clientKeys(Tls tls) throws IOException, GeneralSecurityException {
        if (tls.certFile() == null || tls.keyFile() == null) {
            return null;
        }
        var store = emptyStore();
        X509Certificate[] chain = Pem.of(tls.certFile()).certificates().toArray(X509Certificate[]::new);
        store.setKeyEntry("client", Pem.of(tls.keyFile()).key(chain[0]), NO_PASSWORD, chain);
        var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, NO_PASSWORD);
        return factory.getKeyManagers();
    }

    private static KeyStore emptyStore() throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, NO_PASSWORD);
        return store;
    }
}
