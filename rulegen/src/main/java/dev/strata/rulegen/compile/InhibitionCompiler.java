package dev.strata.rulegen.compile;

import dev.strata.catalog.LabelName;
import dev.strata.catalog.Layer;
import dev.strata.rulegen.definition.AlertCondition;
import dev.strata.rulegen.definition.AlertCondition.BurnRate;
import dev.strata.rulegen.definition.AlertCondition.SignalState;
import dev.strata.rulegen.definition.AlertDefinition;
import dev.strata.rulegen.definition.AlertSeverity;
import dev.strata.rulegen.definition.Tier;
import dev.strata.rulegen.diagnostic.Diagnostic;
import dev.strata.rulegen.diagnostic.Diagnostics;
import dev.strata.rulegen.diagnostic.Located;
import dev.strata.rulegen.diagnostic.Nearest;
import dev.strata.rulegen.route.Inhibition;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which alert silences which; what would hide trouble is refused. */
final class InhibitionCompiler {
    private final List<AlertDefinition> alerts;
    private final Map<String, SortedSet<String>> severities = new TreeMap<>();
    private final Diagnostics diagnostics;

    /** Takes the alerts as they were written, to speak about, and as they were compiled. */
    InhibitionCompiler(List<AlertDefinition> alerts, List<CompiledAlert> compiled, Diagnostics diagnostics) {
        this.alerts = List.copyOf(alerts);
        for (CompiledAlert alert : compiled) {
            String written = alert.rule().labels().getOrDefault("severity", "");
            AlertSeverity own = alert.definition().owner().severity();
            SortedSet<String> all = severities.computeIfAbsent(key(alert.definition()), name -> new TreeSet<>());
            if (written.contains("{{")) {
                for (Tier tier : Tier.values()) {
                    all.add(TenantLabels.capped(own, tier).id());
                }
            } else {
                all.add(written);
            }
        }
        this.diagnostics = diagnostics;
    }

    List<Inhibition> compile() {
        var inhibitions = new ArrayList<Inhibition>();
        for (AlertDefinition target : alerts) {
            for (Located<String> source : target.relations().inhibitedBy()) {
                List<AlertDefinition> sources = named(source, target);
                if (sources.isEmpty()) {
                    unknown(source);
                } else if (isCycle(sources, target)) {
                    String message = "\"" + target.name().value() + "\" silences \"" + source.value()
                            + "\" in turn, so both would be silent";
                    error(
                            source,
                            "silenced-in-turn",
                            message,
                            "let the cause silence the effect, not the other way round");
                } else if (mayBeSilenced(source, sources, target)
                        && severities.containsKey(key(sources.get(0)))
                        && severities.containsKey(key(target))) {
                    inhibitions.add(inhibition(sources.get(0), target));
                }
            }
        }
        return inhibitions;
    }

    /** Whether the alert that would be silenced silences one of the others, directly or through more. */
    private boolean isCycle(List<AlertDefinition> sources, AlertDefinition target) {
        Set<AlertDefinition> above = new HashSet<>();
        var open = new ArrayDeque<>(sources);
        while (!open.isEmpty()) {
            AlertDefinition one = open.pop();
            if (one.equals(target)) {
                return true;
            }
            if (above.add(one)) {
                one.relations().inhibitedBy().forEach(name -> open.addAll(named(name, one)));
            }
        }
        return false;
    }

    /** The alerts of a name, another one left aside: a page may silence the ticket of its own name. */
    private List<AlertDefinition> named(Located<String> name, AlertDefinition aside) {
        return alerts.stream()
                .filter(alert -> alert.name().value().equals(name.value()) && !alert.equals(aside))
                .toList();
    }

    /** One name may stand for a page and a ticket. */
    private static String key(AlertDefinition alert) {
        return alert.name().value() + " " + alert.owner().severity().id();
    }

    private String severity(AlertDefinition alert) {
        return String.join("|", severities.getOrDefault(key(alert), new TreeSet<>()));
    }

    private void unknown(Located<String> source) {
        var names = alerts.stream().map(alert -> alert.name().value()).collect(Collectors.toList());
        String hint = Nearest.hint(source.value(), names).orElse(null);
        error(source, "unknown-alert", "no other alert of this run is called \"" + source.value() + "\"", hint);
    }

    private boolean mayBeSilenced(Located<String> place, List<AlertDefinition> sources, AlertDefinition target) {
        AlertSeverity severity = target.owner().severity();
        if (severity == AlertSeverity.CRITICAL && target.owner().layer() == Layer.BUSINESS) {
            error(place, "silenced-business", "a page of the business layer must not be silenced", null);
            return false;
        }
        boolean milder =
                sources.stream().anyMatch(source -> source.owner().severity().compareTo(severity) > 0);
        if (milder) {
            String message = "\"" + place.value() + "\" is milder than the alert it would silence";
            error(place, "silenced-page", message, "nobody would be called any more");
        }
        return !milder;
    }

    /** The labels that make both alerts speak of the same thing; all of them must be there on both sides. */
    private Inhibition inhibition(AlertDefinition source, AlertDefinition target) {
        var equal = new ArrayList<String>();
        equal.add(LabelName.CLUSTER);
        AlertCondition from = source.condition();
        AlertCondition to = target.condition();
        if (from instanceof SignalState a && to instanceof SignalState b) {
            boolean sameKinds =
                    !Collections.disjoint(a.signal().kinds(), b.signal().kinds());
            if (sameKinds) {
                equal.addAll(List.of(LabelName.NAMESPACE, LabelName.KIND, LabelName.NAME));
            }
        } else if (from instanceof BurnRate && to instanceof BurnRate) {
            equal.add(LabelName.SLO);
        } else {
            List<String> both = ConditionLabels.of(from).orElse(List.of());
            List<String> shared = ConditionLabels.of(to).orElse(List.of());
            both.stream()
                    .filter(shared::contains)
                    .filter(label -> !equal.contains(label))
                    .forEach(equal::add);
        }
        return new Inhibition(
                source.name().value(), severity(source), target.name().value(), severity(target), equal);
    }

    private void error(Located<String> place, String id, String message, @Nullable String hint) {
        diagnostics.add(Diagnostic.error(place.file(), place.span(), "compile/" + id, message)
                .withHint(hint));
    }
}
