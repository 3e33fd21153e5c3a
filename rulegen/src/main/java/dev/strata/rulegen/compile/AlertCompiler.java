package dev.strata.rulegen.compile;

import dev.strata.catalog.LabelName;
import dev.strata.rulegen.definition.AlertCondition.BurnRate;
import dev.strata.rulegen.definition.AlertCondition.Compound;
import dev.strata.rulegen.definition.AlertCondition.MissingSignals;
import dev.strata.rulegen.definition.AlertCondition.SignalState;
import dev.strata.rulegen.definition.AlertDefinition;
import dev.strata.rulegen.definition.AlertOwner;
import dev.strata.rulegen.definition.AlertSeverity;
import dev.strata.rulegen.definition.BurnPair;
import dev.strata.rulegen.definition.Definitions;
import dev.strata.rulegen.definition.Definitions.House;
import dev.strata.rulegen.definition.PlannedEvent;
import dev.strata.rulegen.definition.PromTime;
import dev.strata.rulegen.definition.SloDefinition;
import dev.strata.rulegen.definition.SloDefinition.Response;
import dev.strata.rulegen.definition.Targets;
import dev.strata.rulegen.diagnostic.Diagnostic;
import dev.strata.rulegen.diagnostic.Diagnostics;
import dev.strata.rulegen.diagnostic.Located;
import dev.strata.rulegen.promql.ast.Expr;
import dev.strata.rulegen.rule.AlertingRule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes rules of alerts. */
final class AlertCompiler {
    private final List<SloDefinition> slos;
    private final List<String> signals;
    private final Targets targets;
    private final House house;
    private final Patched patched;
    private final TargetSpelling spelling;
    private final Diagnostics diagnostics;

    AlertCompiler(Definitions definitions, Patched patched, List<String> signals, Diagnostics diagnostics) {
        this.slos = definitions.slos().stream().map(patched::of).toList();
        this.signals = List.copyOf(signals);
        this.targets = definitions.targets();
        this.house = definitions.house();
        this.patched = patched;
        this.spelling = new TargetSpelling(targets.sources());
        this.diagnostics = diagnostics;
    }

    List<CompiledAlert> compile(AlertDefinition alert) {
        if (alert.condition() instanceof BurnRate burn) {
            return burnAlerts(alert, burn);
        }
        boolean coverage = alert.condition() instanceof MissingSignals;
        if (coverage && signals.isEmpty()) {
            error(alert.name(), "no-signals", "no alert of this run reads a signal that could be missing", null);
            return List.of();
        }
        if (alert.condition() instanceof Compound compound) {
            new JoinChecker(diagnostics).check(compound);
        }
        new LimitUnits(diagnostics).check(alert.condition());
        Expr expr = alert.condition().accept(new ConditionCompiler(signals));
        String cause = alert.condition() instanceof SignalState
                ? CauseSentence.ofSignal()
                : CauseSentence.ofLabels(ConditionLabels.certain(alert.condition()));
        AlertingRule rule = rule(alert, expr, labels(alert), cause, null);
        return List.of(new CompiledAlert(alert, rule, null, List.of(), coverage ? signals : List.of()));
    }

    private List<CompiledAlert> burnAlerts(AlertDefinition alert, BurnRate burn) {
        var alerts = new ArrayList<CompiledAlert>();
        for (Located<String> glob : burn.slos()) {
            List<SloDefinition> matching = matching(glob.value());
            if (matching.isEmpty()) {
                String hint = "objectives: "
                        + String.join(
                                ", ",
                                slos.stream().map(slo -> slo.name().value()).toList());
                error(glob, "no-slo", "no objective matches \"" + glob.value() + "\"", hint);
            }
            for (SloDefinition slo : matching) {
                if (patched.silent().contains(slo.name().value())) {
                    continue;
                }
                List<BurnPair> pairs = burn.pairs().isEmpty() ? pairs(alert, slo) : burn.pairs();
                if (canFire(glob, slo, pairs) && isSoonEnough(alert, slo, pairs)) {
                    alerts.add(burnAlert(alert, slo, pairs));
                }
            }
        }
        return alerts;
    }

    private List<SloDefinition> matching(String glob) {
        String regex = Pattern.compile("[*]")
                .splitAsStream(glob + " ")
                .map(Pattern::quote)
                .reduce((a, b) -> a + ".*" + b)
                .orElse("");
        Pattern pattern = Pattern.compile(regex);
        return slos.stream()
                .filter(slo -> pattern.matcher(slo.name().value() + " ").matches())
                .toList();
    }

    /** A full outage burns the budget 1/(1-objective) times too fast; a factor beyond that never comes true. */
    private boolean canFire(Located<String> glob, SloDefinition slo, List<BurnPair> pairs) {
        boolean fine = true;
        for (BurnPair pair : pairs) {
            if (pair.isBeyond(slo)) {
                String message = "objective \"" + slo.name().value() + "\" of "
                        + slo.objective().value().text() + " can never burn "
                        + pair.factor().toPlainString() + " times too fast: that would be more than all events";
                error(glob, "burn-impossible", message, "raise the objective or give pairs with smaller factors");
                fine = false;
            }
        }
        return fine;
    }

    private List<BurnPair> pairs(AlertDefinition alert, SloDefinition slo) {
        return StandardPairs.of(alert.owner().severity(), slo);
    }

    private boolean isSoonEnough(AlertDefinition alert, SloDefinition slo, List<BurnPair> pairs) {
        Located<Response> response = slo.response();
        if (response == null || alert.owner().severity() != AlertSeverity.CRITICAL) {
            return true;
        }
        Response asked = response.value();
        Duration hold = alert.timing().holdFor().value();
        Optional<Duration> found =
                DetectionTable.detection(slo, pairs, asked.failing().value());
        if (found.isPresent() && found.get().plus(hold).compareTo(asked.within()) <= 0) {
            return true;
        }
        String when =
                found.map(time -> "after " + PromTime.text(time.plus(hold))).orElse("never");
        String message = "when " + asked.failing().text() + " of the events of \""
                + slo.name().value()
                + "\" fail, \"" + alert.name().value() + "\" calls " + when + ", asked for is "
                + PromTime.text(asked.within());
        error(response, "too-late", message, "raise the objective, shorten \"for\", give pairs, or allow more time");
        return false;
    }

    private CompiledAlert burnAlert(AlertDefinition alert, SloDefinition slo, List<BurnPair> pairs) {
        AlertOwner owner = new AlertOwner(
                alert.owner().severity(),
                slo.subject().layer(),
                alert.owner().role(),
                slo.subject().team(),
                slo.subject().tier());
        SortedMap<String, String> labels = fixed(alert, owner);
        TenantLabels.put(labels, owner);
        labels.put(LabelName.NAMESPACE, slo.subject().namespace());
        labels.put(LabelName.SERVICE, slo.subject().service());
        // Its series say so too; here it tells the rules of several objectives of one service apart.
        labels.put(LabelName.SLO, slo.name().value());
        Expr expr = ConditionCompiler.burn(slo, pairs);
        AlertingRule rule = rule(alert, expr, labels, CauseSentence.ofSlo(), slo);
        return new CompiledAlert(alert, rule, slo, pairs, List.of());
    }

    private SortedMap<String, String> labels(AlertDefinition alert) {
        SortedMap<String, String> labels = fixed(alert, alert.owner());
        if (house.tenancy() != null && hasNamespace(alert)) {
            TenantLabels.put(labels, alert.owner(), house.tenancy());
        } else {
            TenantLabels.put(labels, alert.owner());
        }
        return labels;
    }

    private static boolean hasNamespace(AlertDefinition alert) {
        return ConditionLabels.of(alert.condition())
                .map(labels -> labels.contains(LabelName.NAMESPACE))
                .orElse(false);
    }

    private static SortedMap<String, String> fixed(AlertDefinition alert, AlertOwner owner) {
        var labels = new TreeMap<>(alert.labels());
        labels.put(LabelName.LAYER, owner.layer().id());
        labels.put("role", owner.role().id());
        return labels;
    }

    /** Without what planned events excuse. */
    private Expr relaxed(AlertDefinition alert, Expr expr) {
        List<PlannedEvent> events = house.events().stream()
                .filter(event -> event.relax().stream()
                        .anyMatch(name -> name.value().equals(alert.name().value())))
                .toList();
        boolean burn = alert.condition() instanceof BurnRate;
        return EventRules.relaxed(expr, events, !burn && hasNamespace(alert));
    }

    private AlertingRule rule(
            AlertDefinition alert,
            Expr expr,
            SortedMap<String, String> labels,
            String cause,
            @Nullable SloDefinition slo) {
        var annotations = new TreeMap<String, String>();
        annotations.put("summary", filled(alert.text().summary(), slo));
        String description = filled(alert.text().description(), slo);
        annotations.put("description", description + cause);
        annotations.put("impact", filled(alert.text().impact(), slo));
        String first = firstAction(alert);
        if (!first.isEmpty()) {
            annotations.put("first_action", first);
        }
        annotations.put("runbook_url", targets.runbooks() + "/" + alert.name().value() + ".md");
        annotations.put("dashboard_url", targets.grafana() + "/d/strata-overview?var-cluster={{ $labels.cluster }}");
        var origin = Origins.of(alert.name(), alert.suppressions());
        return new AlertingRule(
                alert.name().value(),
                spelling.spell(relaxed(alert, expr)),
                alert.timing().holdFor().value(),
                alert.timing().keepFiringFor(),
                labels,
                annotations,
                origin);
    }

    /** The author's own words, else those of the signal; a template cannot be meant. */
    private static String firstAction(AlertDefinition alert) {
        String own = alert.text().firstAction();
        if (!own.isEmpty() || !(alert.condition() instanceof SignalState state)) {
            return own.replace("{{", "{ {");
        }
        return state.signal().firstAction();
    }

    /** Puts the objective's words into a text: templates of Prometheus do not see labels that a rule adds. */
    private String filled(Located<String> text, @Nullable SloDefinition slo) {
        String value = text.value();
        if (slo != null) {
            for (var word : words(slo).entrySet()) {
                value = value.replace("${slo." + word.getKey() + "}", word.getValue());
            }
        }
        if (value.contains("${slo.")) {
            String hint = slo == null
                    ? "only burn alerts have an objective"
                    : "known: "
                            + String.join(
                                    ", ",
                                    words(slo).keySet().stream()
                                            .map(word -> "${slo." + word + "}")
                                            .toList());
            error(text, "unknown-placeholder", "the text has a placeholder that nothing fills", hint);
        }
        return value;
    }

    private static SortedMap<String, String> words(SloDefinition slo) {
        var words = new TreeMap<String, String>();
        words.put("name", slo.name().value());
        words.put("namespace", slo.subject().namespace());
        words.put("service", slo.subject().service());
        words.put("objective", slo.objective().value().text());
        words.put("period", PromTime.text(slo.period()));
        words.put("owner", slo.subject().owner());
        return words;
    }

    private void error(Located<?> place, String id, String message, @Nullable String hint) {
        diagnostics.add(Diagnostic.error(place.file(), place.span(), "compile/" + id, message)
                .withHint(hint));
    }
}
