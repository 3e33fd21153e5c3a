package dev.strata.exporter.http;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import dev.strata.exporter.config.WebConfig.Tls;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** TLS by what the files say at each handshake, so that certificates can be renewed while the server runs. */
final class SecureChannel extends HttpsConfigurator {

    private final WebSecurity security;

    private SecureChannel(SSLContext context, WebSecurity security) {
        super(context);
        this.security = security;
    }

    static SecureChannel of(WebSecurity security) {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(
                    new KeyManager[] {new CurrentKeys(security)},
                    new TrustManager[] {new CurrentClients(security)},
                    null);
            return new SecureChannel(context, security);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the Java runtime has no TLS", e);
        }
    }

    @Override
    public void configure(HttpsParameters parameters) {
        Tls tls = security.now().config().tls();
        SSLParameters wanted = getSSLContext().getDefaultSSLParameters();
        if (tls != null) {
            wanted.setProtocols(tls.versions().toArray(String[]::new));
            wanted.setUseCipherSuitesOrder(tls.serverPreference());
            if (!tls.cipherSuites().isEmpty()) {
                var suites = new ArrayList<>(tls.cipherSuites());
                // Those of TLS 1.3 bear no word of how keys are exchanged; they cannot be chosen.
                Arrays.stream(wanted.getCipherSuites())
                        .filter(suite -> !suite.contains("_WITH_"))
                        .forEach(suites::add);
                wanted.setCipherSuites(suites.toArray(String[]::new));
            }
            if (tls.clientAuth().isRequired()) {
                wanted.setNeedClientAuth(true);
            } else if (tls.clientAuth().isAsked()) {
                wanted.setWantClientAuth(true);
            }
        }
        parameters.setSSLParameters(wanted);
    }

    /** The key of this moment. */
    private static final class CurrentKeys extends X509ExtendedKeyManager {

        private final WebSecurity security;

        CurrentKeys(WebSecurity security) {
            this.security = security;
        }

        private X509ExtendedKeyManager now() {
            X509ExtendedKeyManager keys = security.now().keys();
            if (keys == null) {
                throw new IllegalStateException("TLS without a key");
            }
            return keys;
        }

        @Override
        public @Nullable String chooseEngineServerAlias(String type, Principal @Nullable [] issuers, SSLEngine engine) {
            return now().chooseEngineServerAlias(type, issuers, engine);
        }

        @Override
        public @Nullable String chooseServerAlias(String type, Principal @Nullable [] issuers, Socket socket) {
            return now().chooseServerAlias(type, issuers, socket);
        }

        @Override
        public X509Certificate @Nullable [] getCertificateChain(String alias) {
            return now().getCertificateChain(alias);
        }

        @Override
        public @Nullable PrivateKey getPrivateKey(String alias) {
            return now().getPrivateKey(alias);
        }

        @Override
        public String @Nullable [] getServerAliases(String type, Principal @Nullable [] issuers) {
            return now().getServerAliases(type, issuers);
        }

        @Override
        public String @Nullable [] getClientAliases(String type, Principal @Nullable [] issuers) {
            return null;
        }

        @Override
        public @Nullable String chooseClientAlias(String[] types, Principal @Nullable [] issuers, Socket socket) {
            return null;
        }
    }

    /** What is asked of clients at this moment. */
    private static final class CurrentClients extends X509ExtendedTrustManager {

        private final WebSecurity security;

        CurrentClients(WebSecurity security) {
            this.security = security;
        }

        private X509ExtendedTrustManager now() throws CertificateException {
            X509ExtendedTrustManager clients = security.now().clients();
            if (clients == null) {
                throw new CertificateException("no client certificate was asked for");
            }
            return clients;
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            now().checkClientTrusted(chain, type, engine);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            now().checkClientTrusted(chain, type, socket);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
            now().checkClientTrusted(chain, type);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            now().checkServerTrusted(chain, type, engine);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            now().checkServerTrusted(chain, type, socket);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
            now().checkServerTrusted(chain, type);
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            X509ExtendedTrustManager clients = security.now().clients();
            return clients == null ? new X509Certificate[0] : clients.getAcceptedIssuers();
        }
    }
}
