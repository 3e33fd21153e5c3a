package dev.strata.rulegen.definition.yaml;

import dev.strata.rulegen.diagnostic.Excerpt;
import dev.strata.rulegen.diagnostic.SourceFile;
import dev.strata.rulegen.diagnostic.Span;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** The value of a scalar and where each of its characters stands in the file. */
final class ScalarText {
    private final SourceFile file;
    private final ScalarNode node;
    private final Span whole;

    ScalarText(YamlSource source, ScalarNode node) {
        this.file = source.file();
        this.node = node;
        this.whole = source.span(node);
    }

    String value() {
        return node.getValue();
    }

    /** Where the whole scalar stands; of a block only its head, so that carets stay on one line. */
    Span place() {
        return isBlock() ? Span.at(whole.start()) : whole;
    }

    Excerpt excerpt() {
        int[] offsets = ScalarPlaces.of(file.text(), whole.start(), value(), node.getScalarStyle());
        return Excerpt.mapped(file, value(), offsets);
    }

    private boolean isBlock() {
        return node.getScalarStyle() == ScalarStyle.LITERAL || node.getScalarStyle() == ScalarStyle.FOLDED;
    }
}
