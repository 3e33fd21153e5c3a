package dev.strata.exporter.cluster;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A Secret with a TLS certificate, of which nothing is kept but the time for which the certificate is valid.
 *
 * @param notBefore null where the certificate cannot be read
 * @param notAfter as {@code notBefore}
 */
public record SecretFacts(
        KubeMeta meta,
        @Nullable Instant notBefore,
        @Nullable Instant notAfter) implements ObjectFacts {

    @Override
    public KubeResource resource() {
        return KubeResource.SECRETS;
    }
}
