package dev.strata.rulegen.template;

import dev.strata.rulegen.template.TemplateFunction.Parameter;
import dev.strata.rulegen.template.TemplateOrigin.Kind;
import dev.strata.rulegen.template.TemplateReads.LabelComparison;
import dev.strata.rulegen.template.TemplateReads.Mistake;
import dev.strata.rulegen.template.TemplateReads.ValueUse;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What calls of functions tell: comparisons, formatting of the value, arguments that never fit. */
final class TemplateCalls {
    private static final Set<String> COMPARING = Set.of("eq", "ne", "lt", "le", "gt", "ge");
    private static final Set<String> WRITING = Set.of("print", "println", "html", "js", "urlquery");
    private static final Set<String> TEXTS = Set.of(
            "printf",
            "label",
            "strvalue",
            "title",
            "toUpper",
            "toLower",
            "reReplaceAll",
            "graphLink",
            "tableLink",
            "stripPort",
            "stripDomain",
            "humanize",
            "humanize1024",
            "humanizeDuration",
            "humanizePercentage",
            "humanizeTimestamp",
            "pathPrefix",
            "externalURL",
            "urlQueryEscape",
            "print",
            "println",
            "html",
            "js",
            "urlquery");

    private final Set<LabelComparison> comparisons = new LinkedHashSet<>();
    private final Set<ValueUse> values = new LinkedHashSet<>();
    private final Set<Mistake> mistakes = new LinkedHashSet<>();
    private boolean queries;

    Set<LabelComparison> comparisons() {
        return comparisons;
    }

    Set<ValueUse> values() {
        return values;
    }

    Set<Mistake> mistakes() {
        return mistakes;
    }

    boolean queries() {
        return queries;
    }

    void mistake(String message, String hint, int start, int end) {
        mistakes.add(new Mistake(message, hint, start, end));
    }

    void writtenAsItIs(TemplateExpr place) {
        values.add(new ValueUse("", place.start(), place.end()));
    }

    /** Notes a call and says where its result comes from. */
    TemplateOrigin result(TemplateExpr.Function call, List<TemplateOrigin> origins, List<TemplateExpr> places) {
        TemplateFunction function = TemplateFunctions.BY_NAME.get(call.name());
        if (function == null) {
            return TemplateOrigin.UNKNOWN;
        }
        queries |= call.name().equals("query");
        if (!function.takes(origins.size())) {
            mistake(
                    call.name() + " takes " + function.arity() + " arguments, found " + origins.size(),
                    "",
                    call.start(),
                    call.end());
            return TemplateOrigin.UNKNOWN;
        }
        for (int i = 0; i < origins.size(); i++) {
            check(call.name(), function.parameter(i), origins.get(i), places.get(i));
        }
        if (COMPARING.contains(call.name())) {
            compare(call, origins, places);
        }
        format(call, origins);
        return origin(call.name(), origins);
    }

    private void check(String function, Parameter parameter, TemplateOrigin origin, TemplateExpr place) {
        boolean fits = switch (parameter) {
            case ANY -> true;
            case STRING -> !origin.isKnown() || origin.isString();
            case SAMPLE -> !origin.isKnown() || origin.is(Kind.SAMPLE);
            case SAMPLES -> !origin.isKnown() || origin.is(Kind.SAMPLES);
        };
        if (fits) {
            return;
        }
        String wanted = switch (parameter) {
            case STRING -> "a text";
            case SAMPLE -> "one sample of a query";
            default -> "the answer of a query";
        };
        String hint = parameter == Parameter.SAMPLE && origin.is(Kind.SAMPLES) ? "put first between them" : "";
        mistake(function + " takes " + wanted + ", found " + origin.kind().words(), hint, place.start(), place.end());
    }

    private void compare(TemplateExpr.Function call, List<TemplateOrigin> origins, List<TemplateExpr> places) {
        TemplateOrigin first = origins.get(0);
        for (int i = 1; i < origins.size(); i++) {
            TemplateOrigin other = origins.get(i);
            if (clash(first, other)) {
                String hint =
                        first.is(Kind.WHOLE) || other.is(Kind.WHOLE) ? "write the number with a point, as in 5.0" : "";
                boolean wholeAndReal = first.isReal() || other.isReal();
                mistake(
                        call.name() + " cannot compare " + first.kind().words() + " with "
                                + other.kind().words(),
                        wholeAndReal && !first.isString() && !other.isString() ? hint : "",
                        call.start(),
                        places.get(i).end());
            }
            boolean equality = call.name().equals("eq") || call.name().equals("ne");
            if (equality && first.is(Kind.LABEL) && other.is(Kind.TEXT)) {
                compared(call, first, other, places.get(i));
            } else if (equality && first.is(Kind.TEXT) && other.is(Kind.LABEL) && origins.size() == 2) {
                compared(call, other, first, places.get(0));
            }
        }
    }

    private void compared(TemplateExpr.Function call, TemplateOrigin label, TemplateOrigin text, TemplateExpr place) {
        comparisons.add(
                new LabelComparison(label.text(), text.text(), call.name().equals("eq"), place.start(), place.end()));
    }

    private static boolean clash(TemplateOrigin a, TemplateOrigin b) {
        boolean basic = isBasic(a) && isBasic(b);
        return basic && (a.isString() != b.isString() || a.isReal() != b.isReal());
    }

    private static boolean isBasic(TemplateOrigin origin) {
        return origin.isString() || origin.isReal() || origin.is(Kind.WHOLE);
    }

    private void format(TemplateExpr.Function call, List<TemplateOrigin> origins) {
        boolean given = origins.stream().anyMatch(origin -> origin.is(Kind.VALUE));
        boolean writes = call.name().startsWith("humanize")
                || call.name().startsWith("to")
                || call.name().equals("printf");
        if (given && (writes || WRITING.contains(call.name()))) {
            String function = WRITING.contains(call.name()) ? "" : call.name();
            values.add(new ValueUse(function, call.start(), call.end()));
        }
    }

    private static TemplateOrigin origin(String function, List<TemplateOrigin> origins) {
        if (TEXTS.contains(function)) {
            return TemplateOrigin.STRING;
        }
        return switch (function) {
            case "query", "sortByLabel" -> TemplateOrigin.SAMPLES;
            case "first" -> TemplateOrigin.SAMPLE;
            case "value", "parseDuration", "now" -> TemplateOrigin.REAL;
            case "len" -> TemplateOrigin.WHOLE;
            case "or", "and" -> origins.stream().distinct().count() == 1 ? origins.get(0) : TemplateOrigin.UNKNOWN;
            default -> TemplateOrigin.UNKNOWN;
        };
    }
}
