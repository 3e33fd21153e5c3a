package dev.strata.rulegen.compile;

import dev.strata.rulegen.definition.AlertCondition;
import dev.strata.rulegen.definition.AlertCondition.SignalState;
import dev.strata.rulegen.definition.AlertDefinition;
import dev.strata.rulegen.definition.AlertDefinition.AlertTiming;
import dev.strata.rulegen.definition.AlertOwner;
import dev.strata.rulegen.definition.Definitions;
import dev.strata.rulegen.definition.Globs;
import dev.strata.rulegen.definition.Patch;
import dev.strata.rulegen.definition.Patch.Change;
import dev.strata.rulegen.definition.SloDefinition;
import dev.strata.rulegen.definition.SloDefinition.SloSubject;
import dev.strata.rulegen.definition.Tenancy;
import dev.strata.rulegen.diagnostic.Diagnostic;
import dev.strata.rulegen.diagnostic.Diagnostics;
import dev.strata.rulegen.diagnostic.Located;
import dev.strata.rulegen.diagnostic.Nearest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Applies overrides; one that no longer fits what it changes is refused. */
final class PatchCompiler {
    /** Tells the rule of a place from the one for everywhere else, which has the same name. */
    static final String PLACE_LABEL = "override";

    private final Definitions definitions;
    private final Diagnostics diagnostics;
    private final IdentityHashMap<AlertDefinition, List<AlertDefinition>> alerts = new IdentityHashMap<>();
    private final IdentityHashMap<SloDefinition, SloDefinition> slos = new IdentityHashMap<>();
    private final Set<String> silent = new HashSet<>();

    private PatchCompiler(Definitions definitions, Diagnostics diagnostics) {
        this.definitions = definitions;
        this.diagnostics = diagnostics;
        definitions.alerts().forEach(alert -> alerts.put(alert, List.of(alert)));
        definitions.slos().forEach(slo -> slos.put(slo, slo));
    }

    static Patched apply(Definitions definitions, Diagnostics diagnostics) {
        var compiler = new PatchCompiler(definitions, diagnostics);
        definitions.house().overrides().forEach(compiler::apply);
        return new Patched(compiler.alerts, compiler.slos, compiler.silent);
    }

    private void apply(Patch patch) {
        switch (patch.subject().kind()) {
            case ALERT -> applyToAlert(patch);
            case SLO -> applyToSlo(patch);
            case SIGNAL -> applyToSignal(patch);
        }
    }

    private void applyToAlert(Patch patch) {
        Located<String> name = patch.subject().name();
        List<AlertDefinition> named = definitions.alerts().stream()
                .filter(alert -> alert.name().value().equals(name.value()))
                .toList();
        if (named.isEmpty()) {
            List<String> names = definitions.alerts().stream()
                    .map(alert -> alert.name().value())
                    .toList();
            String hint = Nearest.hint(name.value(), names).orElse("remove the patch, or name what it is about now");
            error(name, "no alert is called \"" + name.value() + "\"", hint);
            return;
        }
        for (AlertDefinition alert : named) {
            var result = new ArrayList<AlertDefinition>();
            for (AlertDefinition one : alerts.getOrDefault(alert, List.of())) {
                result.addAll(patched(patch, one));
            }
            alerts.put(alert, result);
        }
    }

    private List<AlertDefinition> patched(Patch patch, AlertDefinition alert) {
        Change change = patch.change();
        if (patch.scope().isEverywhere()) {
            return change.disable()
                    ? List.of()
                    : changed(patch, alert).map(List::of).orElse(List.of(alert));
        }
        if (alert.labels().containsKey(PLACE_LABEL)) {
            return List.of(alert); // places of earlier patches come first
        }
        String regex = namespaces(patch);
        if (regex.isEmpty()) {
            return List.of(alert);
        }
        Optional<AlertCondition> elsewhere = Places.outside(alert.condition(), regex);
        Optional<AlertCondition> here = Places.inside(alert.condition(), regex);
        if (elsewhere.isEmpty() || here.isEmpty()) {
            String hint = "change it everywhere, or patch its objective or signal";
            error(
                    patch.subject().name(),
                    "the alert \"" + alert.name().value() + "\" does not tell namespaces apart",
                    hint);
            return List.of(alert);
        }
        AlertDefinition rest = with(alert, elsewhere.get());
        if (change.disable()) {
            return List.of(rest);
        }
        return changed(patch, with(alert, here.get()))
                .map(own -> List.of(rest, placed(own, patch)))
                .orElse(List.of(alert));
    }

    private String namespaces(Patch patch) {
        if (patch.scope().tier() == null) {
            return Globs.regex(patch.scope().namespaces());
        }
        Tenancy tenancy = definitions.house().tenancy();
        String regex = tenancy == null ? "" : tenancy.namespaces(patch.scope().tier());
        if (regex.isEmpty()) {
            String message = "no tenant has the tier \"" + patch.scope().tier().id() + "\"";
            error(patch.subject().name(), message, "say in a definition of the kind Tenancy which namespaces have it");
        }
        return regex;
    }

    private static AlertDefinition placed(AlertDefinition alert, Patch patch) {
        var labels = new TreeMap<>(alert.labels());
        String place = patch.scope().tier() == null
                ? String.join(" ", patch.scope().namespaces())
                : patch.scope().tier().id();
        labels.put(PLACE_LABEL, place);
        return new AlertDefinition(
                alert.name(),
                alert.owner(),
                alert.text(),
                alert.condition(),
                alert.timing(),
                alert.relations(),
                List.of(),
                alert.suppressions(),
                labels);
    }

    private static AlertDefinition with(AlertDefinition alert, AlertCondition condition) {
        return with(alert, alert.owner(), condition, alert.timing());
    }

    private static AlertDefinition with(
            AlertDefinition alert, AlertOwner owner, AlertCondition condition, AlertTiming timing) {
        return new AlertDefinition(
                alert.name(),
                owner,
                alert.text(),
                condition,
                timing,
                alert.relations(),
                alert.examples(),
                alert.suppressions(),
                alert.labels());
    }

    private Optional<AlertDefinition> changed(Patch patch, AlertDefinition alert) {
        Change change = patch.change();
        AlertCondition condition = alert.condition();
        if (change.threshold() != null) {
            Thresholds.Result result =
                    Thresholds.with(condition, change.threshold().value());
            if (result.condition() == null) {
                error(change.threshold(), "\"" + alert.name().value() + "\" " + result.problem(), result.hint());
                return Optional.empty();
            }
            condition = result.condition();
        }
        AlertOwner owner = alert.owner();
        if (change.severity() != null) {
            if (isSame(change.severity(), owner.severity(), "severity")) {
                return Optional.empty();
            }
            owner = new AlertOwner(change.severity().value(), owner.layer(), owner.role(), owner.team(), owner.tier());
        }
        if (change.team() != null) {
            if (isSame(change.team(), owner.team(), "team")) {
                return Optional.empty();
            }
            owner = new AlertOwner(
                    owner.severity(), owner.layer(), owner.role(), change.team().value(), owner.tier());
        }
        Located<Duration> hold = alert.timing().holdFor();
        if (change.holdFor() != null) {
            if (isSame(change.holdFor(), hold.value(), "for")) {
                return Optional.empty();
            }
            hold = change.holdFor();
        }
        Duration keep = alert.timing().keepFiringFor();
        if (change.keepFiringFor() != null) {
            if (isSame(change.keepFiringFor(), keep, "keepFiringFor")) {
                return Optional.empty();
            }
            keep = change.keepFiringFor().value();
        }
        return Optional.of(with(alert, owner, condition, new AlertTiming(hold, keep)));
    }

    private <T> boolean isSame(Located<T> wanted, T now, String key) {
        boolean same = wanted.value().equals(now);
        if (same) {
            error(wanted, "\"" + key + "\" is that already", "remove it from the patch");
        }
        return same;
    }

    private void applyToSlo(Patch patch) {
        Located<String> glob = patch.subject().name();
        List<SloDefinition> named = definitions.slos().stream()
                .filter(slo -> Globs.matches(List.of(glob.value()), slo.name().value()))
                .filter(slo -> isIn(patch, slo))
                .toList();
        if (named.isEmpty()) {
            List<String> names =
                    definitions.slos().stream().map(slo -> slo.name().value()).toList();
            String hint = Nearest.hint(glob.value(), names).orElse("objectives: " + String.join(", ", names));
            error(glob, "no objective of that place is called \"" + glob.value() + "\"", hint);
            return;
        }
        for (SloDefinition slo : named) {
            if (patch.change().disable()) {
                silent.add(slo.name().value());
            } else {
                slos.put(slo, changed(patch.change(), slos.getOrDefault(slo, slo)));
            }
        }
    }

    private static boolean isIn(Patch patch, SloDefinition slo) {
        boolean tier = patch.scope().tier() == null
                || patch.scope().tier() == slo.subject().tier();
        List<String> namespaces = patch.scope().namespaces();
        return tier
                && (namespaces.isEmpty()
                        || Globs.matches(namespaces, slo.subject().namespace()));
    }

    private SloDefinition changed(Change change, SloDefinition slo) {
        var objective = slo.objective();
        if (change.objective() != null && !isSame(change.objective(), objective.value(), "objective")) {
            objective = change.objective();
        }
        SloSubject subject = slo.subject();
        if (change.team() != null && !isSame(change.team(), subject.team(), "team")) {
            subject = new SloSubject(
                    subject.layer(),
                    subject.namespace(),
                    subject.service(),
                    change.team().value(),
                    subject.tier(),
                    subject.owner());
        }
        return new SloDefinition(
                slo.name(),
                subject,
                slo.sli(),
                objective,
                slo.period(),
                slo.events(),
                slo.dependsOn(),
                slo.floor(),
                slo.response());
    }

    /** A signal that is off everywhere takes its alerts with it; all else is the exporter's configuration. */
    private void applyToSignal(Patch patch) {
        if (!patch.change().disable() || !patch.scope().isEverywhere()) {
            return;
        }
        String id = patch.subject().name().value();
        for (AlertDefinition alert : definitions.alerts()) {
            boolean reads = alert.condition() instanceof SignalState state
                    && state.signal().id().equals(id);
            if (reads) {
                alerts.put(alert, List.of());
            }
        }
    }

    private void error(Located<?> place, String message, @Nullable String hint) {
        diagnostics.add(Diagnostic.error(place.file(), place.span(), "compile/override", message)
                .withHint(hint));
    }
}
