package dev.strata.exporter.signal;

import dev.strata.catalog.FamilyQueries;
import dev.strata.catalog.MachineSignals;
import dev.strata.catalog.Severity;
import dev.strata.exporter.measurement.Figures;
import dev.strata.exporter.measurement.Sample;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Clients ask for APIs that a later version does not serve any more. */
final class DeprecatedApiInUseEvaluator extends ClusterFigureEvaluator {

    DeprecatedApiInUseEvaluator() {
        super(MachineSignals.DEPRECATED_API_IN_USE, FamilyQueries.APISERVER, "requests_per_second");
    }

    @Override
    @Nullable
    Draft judge(Figures figures, SignalInput input) {
        List<Sample> used = figures.samples("deprecated_api").stream()
                .filter(api -> api.value() > 0 && !api.label("removed_release").isEmpty())
                .sorted(Comparator.comparing(api -> api.label("removed_release") + " " + api.label("group") + " "
                        + api.label("version") + " " + api.label("resource")))
                .toList();
        if (used.isEmpty()) {
            return null;
        }
        Draft draft = bad(Severity.INFORMATION, name(used.get(0))).evidence("deprecated_apis", used.size());
        used.stream().skip(1).limit(7).forEach(api -> draft.reason(name(api)));
        return draft;
    }

    private static String name(Sample api) {
        return Slugs.of(api.label("resource") + "_" + api.label("version") + "_" + api.label("group"));
    }
}
