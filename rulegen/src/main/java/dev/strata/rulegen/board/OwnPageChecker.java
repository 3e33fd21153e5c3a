package dev.strata.rulegen.board;

import dev.strata.rulegen.compile.CompiledAlert;
import dev.strata.rulegen.dashboard.Units;
import dev.strata.rulegen.definition.DashboardDefinition;
import dev.strata.rulegen.definition.DashboardDefinition.OfAlert;
import dev.strata.rulegen.definition.DashboardDefinition.OfSlo;
import dev.strata.rulegen.definition.DashboardDefinition.Own;
import dev.strata.rulegen.definition.Definitions;
import dev.strata.rulegen.diagnostic.Diagnostic;
import dev.strata.rulegen.diagnostic.Diagnostics;
import dev.strata.rulegen.diagnostic.Located;
import dev.strata.rulegen.diagnostic.Nearest;
import java.util.Collection;
import java.util.TreeSet;

/** Whether what pages of somebody's own name is there. */
final class OwnPageChecker {
    private final Collection<String> alerts = new TreeSet<>();
    private final Collection<String> slos = new TreeSet<>();
    private final Collection<String> pages = new TreeSet<>(Pages.GENERATED);
    private final Diagnostics diagnostics;

    private OwnPageChecker(Definitions definitions, Collection<CompiledAlert> compiled, Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
        compiled.forEach(alert -> alerts.add(alert.rule().name()));
        definitions.slos().forEach(slo -> slos.add(slo.name().value()));
        definitions.dashboards().forEach(page -> pages.add(page.name().value()));
    }

    static void check(Definitions definitions, Collection<CompiledAlert> compiled, Diagnostics diagnostics) {
        if (definitions.dashboards().isEmpty()) {
            return;
        }
        var checker = new OwnPageChecker(definitions, compiled, diagnostics);
        definitions.dashboards().stream()
                .flatMap(page -> page.panels().stream())
                .forEach(checker::check);
    }

    private void check(DashboardDefinition.Panel panel) {
        if (panel instanceof OfAlert one) {
            known("alert", one.alert(), alerts);
        } else if (panel instanceof OfSlo one) {
            known("objective", one.slo(), slos);
        } else if (panel instanceof Own own) {
            own.ways().stream().filter(way -> way.isPage()).forEach(way -> known("page", way.target(), pages));
            Located<String> unit = own.looks().unit();
            if (!Units.isKnown(unit.value())) {
                report("unit", "Grafana has no unit \"" + unit.value() + "\"", unit, Units.all());
            }
        }
    }

    private void known(String what, Located<String> name, Collection<String> all) {
        if (!all.contains(name.value())) {
            report(what, "no " + what + " is called \"" + name.value() + "\"", name, all);
        }
    }

    private void report(String what, String message, Located<String> place, Collection<String> known) {
        String hint = Nearest.hint(place.value(), known).orElse(null);
        diagnostics.add(Diagnostic.error(place.file(), place.span(), "board/unknown-" + what, message)
                .withHint(hint));
    }
}
