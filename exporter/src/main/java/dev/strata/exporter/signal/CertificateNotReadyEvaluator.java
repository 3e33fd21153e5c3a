package dev.strata.exporter.signal;

import dev.strata.catalog.PreparednessSignals;
import dev.strata.catalog.Severity;
import dev.strata.catalog.Signal;
import dev.strata.exporter.cluster.CertificateFacts;
import dev.strata.exporter.cluster.KubeCondition;
import dev.strata.exporter.cluster.KubeResource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A Certificate of cert-manager that is not ready. While it is being issued for the first time its wait excuses it. */
final class CertificateNotReadyEvaluator extends ObjectEvaluator {

    private static final Signal SIGNAL = PreparednessSignals.CERTIFICATE_NOT_READY;

    CertificateNotReadyEvaluator() {
        super(
                SIGNAL,
                List.of(new Kind<>(
                        KubeResource.CERTIFICATES, CertificateFacts.class, CertificateNotReadyEvaluator::judge)));
    }

    private static @Nullable Draft judge(CertificateFacts certificate) {
        Optional<KubeCondition> wrong = certificate.condition("Ready").filter(ready -> !ready.isTrue());
        return wrong.map(ready -> bad(
                                SIGNAL,
                                certificate,
                                Severity.WARNING,
                                ready.reason().isEmpty() ? "not_ready" : Slugs.of(ready.reason()))
                        .since(ready.since()))
                .orElse(null);
    }
}
