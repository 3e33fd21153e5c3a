package dev.strata.exporter.projection;

import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.SecretFacts;
import java.security.cert.X509Certificate;
import org.jspecify.annotations.Nullable;

/** A Secret with a TLS certificate. The certificate is read here and forgotten; nothing of a Secret is ever copied. */
final class SecretDraft implements Draft {

    private final MetaDraft meta = new MetaDraft();
    private @Nullable X509Certificate certificate;

    static Fields<SecretDraft> fields(Fields<MetaDraft> meta) {
        return new Fields<SecretDraft>()
                .part("metadata", d -> d.meta, meta)
                .within(
                        "data",
                        new Fields<SecretDraft>().hidden("tls.crt", (d, v) -> d.certificate = Certificates.first(v)));
    }

    @Override
    public MetaDraft meta() {
        return meta;
    }

    @Override
    public SecretFacts facts(KubeResource resource) {
        X509Certificate read = certificate;
        return new SecretFacts(
                meta.facts(resource),
                read == null ? null : read.getNotBefore().toInstant(),
                read == null ? null : read.getNotAfter().toInstant());
    }
}
