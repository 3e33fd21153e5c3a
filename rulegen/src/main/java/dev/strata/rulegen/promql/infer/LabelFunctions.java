package dev.strata.rulegen.promql.infer;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.strata.rulegen.promql.ast.Call;
import dev.strata.rulegen.promql.ast.Expr;
import dev.strata.rulegen.promql.ast.StringLiteral;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** The labels after label_replace and label_join. */
final class LabelFunctions {
    private LabelFunctions() {}

    private static List<String> texts(Call call, int from) {
        var texts = new ArrayList<String>();
        for (Expr argument : call.arguments().subList(from, call.arguments().size())) {
            if (argument.unwrapped() instanceof StringLiteral literal) {
                texts.add(literal.value());
            }
        }
        return texts;
    }

    /** {@code label_replace(v, target, replacement, source, regex)}. */
    static Labels replace(Call call, Description vector) {
        List<String> texts = texts(call, 1);
        if (texts.size() != 4) {
            return Labels.ANY;
        }
        Labels labels = vector.labels();
        String target = texts.get(0);
        LabelFact source = labels.fact(texts.get(2));
        LabelFact before = labels.fact(target);
        if (source.values().known() == null) {
            return labels.with(target, replacedUnknown(texts, before));
        }
        var inputs = new TreeSet<>(source.values().known());
        if (!source.isAlways()) {
            inputs.add("");
        }
        return labels.with(target, replacedKnown(texts, inputs, before));
    }

    private static LabelFact replacedUnknown(List<String> texts, LabelFact before) {
        String replacement = texts.get(1);
        boolean constant = replacement.indexOf('$') < 0;
        boolean everything = texts.get(3).equals(".*") || texts.get(3).equals("(.*)");
        if (constant) {
            LabelFact set = replacement.isEmpty() ? LabelFact.NEVER : LabelFact.always(LabelValues.of(replacement));
            return everything ? set : before.or(set);
        }
        return before.or(LabelFact.UNKNOWN);
    }

    private static LabelFact replacedKnown(List<String> texts, SortedSet<String> inputs, LabelFact before) {
        Pattern pattern;
        try {
            pattern = Pattern.compile("^(?s:" + texts.get(3) + ")$");
        } catch (PatternSyntaxException e) {
            return LabelFact.UNKNOWN;
        }
        LabelFact result = null;
        for (String input : inputs) {
            LabelFact one = before;
            if (pattern.matcher(input).matches()) {
                one = texts.get(1).indexOf('$') < 0 ? constant(texts.get(1)) : LabelFact.UNKNOWN;
                String whole = texts.get(1);
                boolean copies = (whole.equals("$1") || whole.equals("${1}"))
                        && (texts.get(3).equals("(.*)") || texts.get(3).equals("(.+)"));
                one = copies ? constant(input) : one;
            }
            result = result == null ? one : result.or(one);
        }
        return result == null ? LabelFact.UNKNOWN : result;
    }

    private static LabelFact constant(String value) {
        return value.isEmpty() ? LabelFact.NEVER : LabelFact.always(LabelValues.of(value));
    }

    /** {@code label_join(v, target, separator, sources...)}. */
    static Labels join(Call call, Description vector) {
        List<String> texts = texts(call, 1);
        if (texts.size() != call.arguments().size() - 1 || texts.size() < 2) {
            return Labels.ANY;
        }
        List<String> sources = texts.subList(2, texts.size());
        boolean separated = !texts.get(1).isEmpty() && sources.size() > 1;
        boolean never = !separated;
        boolean always = separated;
        for (String source : sources) {
            never &= vector.labels().fact(source).isNever();
            always |= vector.labels().fact(source).isAlways();
        }
        LabelFact fact = always ? LabelFact.always(LabelValues.ANY) : never ? LabelFact.NEVER : LabelFact.UNKNOWN;
        if (sources.size() == 1) {
            fact = vector.labels().fact(sources.get(0));
        }
        return vector.labels().with(texts.get(0), fact);
    }
}
