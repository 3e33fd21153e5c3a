package dev.strata.testbed.target;

import dev.strata.testbed.exposition.Labels;
import dev.strata.testbed.exposition.SeriesTable;

/** What cert-manager shows of one Certificate. */
public final class CertificateTarget {
    private static final double DAY = 86_400;
    private static final double LIFE_DAYS = 90;

    private final Labels labels;
    private double days = 60;
    private boolean ready = true;

    CertificateTarget(String namespace, String name) {
        labels = Labels.of(
                "issuer_group", "cert-manager.io",
                "issuer_kind", "ClusterIssuer",
                "issuer_name", "internal",
                "name", name,
                "namespace", namespace);
    }

    /** Days until it ends. */
    public synchronized CertificateTarget daysLeft(double left) {
        days = left;
        return this;
    }

    public synchronized CertificateTarget ready(boolean good) {
        ready = good;
        return this;
    }

    synchronized void write(SeriesTable series, double now) {
        double end = now + days * DAY;
        series.gauge("certmanager_certificate_expiration_timestamp_seconds", labels, end);
        series.gauge("certmanager_certificate_not_after_timestamp_seconds", labels, end);
        series.gauge("certmanager_certificate_not_before_timestamp_seconds", labels, end - LIFE_DAYS * DAY);
        series.gauge("certmanager_certificate_renewal_timestamp_seconds", labels, end - LIFE_DAYS / 3 * DAY);
        series.gauge("certmanager_certificate_ready_status", labels.and("condition", "True"), ready ? 1 : 0);
        series.gauge("certmanager_certificate_ready_status", labels.and("condition", "False"), ready ? 0 : 1);
        series.gauge("certmanager_certificate_ready_status", labels.and("condition", "Unknown"), 0);
    }
}
