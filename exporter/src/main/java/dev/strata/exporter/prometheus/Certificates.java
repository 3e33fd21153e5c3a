package dev.strata.exporter.prometheus;

import dev.strata.exporter.config.PrometheusConfig.Tls;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Makes a TLS context out of PEM files. */
final class Certificates {

    private static final Pattern KEY =
            Pattern.compile("-----BEGIN (.*?PRIVATE KEY)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----");
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
        for (Certificate certificate : certificates(caFile)) {
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
        var chain = certificates(tls.certFile()).toArray(Certificate[]::new);
        store.setKeyEntry("client", key(tls.keyFile(), chain[0]), NO_PASSWORD, chain);
        var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, NO_PASSWORD);
        return factory.getKeyManagers();
    }

    private static List<Certificate> certificates(Path file) throws IOException, GeneralSecurityException {
        var found = CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(file)));
        if (found.isEmpty()) {
            throw new IOException(file + " holds no PEM certificate");
        }
        return List.copyOf(found);
    }

    private static PrivateKey key(Path file, Certificate certificate) throws IOException, GeneralSecurityException {
        var matcher = KEY.matcher(Files.readString(file, StandardCharsets.US_ASCII));
        if (!matcher.find()) {
            throw new IOException(file + " holds no PEM private key");
        }
        if (!matcher.group(1).equals("PRIVATE KEY")) {
            throw new IOException(file + " holds a '" + matcher.group(1)
                    + "'; an unencrypted PKCS #8 key is needed: openssl pkcs8 -topk8 -nocrypt -in KEY");
        }
        byte[] encoded = Base64.getMimeDecoder().decode(matcher.group(2));
        try {
            return KeyFactory.getInstance(certificate.getPublicKey().getAlgorithm())
                    .generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (InvalidKeySpecException e) {
            throw new IOException(file + " does not fit the certificate: " + e.getMessage(), e);
        }
    }

    private static KeyStore emptyStore() throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, NO_PASSWORD);
        return store;
    }
}
