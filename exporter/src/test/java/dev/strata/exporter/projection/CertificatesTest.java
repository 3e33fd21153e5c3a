package dev.strata.exporter.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.SecretFacts;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class CertificatesTest {

    private static final JsonFactory JSON = Projection.json();

    private static String secret(String certificate) {
        return "{\"metadata\":{\"name\":\"s\",\"namespace\":\"n\"},\"data\":{\"tls.crt\":\"" + certificate
                + "\",\"tls.key\":\"czNjcjN0\"}}";
    }

    private static SecretFacts read(String json) throws IOException {
        try (JsonParser parser = JSON.createParser(json)) {
            parser.nextToken();
            return (SecretFacts)
                    Projection.plain().project(KubeResource.SECRETS, parser).orElseThrow();
        }
    }

    @Test
    void secret_withACertificate_keepsNothingButItsTimes() throws IOException {
        byte[] pem = Files.readAllBytes(Path.of("src/test/resources/projection/secrets/certificate.pem"));
        String json = secret(Base64.getEncoder().encodeToString(pem));

        SecretFacts facts = read(json);

        assertThat(facts.notBefore()).isEqualTo(Instant.parse("2026-11-28T15:23:53Z"));
        assertThat(facts.notAfter()).isEqualTo(Instant.parse("2027-11-28T15:23:53Z"));
    }

    @Test
    void secret_copied_holdsNoData() throws IOException {
        var text = new StringWriter();
        try (JsonParser parser = JSON.createParser(secret("Q0VSVA=="));
                JsonGenerator out = JSON.createGenerator(text)) {
            parser.nextToken();
            Projection.plain().copy(KubeResource.SECRETS, parser, out);
        }
        assertThat(text.toString())
                .contains("\"name\":\"s\"")
                .doesNotContain("Q0VSVA==")
                .doesNotContain("czNjcjN0");
    }

    @Test
    void secret_withWhatIsNoCertificate_hasNoTimes() throws IOException {
        for (String text : new String[] {"", "!!", "bm90IGEgY2VydGlmaWNhdGU=", "A".repeat(400_000)}) {
            assertThat(read(secret(text)).notAfter())
                    .as(text.substring(0, Math.min(8, text.length())))
                    .isNull();
        }
        assertThatCode(() -> read(secret(Base64.getEncoder()
                        .encodeToString("-----BEGIN CERTIFICATE-----\nAA\n".getBytes(StandardCharsets.UTF_8)))))
                .doesNotThrowAnyException();
    }
}
