package dev.strata.exporter.http;

import dev.strata.exporter.config.Pem;
import dev.strata.exporter.config.WebConfig.Tls;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Makes out of PEM what the JDK's TLS wants. */
final class ServerKeys {

    private static final char[] NO_PASSWORD = new char[0];

    private ServerKeys() {}

    /** @throws IOException with one line that says which file is wrong */
    static X509ExtendedKeyManager keys(Tls tls) throws IOException {
        try {
            X509Certificate[] chain = tls.certificate().certificates().toArray(X509Certificate[]::new);
            var store = emptyStore();
            store.setKeyEntry("server", tls.key().key(chain[0]), NO_PASSWORD, chain);
            var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(store, NO_PASSWORD);
            checkSuites(tls);
            return Arrays.stream(factory.getKeyManagers())
                    .filter(X509ExtendedKeyManager.class::isInstance)
                    .map(X509ExtendedKeyManager.class::cast)
                    .findFirst()
                    .orElseThrow();
        } catch (GeneralSecurityException e) {
            throw new IOException("TLS settings cannot be used: " + e.getMessage(), e);
        }
    }

    private static void checkSuites(Tls tls) throws IOException, GeneralSecurityException {
        List<String> known =
                List.of(SSLContext.getDefault().getSupportedSSLParameters().getCipherSuites());
        for (String suite : tls.cipherSuites()) {
            if (!known.contains(suite)) {
                throw new IOException("cipher_suites: this Java runtime has no " + suite);
            }
        }
    }

    /** Null where nothing is asked of clients. */
    static @Nullable X509ExtendedTrustManager clients(Tls tls) throws IOException {
        if (!tls.clientAuth().isAsked()) {
            return null;
        }
        Pem ca = tls.clientCa();
        X509ExtendedTrustManager verified = tls.clientAuth().isVerified() && ca != null ? trust(ca) : null;
        return new Clients(verified, List.copyOf(tls.allowedSans()));
    }

    private static X509ExtendedTrustManager trust(Pem ca) throws IOException {
        try {
            var store = emptyStore();
            int number = 0;
            for (X509Certificate certificate : ca.certificates()) {
                store.setCertificateEntry("ca" + number++, certificate);
            }
            var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            return Arrays.stream(factory.getTrustManagers())
                    .filter(X509ExtendedTrustManager.class::isInstance)
                    .map(X509ExtendedTrustManager.class::cast)
                    .findFirst()
                    .orElseThrow();
        } catch (GeneralSecurityException e) {
            throw new IOException("TLS settings cannot be used: " + e.getMessage(), e);
        }
    }

    private static KeyStore emptyStore() throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, NO_PASSWORD);
        return store;
    }

    /** Verifies clients where that is wanted, and what they are called. */
    private static final class Clients extends X509ExtendedTrustManager {

        private final @Nullable X509ExtendedTrustManager verified;
        private final List<String> names;

        Clients(@Nullable X509ExtendedTrustManager verified, List<String> names) {
            this.verified = verified;
            this.names = names;
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            if (verified != null) {
                verified.checkClientTrusted(chain, type, engine);
            }
            checkName(chain[0]);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            checkClientTrusted(chain, type);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
            if (verified != null) {
                verified.checkClientTrusted(chain, type);
            }
            checkName(chain[0]);
        }

        private void checkName(X509Certificate client) throws CertificateException {
            Collection<List<?>> found = client.getSubjectAlternativeNames();
            boolean known = names.isEmpty()
                    || (found != null
                            && found.stream()
                                    .anyMatch(name -> name.size() > 1 && names.contains(String.valueOf(name.get(1)))));
            if (!known) {
                throw new CertificateException("none of the certificate's names is allowed");
            }
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            throw new CertificateException("a server is no client");
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            throw new CertificateException("a server is no client");
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
            throw new CertificateException("a server is no client");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return verified == null ? new X509Certificate[0] : verified.getAcceptedIssuers();
        }
    }
}
