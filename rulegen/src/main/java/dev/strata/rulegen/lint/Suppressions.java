package dev.strata.rulegen.lint;

import dev.strata.rulegen.diagnostic.Diagnostic;
import dev.strata.rulegen.diagnostic.Diagnostics;
import dev.strata.rulegen.diagnostic.Nearest;
import dev.strata.rulegen.diagnostic.SourceFile;
import dev.strata.rulegen.rule.RuleOrigin;
import dev.strata.rulegen.rule.RuleSuppression;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Keeps back what definitions suppress, and reports the suppressions that are no good themselves. */
final class Suppressions {
    private static final String PREFIX = "lint/";

    private final List<String> lints;
    private final LocalDate today;
    private final Diagnostics diagnostics;
    private final Map<Written, Boolean> used = new LinkedHashMap<>();

    private record Written(SourceFile file, RuleSuppression suppression) {}

    Suppressions(List<String> lints, LocalDate today, Diagnostics diagnostics) {
        this.lints = lints;
        this.today = today;
        this.diagnostics = diagnostics;
    }

    /** Where findings about a rule go. */
    Consumer<Diagnostic> report(RuleOrigin origin) {
        for (RuleSuppression suppression : origin.suppressions()) {
            used.putIfAbsent(new Written(origin.file(), suppression), false);
        }
        return found -> {
            boolean kept = false;
            for (RuleSuppression suppression : origin.suppressions()) {
                if (found.id().equals(PREFIX + suppression.lint()) && !isOver(suppression)) {
                    used.put(new Written(origin.file(), suppression), true);
                    kept = true;
                }
            }
            if (!kept) {
                diagnostics.add(found);
            }
        };
    }

    private boolean isOver(RuleSuppression suppression) {
        return suppression.until() != null && suppression.until().isBefore(today);
    }

    void close() {
        used.forEach((written, useful) -> {
            RuleSuppression suppression = written.suppression();
            String lint = "\"" + suppression.lint() + "\"";
            if (!lints.contains(suppression.lint())) {
                String hint = Nearest.hint(suppression.lint(), lints).orElse("lints: " + String.join(", ", lints));
                add(written, Diagnostic.Level.ERROR, "unknown lint " + lint, hint);
            } else if (isOver(suppression)) {
                String hint = "repair what the lint says, or give a later date and say why";
                add(written, Diagnostic.Level.ERROR, "the suppression ended on " + suppression.until(), hint);
            } else if (!useful) {
                add(written, Diagnostic.Level.WARNING, "the lint " + lint + " finds nothing here", "remove it");
            }
        });
    }

    private void add(Written written, Diagnostic.Level level, String message, @Nullable String hint) {
        diagnostics.add(new Diagnostic(
                written.file(), written.suppression().place(), level, "lint/suppression", message, hint));
    }
}
