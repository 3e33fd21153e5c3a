package dev.strata.rulegen.compile;

import dev.strata.catalog.LabelName;
import dev.strata.rulegen.definition.AlertOwner;
import dev.strata.rulegen.definition.AlertSeverity;
import dev.strata.rulegen.definition.Globs;
import dev.strata.rulegen.definition.Tenancy;
import dev.strata.rulegen.definition.Tenancy.Owner;
import dev.strata.rulegen.definition.Tenancy.Tenant;
import dev.strata.rulegen.definition.Tier;
import java.util.SortedMap;
import java.util.function.Function;

/** Severity, team and tier of an alert: from its definition, or from the namespace that it is about. */
final class TenantLabels {
    private TenantLabels() {}

    /** Only the critical tier pages, and what is in development is information. */
    static AlertSeverity capped(AlertSeverity severity, Tier tier) {
        if (severity == AlertSeverity.NONE) {
            return severity;
        }
        AlertSeverity worst = switch (tier) {
            case CRITICAL -> AlertSeverity.CRITICAL;
            case STANDARD -> AlertSeverity.WARNING;
            case DEV -> AlertSeverity.INFO;
        };
        return severity.compareTo(worst) < 0 ? worst : severity;
    }

    static void put(SortedMap<String, String> labels, AlertOwner owner) {
        labels.put("severity", capped(owner.severity(), owner.tier()).id());
        labels.put(LabelName.TEAM, owner.team());
        labels.put(LabelName.TIER, owner.tier().id());
    }

    /** Templates over the label namespace; the first tenant that names a namespace has it. */
    static void put(SortedMap<String, String> labels, AlertOwner owner, Tenancy tenancy) {
        labels.put(
                "severity",
                choice(tenancy, whose -> capped(owner.severity(), whose.tier()).id()));
        labels.put(LabelName.TEAM, choice(tenancy, Owner::team));
        labels.put(LabelName.TIER, choice(tenancy, whose -> whose.tier().id()));
    }

    private static String choice(Tenancy tenancy, Function<Owner, String> word) {
        String last = word.apply(tenancy.otherwise());
        boolean same = tenancy.tenants().stream()
                .allMatch(tenant -> word.apply(tenant.owner()).equals(last));
        if (same) {
            return last;
        }
        var template = new StringBuilder("{{ ");
        for (Tenant tenant : tenancy.tenants()) {
            template.append("if match \"^(?:")
                    .append(Globs.regex(tenant.namespaces()).replace("\\", "\\\\"))
                    .append(")$\" $labels.namespace }}")
                    .append(word.apply(tenant.owner()))
                    .append("{{ else ");
        }
        template.setLength(template.length() - 1);
        return template.append(" }}").append(last).append("{{ end }}").toString();
    }
}
