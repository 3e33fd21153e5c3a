package dev.strata.rulegen.promql.infer;

import dev.strata.rulegen.diagnostic.Diagnostic.Level;
import dev.strata.rulegen.diagnostic.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what the rules find. */
final class Findings {
    private static final int RECENT = 8;

    private final List<Finding> found = new ArrayList<>();

    /** Certainly wrong. */
    void error(Span span, String id, String message, String hint) {
        found.add(new Finding(span, Level.ERROR, id, message, hint));
    }

    /** Probably not meant. */
    void warning(Span span, String id, String message, String hint) {
        found.add(new Finding(span, Level.WARNING, id, message, hint));
    }

    /** Takes back one of the last findings, because something else says it better at the same place. */
    void withdraw(Span span, String id) {
        for (int i = found.size() - 1; i >= Math.max(0, found.size() - RECENT); i--) {
            if (found.get(i).span().equals(span) && found.get(i).id().equals(id)) {
                found.remove(i);
                return;
            }
        }
    }

    List<Finding> sorted() {
        return found.stream()
                .distinct()
                .sorted(Comparator.comparingInt(
                                (Finding finding) -> finding.span().start())
                        .thenComparing(Finding::id)
                        .thenComparing(Finding::message))
                .toList();
    }
}
