package dev.strata.rulegen.promql.infer;

import dev.strata.rulegen.diagnostic.Nearest;
import dev.strata.rulegen.promql.ast.LabelMatcher;
import dev.strata.rulegen.promql.ast.VectorSelector;
import dev.strata.rulegen.promql.check.LabelRegex;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What selectors return. */
final class SelectorRules {
    private static final int MOST_VALUES = 8;

    private final MetricSchema schema;
    private final Findings findings;
    private final MatcherChecks checks;

    SelectorRules(MetricSchema schema, Findings findings) {
        this.schema = schema;
        this.findings = findings;
        this.checks = new MatcherChecks(findings);
    }

    Description describe(VectorSelector selector) {
        String name = selector.metricName();
        Optional<MetricSchema.Facts> facts = name.isEmpty() ? Optional.empty() : schema.find(name);
        Labels declared = facts.map(MetricSchema.Facts::labels).orElse(Labels.ANY);
        var named = new TreeMap<>(declared.named());
        // The name is not among what is declared; whether it is there, the matchers say.
        named.put(LabelMatcher.METRIC_NAME, LabelFact.UNKNOWN);
        boolean dead = false;
        checkKnown(selector, name);
        for (LabelMatcher matcher : selector.allMatchers()) {
            LabelFact before = named.getOrDefault(matcher.label(), declared.fact(matcher.label()));
            LabelFact after = before.and(fact(matcher));
            checkMatcher(matcher, before, after);
            checks.check(selector, matcher, facts.isPresent(), schema.usualValues(name, matcher.label()));
            dead |= after == null;
            named.put(matcher.label(), after == null ? LabelFact.NEVER : after);
        }
        var labels = new Labels(named, declared.open());
        Meaning meaning = NameConventions.refine(
                name, facts.map(MetricSchema.Facts::meaning).orElseGet(() -> NameConventions.of(name)));
        if (!named.getOrDefault("quantile", LabelFact.NEVER).isNever() && isAsked(selector, "quantile")) {
            meaning = meaning.withKind(Meaning.Kind.QUANTILE);
        }
        Interval values = facts.map(MetricSchema.Facts::values).orElse(Interval.ANY);
        boolean numbers = meaning.declared()
                && meaning.kind() != Meaning.Kind.UNKNOWN
                && meaning.kind() != Meaning.Kind.NATIVE_HISTOGRAM;
        Description description =
                Description.vector(labels).withMeaning(meaning).withValues(values);
        if (numbers) {
            description = description.withNumbers(values);
        }
        return dead ? description.withEmptiness(Description.Emptiness.ALWAYS) : description;
    }

    /** Whether the index knows better: no such metric, or no such label of it. */
    private void checkKnown(VectorSelector selector, String name) {
        checks.checkName(selector);
        schema.missing(name)
                .ifPresent(hint -> findings.warning(
                        selector.span(), "metric/unknown", "no exporter has the metric \"" + name + "\"", hint));
        for (LabelMatcher matcher : selector.matchers()) {
            schema.withoutLabel(name, matcher.label())
                    .ifPresent(hint -> findings.warning(
                            matcher.span(),
                            "label/unknown",
                            "the metric \"" + name + "\" has no label \"" + matcher.label() + "\"",
                            hint));
        }
    }

    /** What a matcher alone says. */
    private static LabelFact fact(LabelMatcher matcher) {
        LabelValues values = LabelValues.matching(matcher);
        if (!LabelRegex.matchesEmpty(matcher)) {
            return LabelFact.always(values);
        }
        return values.isEmpty() ? LabelFact.NEVER : LabelFact.maybe(values);
    }

    private void checkMatcher(
            LabelMatcher matcher, LabelFact before, @org.jspecify.annotations.Nullable LabelFact after) {
        String text = matcher.label() + matcher.op().text() + "\"" + matcher.value() + "\"";
        if (after == null) {
            reportContradiction(matcher, before, text);
        }
        if (matcher.op() == LabelMatcher.Op.REGEX && matcher.value().equals(".*")) {
            findings.warning(
                    matcher.span(),
                    "matcher/tautology",
                    text + " matches every series, also those without the label",
                    "leave it out, or ask for =~\".+\" if the label must be there");
        }
        boolean bound = matcher.label().equals("le") || matcher.label().equals("quantile");
        String whole = bound ? integerBound(matcher) : "";
        if (!whole.isEmpty()) {
            boolean never = matcher.op() == LabelMatcher.Op.EQUAL;
            findings.error(
                    matcher.span(),
                    "matcher/integer-bound",
                    text + (never ? " never matches" : " misses \"" + whole + "\"")
                            + ": Prometheus 3 writes bounds as floating-point numbers",
                    "write \"" + whole + ".0\"");
        }
    }

    private void reportContradiction(LabelMatcher matcher, LabelFact before, String text) {
        SortedSet<String> known = before.values().known();
        boolean missing = before.isNever() && before.values().isEmpty();
        boolean listed = known != null && known.size() > 1;
        if (!missing && known != null && listed) {
            String values = known.stream().limit(MOST_VALUES).collect(Collectors.joining(", "));
            String hint = Nearest.hint(matcher.value(), known).orElse("ask for one of these");
            String more = known.size() > MOST_VALUES ? ", ..." : "";
            findings.error(
                    matcher.span(),
                    "matcher/contradiction",
                    text + " never matches: \"" + matcher.label() + "\" is one of " + values + more,
                    hint);
            return;
        }
        String why = missing
                ? "no series of this metric has the label \"" + matcher.label() + "\""
                : "what else is asked of \"" + matcher.label() + "\" excludes it";
        String hint = missing ? "leave it out" : "remove one of the two";
        findings.error(matcher.span(), "matcher/contradiction", text + " never matches: " + why, hint);
    }

    /** A value without a point that is asked for, by itself or in a list; empty when there is none. */
    private static String integerBound(LabelMatcher matcher) {
        boolean exact = matcher.op() == LabelMatcher.Op.EQUAL || matcher.op() == LabelMatcher.Op.NOT_EQUAL;
        List<String> values = exact ? List.of(matcher.value()) : LabelRegex.alternatives(matcher.value());
        return values.stream().filter(SelectorRules::isInteger).findFirst().orElse("");
    }

    private static boolean isAsked(VectorSelector selector, String label) {
        return selector.matchers().stream().anyMatch(matcher -> matcher.label().equals(label));
    }

    private static boolean isInteger(String value) {
        return !value.isEmpty() && value.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
