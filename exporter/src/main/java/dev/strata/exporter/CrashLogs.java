package dev.strata.exporter;

import dev.strata.exporter.cluster.ClusterView;
import dev.strata.exporter.health.FindingId;
import dev.strata.exporter.health.HealthSnapshot;
import dev.strata.exporter.health.RootCause;
import dev.strata.exporter.inquiry.Witnesses;
import dev.strata.exporter.inquiry.Witnesses.Crashed;
import dev.strata.exporter.kube.ContainerLog;
import dev.strata.exporter.report.Beside.LastWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Fetches the last lines of containers that crashed, of the first root causes only. */
final class CrashLogs {

    private static final int CAUSES = 5;
    private static final int CONTAINERS = 2;
    private static final int LINES = 12;

    private CrashLogs() {}

    static Map<FindingId, List<LastWords>> of(LiveSources sources, ClusterView cluster, HealthSnapshot snapshot) {
        var found = new TreeMap<FindingId, List<LastWords>>();
        for (RootCause root : snapshot.rootCauses()) {
            List<Crashed> crashed = Witnesses.crashed(cluster, root);
            if (found.size() < CAUSES && !crashed.isEmpty()) {
                var words = new ArrayList<LastWords>();
                crashed.stream()
                        .limit(CONTAINERS)
                        .map(one -> words(sources, one))
                        .forEach(words::add);
                found.put(root.finding().id(), words);
            }
        }
        return found;
    }

    private static LastWords words(LiveSources sources, Crashed one) {
        ContainerLog log = sources.log(one.pod(), one.container(), LINES);
        String which = one.pod() + ", container " + one.container()
                + (log.problem().isEmpty() ? log.previous() ? ", the run before" : ", this run" : "");
        return new LastWords(which, log.lines(), log.problem());
    }
}
