package dev.strata.exporter.cluster;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A Certificate of cert-manager.
 *
 * @param secret name of the Secret that it is kept in
 * @param issuer of kind {@code Issuer} or {@code ClusterIssuer}, or of another one's
 * @param notBefore begin of validity, null while there is no certificate
 * @param notAfter end of validity
 * @param renewal when it is to be renewed
 */
public record CertificateFacts(
        KubeMeta meta,
        String secret,
        ObjectKey issuer,
        @Nullable Instant notBefore,
        @Nullable Instant notAfter,
        @Nullable Instant renewal,
        List<KubeCondition> conditions)
        implements ObjectFacts {

    public CertificateFacts {
        conditions = List.copyOf(conditions);
    }

    @Override
    public KubeResource resource() {
        return KubeResource.CERTIFICATES;
    }

    public Optional<KubeCondition> condition(String type) {
        return KubeCondition.find(conditions, type);
    }
}
