package dev.strata.rulegen.definition;

import dev.strata.rulegen.diagnostic.Located;
import java.util.List;

/** Alerts of one subject. */
public record AlertPack(Located<String> name, List<AlertDefinition> alerts) {
    public AlertPack {
        alerts = List.copyOf(alerts);
    }
}
