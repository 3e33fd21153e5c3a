package dev.strata.exporter.projection;

import dev.strata.exporter.cluster.CertificateFacts;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.ObjectKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A Certificate of cert-manager. */
final class CertificateDraft implements Draft {

    private final MetaDraft meta = new MetaDraft();
    private String secret = "";
    private String issuerKind = "Issuer";
    private String issuer = "";
    private @Nullable Instant notBefore;
    private @Nullable Instant notAfter;
    private @Nullable Instant renewal;
    private final List<ConditionDraft> conditions = new ArrayList<>(1);

    static Fields<CertificateDraft> fields(Fields<MetaDraft> meta) {
        var issuer = new Fields<CertificateDraft>()
                .word("kind", (d, v) -> d.issuerKind = v)
                .word("name", (d, v) -> d.issuer = v);
        return new Fields<CertificateDraft>()
                .part("metadata", d -> d.meta, meta)
                .within(
                        "spec",
                        new Fields<CertificateDraft>()
                                .word("secretName", (d, v) -> d.secret = v)
                                .within("issuerRef", issuer))
                .within(
                        "status",
                        ConditionDraft.into(new Fields<CertificateDraft>(), d -> d.conditions)
                                .time("notBefore", (d, v) -> d.notBefore = v)
                                .time("notAfter", (d, v) -> d.notAfter = v)
                                .time("renewalTime", (d, v) -> d.renewal = v));
    }

    @Override
    public MetaDraft meta() {
        return meta;
    }

    @Override
    public CertificateFacts facts(KubeResource resource) {
        boolean local = !issuerKind.startsWith("Cluster");
        return new CertificateFacts(
                meta.facts(resource),
                secret,
                meta.same(new ObjectKey(issuerKind, local ? meta.namespace : "", issuer)),
                notBefore,
                notAfter,
                renewal,
                ConditionDraft.facts(conditions));
    }
}
