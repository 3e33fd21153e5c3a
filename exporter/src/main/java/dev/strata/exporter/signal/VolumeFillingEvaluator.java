package dev.strata.exporter.signal;

import dev.strata.catalog.MachineSignals;
import dev.strata.catalog.Severity;
import dev.strata.catalog.WorkQueries;
import dev.strata.exporter.cluster.ClaimFacts;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.signal.FigureTable.Row;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A volume that will be full within days by the trend of six hours and by that of a day, so that the saw-teeth of logs
 * and compaction do not count, or that hardly has room left. Claims of one class that report the same size and the same
 * room are one share (network file systems report the whole of it for each claim) and one subject.
 */
final class VolumeFillingEvaluator extends FamilyEvaluator {

    VolumeFillingEvaluator() {
        super(MachineSignals.VOLUME_FILLING, WorkQueries.VOLUMES, "used_ratio");
    }

    @Override
    public Set<KubeResource> resources() {
        return Set.of(KubeResource.PERSISTENTVOLUMECLAIMS);
    }

    @Override
    public SignalReadings evaluate(SignalInput input) {
        FigureTable table = FigureTable.of(
                input.families().of(family()),
                family().figures(),
                sample -> sample.label("persistentvolumeclaim").isEmpty()
                        ? List.of()
                        : List.of(new ObjectKey(
                                "PersistentVolumeClaim",
                                sample.label("namespace"),
                                sample.label("persistentvolumeclaim"))),
                List.of());
        var sheet = new Sheet(signal());
        Map<String, Draft> shares = new LinkedHashMap<>();
        for (ObjectKey claim : table.subjects()) {
            Row row = table.rows(claim).iterator().next();
            Draft draft = judge(claim, row);
            if (draft == null) {
                sheet.healthy();
                continue;
            }
            String storage = input.cluster()
                    .find(KubeResource.PERSISTENTVOLUMECLAIMS, ClaimFacts.class, claim)
                    .map(ClaimFacts::storageClass)
                    .orElse("");
            shares.merge(
                    storage + " " + row.get("capacity_bytes") + " " + row.get("available_bytes"),
                    draft.affects(claim),
                    (first, again) -> first.affects(claim));
        }
        shares.values().forEach(sheet::add);
        return sheet.done();
    }

    private @Nullable Draft judge(ObjectKey claim, Row row) {
        double used = row.get("used_ratio");
        double inodes = row.get("inodes_used_ratio");
        boolean fills = row.get("full_by_6h_seconds") < limit("full_seconds")
                && row.get("full_by_24h_seconds") < limit("full_seconds");
        boolean hardlyLeft = used > limit("used_critical_ratio");
        boolean fewInodes = inodes > limit("inodes_used_ratio");
        if (!hardlyLeft && !fewInodes && !(fills && used > limit("used_ratio"))) {
            return null;
        }
        boolean critical = (hardlyLeft && row.has("full_by_6h_seconds")) || inodes > limit("used_critical_ratio");
        return Draft.bad(signal(), claim, critical ? Severity.CRITICAL : Severity.WARNING)
                .reason(fewInodes ? "inodes" : hardlyLeft ? "nearly_full" : "fills")
                .evidence("used_ratio", used)
                .evidence("inodes_used_ratio", inodes)
                .evidence("full_in_seconds", row.get("full_by_6h_seconds"))
                .evidence("available_bytes", row.get("available_bytes"));
    }
}
