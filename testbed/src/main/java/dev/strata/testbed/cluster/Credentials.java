package dev.strata.testbed.cluster;

import dev.strata.testbed.part.PartException;
import dev.strata.testbed.part.PartProcess;
import dev.strata.testbed.part.Parts;
import dev.strata.testbed.part.WorkFolder;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Certificates, keys, tokens and kubeconfigs of one cluster, as files and as what the JDK makes of them. */
final class Credentials {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final char[] NO_PASSWORD = {};

    private final WorkFolder folder;
    private final Path pki;

    private Credentials(WorkFolder folder, Path pki) {
        this.folder = folder;
        this.pki = pki;
    }

    static Credentials create(Parts parts, WorkFolder folder) {
        Path pki = folder.resolve("pki");
        List<String> command = List.of(parts.program("certs").toString(), pki.toString());
        try (PartProcess certs = PartProcess.start("certs", folder, command)) {
            certs.awaitEnd(LIMIT);
        }
        folder.write(
                "tokens.csv", Arrays.stream(User.values()).map(User::tokenLine).collect(Collectors.joining()));
        return new Credentials(folder, pki);
    }

    String file(String name) {
        return pki.resolve(name).toString();
    }

    String tokenFile() {
        return folder.resolve("tokens.csv").toString();
    }

    Path kubeconfig(String name, URI server, String token) {
        return folder.write("kubeconfigs/" + name, """
                apiVersion: v1
                kind: Config
                clusters:
                - name: testbed
                  cluster: {server: "%s", certificate-authority: "%s"}
                users:
                - name: user
                  user: {token: "%s"}
                contexts:
                - name: testbed
                  context: {cluster: testbed, user: user}
                current-context: testbed
                """.formatted(server, file("ca.crt"), token));
    }

    /** The authority's certificate, base64 of its PEM text, as an APIService wants it. */
    String authorityBundle() {
        try {
            return Base64.getEncoder().encodeToString(Files.readAllBytes(pki.resolve("ca.crt")));
        } catch (IOException e) {
            throw new PartException("cannot read ca.crt", e);
        }
    }

    SSLContext trust() {
        return trust(pki.resolve("ca.crt"));
    }

    /** A context that trusts the authority of a PEM file and nobody else. */
    static SSLContext trust(Path authority) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setCertificateEntry("ca", certificate(authority));
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new PartException("cannot trust the authority in " + authority, e);
        }
    }

    /** A context that serves with the named certificate and asks nobody for theirs. */
    SSLContext serving(String name) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry(
                    name, key(name), NO_PASSWORD, new Certificate[] {certificate(pki.resolve(name + ".crt"))});
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, NO_PASSWORD);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new PartException("cannot serve as " + name, e);
        }
    }

    private static Certificate certificate(Path file) throws GeneralSecurityException, IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }

    private PrivateKey key(String name) throws GeneralSecurityException, IOException {
        String pem = Files.readString(pki.resolve(name + ".key"), StandardCharsets.US_ASCII);
        byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
        return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(der));
    }
}
