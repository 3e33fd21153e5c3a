package dev.strata.rulegen.definition.yaml;

import dev.strata.rulegen.diagnostic.Diagnostic;
import dev.strata.rulegen.diagnostic.Diagnostics;
import dev.strata.rulegen.diagnostic.Nearest;
import dev.strata.rulegen.diagnostic.SourceFile;
import dev.strata.rulegen.diagnostic.Span;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** One file being read: where its nodes stand and what is wrong with them. */
record YamlSource(SourceFile file, Diagnostics diagnostics) {

    /** Where a scalar stands; for a mapping or list only its first character, so that carets stay on one word. */
    Span span(Node node) {
        int start = offset(node.getStartMark());
        return node instanceof ScalarNode
                ? new Span(start, Math.max(start, offset(node.getEndMark())))
                : Span.at(start);
    }

    int offset(Optional<Mark> mark) {
        return mark.map(m -> file.offset(m.getLine() + 1, m.getColumn() + 1)).orElse(0);
    }

    void error(Span span, String id, String message, @Nullable String hint) {
        diagnostics.add(
                Diagnostic.error(file, span, "definition/" + id, message).withHint(hint));
    }

    void error(Node node, String id, String message, @Nullable String hint) {
        error(span(node), id, message, hint);
    }

    /** A word that is not among those that can stand here. */
    void unknownWord(Span span, String id, String what, String found, Collection<String> known) {
        String nearest = Nearest.hint(found, known).orElse(null);
        String all = known.size() <= 12 ? "expected one of " + String.join(", ", known) : null;
        String hint = nearest == null ? all : nearest;
        error(span, id, "unknown " + what + " \"" + found + "\"", hint);
    }
}
