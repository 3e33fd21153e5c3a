package dev.strata.rulegen.definition.yaml;

import dev.strata.rulegen.diagnostic.Excerpt;
import dev.strata.rulegen.diagnostic.SourceFile;
import dev.strata.rulegen.diagnostic.Span;
import java.util.Arrays;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * The value of a scalar and where each of its characters stands in the file. Exact for scalars without escapes and folds
 * and for literal blocks; in all others every character stands where the scalar begins.
 */
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
        return Excerpt.mapped(file, value(), isBlock() ? ofBlock() : ofLine());
    }

    private boolean isBlock() {
        return node.getScalarStyle() == ScalarStyle.LITERAL || node.getScalarStyle() == ScalarStyle.FOLDED;
    }

    private int[] ofLine() {
        int quote = node.isPlain() ? 0 : 1;
        int[] offsets = new int[value().length()];
        boolean verbatim = file.text().startsWith(value(), whole.start() + quote);
        for (int i = 0; i < offsets.length; i++) {
            offsets[i] = verbatim ? whole.start() + quote + i : whole.start();
        }
        return offsets;
    }

    private int[] ofBlock() {
        int[] offsets = new int[value().length()];
        Arrays.fill(offsets, whole.start());
        if (node.getScalarStyle() == ScalarStyle.FOLDED) {
            return offsets;
        }
        int number = file.position(whole.start()).line() + 1;
        int at = 0;
        for (String wanted : value().split("\n", -1)) {
            if (number > file.lineCount()) {
                break;
            }
            String line = file.line(number);
            int indent = line.length() - wanted.length();
            boolean found = indent >= 0 && line.endsWith(wanted);
            int from = file.lineStart(number) + Math.max(0, indent);
            for (int i = 0; found && i <= wanted.length() && at + i < offsets.length; i++) {
                offsets[at + i] = from + i;
            }
            at += wanted.length() + 1;
            number++;
        }
        return offsets;
    }
}
