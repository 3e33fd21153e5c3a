package dev.strata.exporter.signal;

import dev.strata.catalog.PreparednessSignals;
import dev.strata.catalog.Severity;
import dev.strata.catalog.Signal;
import dev.strata.catalog.WorkQueries;
import dev.strata.exporter.cluster.CertificateFacts;
import dev.strata.exporter.cluster.Freshness;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.cluster.SecretFacts;
import dev.strata.exporter.measurement.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A certificate whose renewal is overdue, or whose validity runs out where nobody has planned one: those of cert-manager,
 * Secrets where they are watched, and what probes saw. A day's certificate always has less than a day; what counts is the
 * share of its validity, and a few days at the most.
 */
final class CertificateExpiringEvaluator implements SignalEvaluator {

    private static final Signal SIGNAL = PreparednessSignals.CERTIFICATE_EXPIRING;
    private static final List<KubeResource> KINDS = List.of(KubeResource.CERTIFICATES, KubeResource.SECRETS);
    private static final String PROBED = "certificate_ttl_seconds";

    @Override
    public Signal signal() {
        return SIGNAL;
    }

    /** None that all must be there: any of the sources will do. */
    @Override
    public Set<KubeResource> resources() {
        return Set.of();
    }

    @Override
    public Source source(SignalInput input) {
        boolean any = input.families().of(WorkQueries.PROBES).has(PROBED);
        for (KubeResource kind : KINDS) {
            Freshness freshness = input.cluster().freshness(kind);
            if (freshness.state() != Freshness.State.ABSENT && !freshness.isFresh()) {
                return Source.LOST;
            }
            any |= freshness.isFresh();
        }
        return any ? Source.PRESENT : Source.ABSENT;
    }

    @Override
    public SignalReadings evaluate(SignalInput input) {
        var sheet = new Sheet(SIGNAL);
        for (CertificateFacts one : input.cluster().all(KubeResource.CERTIFICATES, CertificateFacts.class)) {
            add(sheet, one.key(), one.notBefore(), one.notAfter(), one.renewal(), input);
        }
        for (SecretFacts one : input.cluster().all(KubeResource.SECRETS, SecretFacts.class)) {
            add(sheet, one.key(), one.notBefore(), one.notAfter(), null, input);
        }
        for (Sample probe : input.families().of(WorkQueries.PROBES).samples(PROBED)) {
            var subject = new ObjectKey("Probe", "", probe.label("instance"));
            Duration left = Duration.ofSeconds((long) probe.value());
            if (left.toSeconds() < input.limit(SIGNAL, "critical_seconds")) {
                boolean expired = left.isNegative();
                sheet.add(draft(subject, expired ? Severity.CRITICAL : Severity.INFORMATION, expired, left));
            } else {
                sheet.healthy();
            }
        }
        return sheet.done();
    }

    private static void add(
            Sheet sheet,
            ObjectKey subject,
            @Nullable Instant begin,
            @Nullable Instant end,
            @Nullable Instant renewal,
            SignalInput input) {
        Instant now = input.now();
        if (end == null) {
            return; // not issued yet, or nothing that can be read: another signal
        }
        Duration left = Duration.between(now, end);
        double validity =
                begin == null ? Double.NaN : Duration.between(begin, end).toSeconds();
        Severity severity = severity(
                (double) left.toSeconds(), validity, renewal == null ? null : Duration.between(renewal, now), input);
        if (severity == null) {
            sheet.healthy();
        } else {
            sheet.add(draft(subject, severity, left.isNegative(), left)
                    .reason(renewal == null ? "no_renewal_planned" : "renewal_overdue"));
        }
    }

    private static @Nullable Severity severity(
            double left, double validity, @Nullable Duration sinceRenewal, SignalInput input) {
        if (left <= 0) {
            return Severity.CRITICAL;
        }
        double share = Double.isNaN(validity) ? 0 : left / validity;
        boolean nearlyOver =
                share < input.limit(SIGNAL, "critical_ratio") && left < input.limit(SIGNAL, "critical_seconds");
        if (sinceRenewal != null) {
            double patience = Math.max(
                    input.limit(SIGNAL, "overdue_seconds"),
                    Double.isNaN(validity) ? 0 : input.limit(SIGNAL, "overdue_ratio") * validity);
            boolean overdue = sinceRenewal.toSeconds() > patience;
            return !overdue ? null : nearlyOver ? Severity.CRITICAL : Severity.WARNING;
        }
        if (nearlyOver) {
            return Severity.CRITICAL;
        }
        return share < input.limit(SIGNAL, "left_ratio") && left < input.limit(SIGNAL, "left_seconds")
                ? Severity.WARNING
                : null;
    }

    private static Draft draft(ObjectKey subject, Severity severity, boolean expired, Duration left) {
        return Draft.bad(SIGNAL, subject, severity)
                .reason(expired ? "expired" : "expires")
                .evidence("left_seconds", (double) left.toSeconds());
    }
}
