package dev.strata.rulegen.compile;

import dev.strata.catalog.Layer;
import dev.strata.rulegen.definition.AlertSeverity;
import dev.strata.rulegen.definition.BurnPair;
import dev.strata.rulegen.definition.SloDefinition;
import dev.strata.rulegen.definition.SloDefinition.Response;
import dev.strata.rulegen.diagnostic.Located;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The windows of a burn alert that gives none: by severity, period, objective and the response that is asked for. */
final class StandardPairs {
    private StandardPairs() {}

    static List<BurnPair> of(AlertSeverity severity, SloDefinition slo) {
        if (severity != AlertSeverity.CRITICAL) {
            return BurnPair.slow(slo.period());
        }
        List<BurnPair> fast = BurnPair.fast(slo.period());
        BurnPair flash = BurnPair.flash(slo.period());
        boolean business = slo.subject().layer() == Layer.BUSINESS;
        if ((business || !isSoonEnough(slo, fast)) && !flash.isBeyond(slo)) {
            var pairs = new ArrayList<BurnPair>();
            pairs.add(flash);
            pairs.addAll(fast);
            return pairs;
        }
        return fast;
    }

    private static boolean isSoonEnough(SloDefinition slo, List<BurnPair> pairs) {
        Located<Response> response = slo.response();
        if (response == null) {
            return true;
        }
        Duration within = response.value().within();
        return DetectionTable.detection(slo, pairs, response.value().failing().value())
                .filter(time -> time.compareTo(within) <= 0)
                .isPresent();
    }
}
