package dev.strata.rulegen.compile;

import dev.strata.rulegen.definition.BurnPair;
import dev.strata.rulegen.definition.PromTime;
import dev.strata.rulegen.definition.SloDefinition;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How long a burn alert takes, for several shares of failing events, when everything was fine before. */
final class DetectionTable {
    private static final List<String> SHARES = List.of("1", "0.2", "0.05", "0.01");

    private DetectionTable() {}

    static String of(SloDefinition slo, List<BurnPair> pairs) {
        var table = new StringBuilder("| failing | alert after |\n| --- | --- |\n");
        for (String share : SHARES) {
            var failing = new BigDecimal(share);
            table.append("| ").append(failing.movePointRight(2).toBigInteger()).append(" % | ");
            table.append(detection(slo, pairs, failing).map(PromTime::text).orElse("never"));
            table.append(" |\n");
        }
        return table.toString();
    }

    /** The long window reaches its limit after (1-objective) / share x factor of its length, if it ever does. */
    static Optional<Duration> detection(SloDefinition slo, List<BurnPair> pairs, BigDecimal failing) {
        return pairs.stream()
                .filter(pair -> pair.limit(slo).compareTo(failing) < 0)
                .map(pair -> {
                    BigDecimal seconds = pair.limit(slo)
                            .multiply(new BigDecimal(pair.longWindow().toSeconds()))
                            .divide(failing, 0, RoundingMode.CEILING);
                    return Duration.ofSeconds(seconds.longValueExact());
                })
                .min(Duration::compareTo);
    }
}
