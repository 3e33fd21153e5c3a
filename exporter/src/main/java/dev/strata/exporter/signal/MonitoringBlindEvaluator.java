package dev.strata.exporter.signal;

import dev.strata.catalog.MachineSignals;
import dev.strata.catalog.MeasurementQueries;
import dev.strata.catalog.MeasurementQuery;
import dev.strata.catalog.Severity;
import dev.strata.catalog.WorkQueries;
import dev.strata.exporter.measurement.Figures;
import dev.strata.exporter.measurement.Sample;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Series that other signals read were there lately and are gone, or the targets that give them do not answer. A service of
 * the cluster's users whose targets are away is no blindness but its own trouble.
 */
final class MonitoringBlindEvaluator extends ClusterFigureEvaluator {

    private static final Pattern CORE = Pattern.compile(
            ".*(node-?exporter|kubelet|cadvisor|kube-?state-?metrics|apiserver|coredns|kube-?dns|etcd|scheduler|ingress).*");
    private static final List<MeasurementQuery> FAMILIES = MeasurementQueries.ALL.stream()
            .filter(query -> !query.figures().isEmpty() && !query.equals(WorkQueries.TARGETS))
            .toList();

    MonitoringBlindEvaluator() {
        super(MachineSignals.MONITORING_BLIND, WorkQueries.TARGETS, "targets");
    }

    @Override
    @Nullable
    Draft judge(Figures figures, SignalInput input) {
        Map<String, Double> up = figures.samples("up").stream()
                .collect(Collectors.toMap(job -> job.label("job"), Sample::value, Math::max));
        List<String> dark = figures.samples("targets").stream()
                .filter(job -> CORE.matcher(job.label("job")).matches() && job.value() >= limit("targets"))
                .filter(job -> up.getOrDefault(job.label("job"), 0.0) < job.value() * (1 - limit("lost_ratio")))
                .map(job -> "job_" + Slugs.of(job.label("job")))
                .sorted()
                .toList();
        List<String> lost = FAMILIES.stream()
                .filter(family -> isLost(input.families().of(family)))
                .map(family -> "family_" + family.id())
                .toList();
        if (dark.isEmpty() && lost.isEmpty()) {
            return null;
        }
        return bad(Severity.WARNING, lost.isEmpty() ? dark.get(0) : lost.get(0))
                .reasons(lost)
                .reasons(dark)
                .evidence("families_lost", lost.size())
                .evidence("jobs_dark", dark.size());
    }

    private static boolean isLost(Figures family) {
        return family.wasSeen() && !family.isThere();
    }
}
