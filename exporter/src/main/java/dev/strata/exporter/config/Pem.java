package dev.strata.exporter.config;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Certificates or a key as PEM, in a file or written out.
 *
 * @param name for messages
 * @param text null where it is in a file
 */
public record Pem(
        String name, @Nullable Path file, @Nullable String text) {

    private static final Pattern KEY =
            Pattern.compile("-----BEGIN (.*?PRIVATE KEY)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----");

    private static final int SEQUENCE = 0x30;
    private static final int OCTETS = 0x04;
    private static final byte[] VERSION_0 = {0x02, 0x01, 0x00};

    /** What is in a file. */
    public static Pem of(Path file) {
        return new Pem(file.toString(), file, null);
    }

    /**
     * All certificates, in order.
     *
     * @throws IOException with one line that says what is wrong
     */
    public List<X509Certificate> certificates() throws IOException {
        try {
            var found = CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(bytes()));
            if (found.isEmpty()) {
                throw new IOException(name + " holds no PEM certificate");
            }
            return found.stream().map(X509Certificate.class::cast).toList();
        } catch (CertificateException e) {
            throw new IOException(name + " holds no PEM certificate: " + e.getMessage(), e);
        }
    }

    /**
     * The unencrypted key of a certificate, in any of the three forms in which they are written.
     *
     * @throws IOException with one line that says what is wrong
     */
    public PrivateKey key(X509Certificate certificate) throws IOException {
        var matcher = KEY.matcher(new String(bytes(), StandardCharsets.US_ASCII));
        if (!matcher.find()) {
            throw new IOException(name + " holds no PEM private key");
        }
        PublicKey shared = certificate.getPublicKey();
        try {
            byte[] der = Base64.getMimeDecoder().decode(matcher.group(2));
            byte[] encoded = switch (matcher.group(1)) {
                case "PRIVATE KEY" -> der;
                case "RSA PRIVATE KEY", "EC PRIVATE KEY" -> wrapped(der, shared.getEncoded());
                default ->
                    throw new IOException(name + " holds a '" + matcher.group(1)
                            + "'; an unencrypted one is needed: openssl pkcs8 -topk8 -nocrypt -in KEY");
            };
            return KeyFactory.getInstance(shared.getAlgorithm()).generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException(name + " does not fit the certificate: " + e.getMessage(), e);
        }
    }

    /** As PKCS #8: what kind of key it is stands in the public one too. */
    private static byte[] wrapped(byte[] key, byte[] publicKey) {
        byte[] kind = firstOf(publicKey);
        var inner = new ByteArrayOutputStream();
        inner.writeBytes(VERSION_0);
        inner.writeBytes(kind);
        inner.writeBytes(element(OCTETS, key));
        return element(SEQUENCE, inner.toByteArray());
    }

    private static byte[] element(int tag, byte[] content) {
        var out = new ByteArrayOutputStream();
        out.write(tag);
        if (content.length < 0x80) {
            out.write(content.length);
        } else {
            int bytes = content.length < 0x100 ? 1 : content.length < 0x10000 ? 2 : 3;
            out.write(0x80 | bytes);
            for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
                out.write(content.length >> shift);
            }
        }
        out.writeBytes(content);
        return out.toByteArray();
    }

    /** The first element within a sequence, with its head. */
    private static byte[] firstOf(byte[] sequence) {
        int start = contentAt(sequence, 0);
        int content = contentAt(sequence, start);
        return Arrays.copyOfRange(sequence, start, content + length(sequence, start));
    }

    private static int contentAt(byte[] der, int head) {
        int first = der[head + 1] & 0xff;
        return head + 2 + (first < 0x80 ? 0 : first & 0x7f);
    }

    private static int length(byte[] der, int head) {
        int first = der[head + 1] & 0xff;
        if (first < 0x80) {
            return first;
        }
        int length = 0;
        for (int i = 0; i < (first & 0x7f); i++) {
            length = (length << 8) | (der[head + 2 + i] & 0xff);
        }
        return length;
    }

    private byte[] bytes() throws IOException {
        if (text != null) {
            return text.getBytes(StandardCharsets.US_ASCII);
        }
        if (file == null) {
            throw new IOException(name + " is empty");
        }
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new IOException(name + ": no such file", e);
        }
    }
}
