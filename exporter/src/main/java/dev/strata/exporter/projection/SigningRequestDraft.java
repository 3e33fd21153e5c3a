package dev.strata.exporter.projection;

import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.SigningRequestFacts;
import java.util.ArrayList;
import java.util.List;

/** A CertificateSigningRequest. */
final class SigningRequestDraft implements Draft {

    private final MetaDraft meta = new MetaDraft();
    private String signer = "";
    private final List<ConditionDraft> conditions = new ArrayList<>(1);

    static Fields<SigningRequestDraft> fields(Fields<MetaDraft> meta) {
        return new Fields<SigningRequestDraft>()
                .part("metadata", d -> d.meta, meta)
                .within("spec", new Fields<SigningRequestDraft>().word("signerName", (d, v) -> d.signer = v))
                .within("status", ConditionDraft.into(new Fields<SigningRequestDraft>(), d -> d.conditions));
    }

    @Override
    public MetaDraft meta() {
        return meta;
    }

    @Override
    public SigningRequestFacts facts(KubeResource resource) {
        return new SigningRequestFacts(meta.facts(resource), signer, ConditionDraft.facts(conditions));
    }
}
