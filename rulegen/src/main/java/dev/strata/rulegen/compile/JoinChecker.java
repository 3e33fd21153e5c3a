package dev.strata.rulegen.compile;

import dev.strata.rulegen.definition.AlertCondition;
import dev.strata.rulegen.definition.AlertCondition.Compound;
import dev.strata.rulegen.diagnostic.Diagnostic;
import dev.strata.rulegen.diagnostic.Diagnostics;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Whether the conditions of a compound can find each other. */
final class JoinChecker {
    private final Diagnostics diagnostics;

    JoinChecker(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
    }

    void check(Compound compound) {
        List<String> on = compound.on().value();
        var all = new ArrayList<>(compound.parts());
        all.addAll(compound.unless());
        for (AlertCondition part : all) {
            List<String> labels = ConditionLabels.of(part).orElse(null);
            for (String label : on) {
                if (labels != null && !labels.contains(label)) {
                    String has = labels.isEmpty() ? "none beside the cluster" : String.join(", ", labels);
                    error(
                            compound,
                            "join-label",
                            "a condition of the compound does not keep the label \"" + label + "\" it is joined on",
                            "its labels: " + has);
                }
            }
        }
        long shapes = compound.parts().stream()
                .flatMap(part -> ConditionLabels.of(part).map(Set::copyOf).stream())
                .distinct()
                .count();
        if (compound.mode() == Compound.Mode.ANY && shapes > 1) {
            error(
                    compound,
                    "any-labels",
                    "the alternatives of \"any\" differ in their labels: one trouble would be two alerts",
                    "give all of them the same \"by\"");
        }
        if (compound.mode() == Compound.Mode.ALL && on.isEmpty() && areKeyed(compound.parts())) {
            error(
                    compound,
                    "join-missing",
                    "the conditions have labels of their own, but nothing says on which they are joined",
                    "name them under \"on\"; without, anything in the cluster meets anything");
        }
    }

    private static boolean areKeyed(List<AlertCondition> parts) {
        return parts.size() > 1
                && parts.stream()
                        .allMatch(part -> ConditionLabels.of(part)
                                .map(labels -> !labels.isEmpty())
                                .orElse(false));
    }

    private void error(Compound compound, String id, String message, String hint) {
        diagnostics.add(Diagnostic.error(compound.on().file(), compound.on().span(), "compile/" + id, message)
                .withHint(hint));
    }
}
