package dev.strata.exporter.signal;

import dev.strata.catalog.FamilyQueries;
import dev.strata.catalog.MachineSignals;
import dev.strata.catalog.MeasurementQuery;
import dev.strata.catalog.Severity;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.signal.FigureTable.Row;
import java.util.Set;

/**
 * Certificates of kubelets that should have been renewed: their renewal fails, or none came for a week and little
 * validity is left. How long a certificate lives is not told, so a short rest alone proves nothing; of the clients of
 * the API server only the rest is known, which is a remark.
 */
final class ControlPlaneCertificateExpiringEvaluator extends FamilyEvaluator {

    /** A certificate whose rest fell by nearly a week within a week was not renewed meanwhile. */
    private static final double UNRENEWED_SECONDS = 6.5 * 24 * 3600;

    ControlPlaneCertificateExpiringEvaluator() {
        super(MachineSignals.CONTROL_PLANE_CERTIFICATE_EXPIRING, FamilyQueries.KUBELET, "certificate_ttl_seconds");
    }

    @Override
    public Set<MeasurementQuery> queries() {
        return Set.of(FamilyQueries.KUBELET, FamilyQueries.APISERVER);
    }

    @Override
    public SignalReadings evaluate(SignalInput input) {
        var sheet = new Sheet(signal());
        Draft worst = null;
        double least = Double.POSITIVE_INFINITY;
        int bad = 0;
        FigureTable table = input.families().byNode(FamilyQueries.KUBELET);
        for (ObjectKey node : table.subjects()) {
            Row row = table.rows(node).iterator().next();
            if (isOverdue(row)) {
                bad++;
                if (row.get("certificate_ttl_seconds") < least) {
                    least = row.get("certificate_ttl_seconds");
                    boolean fails = row.get("certificate_renew_errors") > 0;
                    boolean critical = least < limit("ttl_critical_seconds");
                    worst = draft(
                                    critical ? Severity.CRITICAL : Severity.WARNING,
                                    fails ? "renewal_fails" : "not_renewed")
                            .evidence("ttl_seconds", least)
                            .affects(node);
                }
            }
        }
        double clients = input.families().of(FamilyQueries.APISERVER).single("client_certificate_ttl_seconds");
        if (worst != null) {
            sheet.add(worst.evidence("nodes", bad));
        } else if (clients < limit("ttl_seconds")) {
            sheet.add(draft(Severity.INFORMATION, "client_certificate").evidence("ttl_seconds", clients));
        } else {
            sheet.healthy();
        }
        return sheet.done();
    }

    private boolean isOverdue(Row row) {
        double ttl = row.get("certificate_ttl_seconds");
        boolean unrenewed = row.get("certificate_ttl_week_ago_seconds") - ttl > UNRENEWED_SECONDS;
        return ttl < limit("ttl_seconds")
                && (row.get("certificate_renew_errors") > 0 || (unrenewed && ttl < limit("ttl_unrenewed_seconds")));
    }

    private Draft draft(Severity severity, String reason) {
        return Draft.bad(signal(), Subjects.CLUSTER, severity).reason(reason);
    }
}
