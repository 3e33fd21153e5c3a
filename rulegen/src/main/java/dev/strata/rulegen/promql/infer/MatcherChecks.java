package dev.strata.rulegen.promql.infer;

import dev.strata.rulegen.promql.ast.LabelMatcher;
import dev.strata.rulegen.promql.ast.VectorSelector;
import dev.strata.rulegen.promql.check.LabelRegex;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Texts in matchers, and names, that were meant for another place: wildcards, variables, misspelt values. */
final class MatcherChecks {
    /** What nobody writes into a value but everybody into a regular expression. */
    private static final Pattern REGEX_TEXT =
            Pattern.compile(".*\\.[*+].*|[1-5](\\.\\.|\\*{1,2})|\\^.*|.*[^\\\\]\\$|\\w[\\w-]*(\\|\\w[\\w-]*)+");

    private static final Pattern CLASS = Pattern.compile("[1-5][xX]{2}");
    /** Exporters that do write such classes of codes. */
    private static final List<String> WRITE_CLASSES = List.of(
            "haproxy_", "nginx_vts_", "nginx_http_", "nginxplus_", "jaeger_", "kong_", "envoy_", "aws_", "varnish_");

    private static final Pattern VARIABLE = Pattern.compile(".*(\\$[A-Za-z_]|\\$\\{[A-Za-z_]|\\[\\[\\w+]]).*");
    private static final Set<String> WORDS = Set.of("true", "false", "null", "none", "nil");

    private final Findings findings;

    MatcherChecks(Findings findings) {
        this.findings = findings;
    }

    void checkName(VectorSelector selector) {
        String name = selector.metricName();
        if (WORDS.contains(name) && selector.matchers().isEmpty()) {
            findings.warning(
                    selector.span(),
                    "metric/word",
                    "\"" + name + "\" is read as the name of a metric: PromQL has no such value",
                    "compare with 1 for true and with 0 for false");
        }
    }

    /** {@code known} whether the metric is; {@code usual} are values that are known of the label although others are possible. */
    void check(VectorSelector selector, LabelMatcher matcher, boolean known, Set<String> usual) {
        if (matcher.label().equals(LabelMatcher.METRIC_NAME)) {
            return;
        }
        String text = matcher.label() + matcher.op().text() + "\"" + matcher.value() + "\"";
        if (VARIABLE.matcher(matcher.value()).matches()) {
            findings.warning(
                    matcher.span(),
                    "matcher/variable",
                    text + " asks for this very text: only dashboards replace variables",
                    "write the value itself");
            return;
        }
        if (!matcher.op().isRegex() && REGEX_TEXT.matcher(matcher.value()).matches()) {
            boolean negative = matcher.op().isNegative();
            findings.warning(
                    matcher.span(),
                    "matcher/regex-as-text",
                    text + " compares with this very text, but it looks like a regular expression",
                    "write " + matcher.label() + (negative ? "!~" : "=~") + "\"" + asRegex(matcher.value()) + "\"");
            return;
        }
        checkClass(selector, matcher, known);
        checkSpelling(matcher, text, usual);
    }

    /** Some exporters do write 5xx; those that are known here do not. */
    private void checkClass(VectorSelector selector, LabelMatcher matcher, boolean known) {
        boolean may = !known && !matcher.op().isRegex();
        if (may || WRITE_CLASSES.stream().anyMatch(selector.metricName()::startsWith)) {
            return;
        }
        List<String> asked =
                matcher.op().isRegex() ? LabelRegex.alternatives(matcher.value()) : List.of(matcher.value());
        asked.stream()
                .filter(part -> CLASS.matcher(part).matches())
                .findFirst()
                .ifPresent(part -> findings.warning(
                        matcher.span(),
                        "matcher/code-class",
                        "\"" + part + "\" stands for these three characters, not for all codes from " + part.charAt(0)
                                + "00 on",
                        "write =~\"" + part.charAt(0) + "..\""));
    }

    private static String asRegex(String value) {
        return value.matches("[1-5]\\*{1,2}") ? value.charAt(0) + ".." : value;
    }

    private void checkSpelling(LabelMatcher matcher, String text, Set<String> usual) {
        List<String> asked =
                matcher.op().isRegex() ? LabelRegex.alternatives(matcher.value()) : List.of(matcher.value());
        for (String value : asked) {
            Optional<String> meant = usual.contains(value) ? Optional.empty() : like(value, usual);
            if (meant.isPresent()) {
                findings.warning(
                        matcher.span(),
                        "matcher/spelling",
                        text + ": the value is written \"" + meant.get() + "\"",
                        "write \"" + meant.get() + "\"");
                return;
            }
        }
    }

    /** A value that differs in case, in what joins its words, in its last letters, or by being denied. */
    private static Optional<String> like(String value, Set<String> usual) {
        String plain = plain(value);
        if (plain.length() < 2) {
            return Optional.empty();
        }
        return new TreeSet<>(usual)
                .stream()
                        .filter(one -> {
                            String other = plain(one);
                            int missing = other.length() - plain.length();
                            boolean cut = plain.length() >= 3 && missing > 0 && missing <= 7 && other.startsWith(plain);
                            return other.equals(plain) || cut || plain.equals("not" + other);
                        })
                        .findFirst();
    }

    private static String plain(String value) {
        return value.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
    }
}
