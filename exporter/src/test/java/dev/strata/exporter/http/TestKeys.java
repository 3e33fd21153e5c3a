package dev.strata.exporter.http;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/** Certificates of an authority that exists for one test. */
final class TestKeys {

    private static final AtomicInteger NUMBER = new AtomicInteger(1);

    /** A certificate with its key. */
    record Held(X509Certificate certificate, KeyPair pair) {

        Path certificateFile(Path file) throws IOException {
            return Files.writeString(file, pem(certificate));
        }

        /** As OpenSSL and cert-manager write it by default: PKCS #1 or SEC 1. */
        Path oldKeyFile(Path file) throws IOException {
            return Files.writeString(file, pem(pair.getPrivate()));
        }

        Path keyFile(Path file) throws IOException {
            return Files.writeString(file, pem(new JcaPKCS8Generator(pair.getPrivate(), null)));
        }
    }

    final Held authority = issue("authority", null, "RSA");

    static Held issue(String name, @Nullable Held by, String algorithm) {
        try {
            var generator = KeyPairGenerator.getInstance(algorithm);
            if (algorithm.equals("EC")) {
                generator.initialize(new ECGenParameterSpec("secp256r1"));
            } else {
                generator.initialize(2048);
            }
            KeyPair pair = generator.generateKeyPair();
            var subject = new X500Name("CN=" + name);
            var builder = new JcaX509v3CertificateBuilder(
                    by == null
                            ? subject
                            : new X500Name(
                                    by.certificate().getSubjectX500Principal().getName()),
                    BigInteger.valueOf(NUMBER.getAndIncrement()),
                    Date.from(Instant.now().minus(Duration.ofHours(1))),
                    Date.from(Instant.now().plus(Duration.ofHours(1))),
                    subject,
                    pair.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(by == null));
            builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(new GeneralName[] {
                new GeneralName(GeneralName.dNSName, name), new GeneralName(GeneralName.iPAddress, "127.0.0.1")
            }));
            var issuer = by == null ? pair : by.pair();
            var signer = new JcaContentSignerBuilder("SHA256withRSA").build(issuer.getPrivate());
            return new Held(new JcaX509CertificateConverter().getCertificate(builder.build(signer)), pair);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    Held server() {
        return issue("localhost", authority, "RSA");
    }

    /** What a client needs that trusts the authority, and shows a certificate where one is given. */
    SSLContext client(@Nullable Held own) {
        try {
            var trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry("ca", authority.certificate());
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            if (own != null) {
                store.setKeyEntry(
                        "own", own.pair().getPrivate(), new char[0], new X509Certificate[] {own.certificate()});
            }
            keys.init(store, new char[0]);
            var context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pem(Object object) throws IOException {
        var text = new StringWriter();
        try (var writer = new JcaPEMWriter(text)) {
            writer.writeObject(object);
        }
        return text.toString();
    }
}
