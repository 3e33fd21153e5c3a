package dev.strata.exporter.projection;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Reads certificates as the API holds them: PEM within Base64. */
final class Certificates {

    /** Longer texts are not looked at: a chain has some kilobytes. */
    private static final int LONGEST = 256 * 1024;

    private Certificates() {}

    /** The first certificate, which is the server's own; null for what is none. */
    static @Nullable X509Certificate first(String text) {
        if (text.length() > LONGEST) {
            return null;
        }
        try {
            byte[] pem = Base64.getDecoder().decode(text);
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(pem));
        } catch (CertificateException | IllegalArgumentException e) {
            return null;
        }
    }
}
