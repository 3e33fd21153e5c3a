package dev.strata.rulegen.promql.infer;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.strata.rulegen.promql.ast.Call;
import dev.strata.rulegen.promql.ast.Expr;
import dev.strata.rulegen.promql.ast.StringLiteral;
import java.util.regex.Matcher;

/** What is found in label_replace(): the server meets these only when it evaluates. */
final class LabelFunctionChecks {
    /** A group as a replacement names it: {@code $1}, {@code ${1}}, {@code ${name}}; source: Go's regexp.Expand. */
    private static final java.util.regex.Pattern GROUP =
            java.util.regex.Pattern.compile("\\$(?:\\$|(\\w+)|\\{(\\w+)})");

    private LabelFunctionChecks() {}

    static void check(Call call, Description vector, Findings findings) {
        checkSources(call, vector, findings);
        if (call.function().equals("label_replace")) {
            checkRegex(call, findings);
        }
    }

    private static void checkSources(Call call, Description vector, Findings findings) {
        int end = call.function().equals("label_join") ? call.arguments().size() : 4;
        for (Expr source : call.arguments()
                .subList(Math.min(3, end), Math.min(end, call.arguments().size()))) {
            if (source.unwrapped() instanceof StringLiteral label
                    && !label.value().isEmpty()
                    && vector.emptiness() != Description.Emptiness.ALWAYS
                    && vector.labels().fact(label.value()).isNever()) {
                findings.warning(
                        source.span(),
                        "label/missing",
                        call.function() + "() reads the label \"" + label.value()
                                + "\", which is never there: it was removed before",
                        "keep it in the aggregation inside");
            }
        }
    }

    private static void checkRegex(Call call, Findings findings) {
        boolean literal = call.arguments().size() == 5
                && call.arguments().get(2).unwrapped() instanceof StringLiteral
                && call.arguments().get(4).unwrapped() instanceof StringLiteral;
        if (!literal) {
            return;
        }
        var replacement = (StringLiteral) call.arguments().get(2).unwrapped();
        var regex = (StringLiteral) call.arguments().get(4).unwrapped();
        Pattern pattern;
        try {
            pattern = Pattern.compile("^(?s:" + regex.value() + ")$");
        } catch (PatternSyntaxException e) {
            findings.error(
                    regex.span(),
                    "function/bad-regex",
                    "label_replace() fails: " + e.getDescription(),
                    "the expression follows the syntax of RE2");
            return;
        }
        Matcher groups = GROUP.matcher(replacement.value());
        while (groups.find()) {
            String name = groups.group(1) != null ? groups.group(1) : groups.group(2);
            if (name != null && !exists(pattern, name)) {
                findings.warning(
                        replacement.span(),
                        "function/missing-group",
                        "the expression has no group \"" + name + "\", so nothing is put in its place",
                        name.matches("\\d+\\w+") ? "write the number in braces: ${1}" : "count the parentheses");
            }
        }
    }

    private static boolean exists(Pattern pattern, String name) {
        if (name.chars().allMatch(Character::isDigit)) {
            return name.length() < 6 && Integer.parseInt(name) <= pattern.groupCount();
        }
        return pattern.namedGroups().containsKey(name);
    }
}
