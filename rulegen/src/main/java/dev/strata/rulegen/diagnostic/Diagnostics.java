package dev.strata.rulegen.diagnostic;

import dev.strata.rulegen.diagnostic.Diagnostic.Level;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Collects the findings of a run; not for use by several threads at once. */
public final class Diagnostics {
    private static final Comparator<Diagnostic> BY_POSITION = Comparator.comparing(
                    (Diagnostic d) -> d.file().name())
            .thenComparingInt(d -> d.span().start())
            .thenComparing(Diagnostic::level)
            .thenComparingInt(d -> d.span().end())
            .thenComparing(Diagnostic::id)
            .thenComparing(Diagnostic::message);

    private final List<Diagnostic> found = new ArrayList<>();

    public void add(Diagnostic diagnostic) {
        found.add(diagnostic);
    }

    public void addAll(Collection<Diagnostic> diagnostics) {
        found.addAll(diagnostics);
    }

    public void error(SourceFile file, Span span, String id, String message) {
        add(Diagnostic.error(file, span, id, message));
    }

    public void warning(SourceFile file, Span span, String id, String message) {
        add(Diagnostic.warning(file, span, id, message));
    }

    public boolean hasErrors() {
        return found.stream().anyMatch(d -> d.level() == Level.ERROR);
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    public long count(Level level) {
        return found.stream().filter(d -> d.level() == level).count();
    }

    /** All findings by file name, then position, then level; equal ones once. */
    public List<Diagnostic> sorted() {
        return found.stream().distinct().sorted(BY_POSITION).toList();
    }
}
