package dev.strata.testbed.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strata.testbed.part.Parts;
import dev.strata.testbed.part.WorkFolder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("real")
class CredentialsTest {
    @Test
    void certificates_ofOneCluster_areSignedByItsAuthority_forTheRightNames()
            throws GeneralSecurityException, IOException {
        try (WorkFolder folder = WorkFolder.create("credentials")) {
            Credentials credentials = Credentials.create(Parts.built(), folder);
            X509Certificate authority = certificate(credentials.file("ca.crt"));

            X509Certificate server = certificate(credentials.file("apiserver.crt"));
            X509Certificate adapter = certificate(credentials.file("custom-metrics.crt"));
            server.verify(authority.getPublicKey());
            adapter.verify(authority.getPublicKey());

            assertThat(authority.getBasicConstraints()).isNotNegative();
            assertThat(names(server)).contains("127.0.0.1", "localhost");
            assertThat(names(adapter)).contains("custom-metrics.kube-system.svc");
            assertThat(Path.of(credentials.file("sa.pub"))).content().contains("PUBLIC KEY");
            assertThat(Path.of(credentials.tokenFile()))
                    .content()
                    .contains("exporter-token,exporter,exporter,\"exporters\"");
        }
    }

    private static List<Object> names(X509Certificate certificate) throws GeneralSecurityException {
        Collection<List<?>> names = certificate.getSubjectAlternativeNames();
        return names.stream().<Object>map(name -> name.get(1)).toList();
    }

    private static X509Certificate certificate(String file) throws GeneralSecurityException, IOException {
        try (InputStream in = Files.newInputStream(Path.of(file))) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }
}
