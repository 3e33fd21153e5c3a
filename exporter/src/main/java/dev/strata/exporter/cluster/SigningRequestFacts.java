package dev.strata.exporter.cluster;

import java.util.List;

/** A CertificateSigningRequest. */
public record SigningRequestFacts(KubeMeta meta, String signer, List<KubeCondition> conditions) implements ObjectFacts {

    public SigningRequestFacts {
        conditions = List.copyOf(conditions);
    }

    @Override
    public KubeResource resource() {
        return KubeResource.CERTIFICATESIGNINGREQUESTS;
    }
}
