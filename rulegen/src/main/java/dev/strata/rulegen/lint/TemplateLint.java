package dev.strata.rulegen.lint;

import dev.strata.rulegen.diagnostic.Diagnostic.Level;
import dev.strata.rulegen.diagnostic.Nearest;
import dev.strata.rulegen.diagnostic.Span;
import dev.strata.rulegen.promql.infer.Inference;
import dev.strata.rulegen.promql.infer.LabelFact;
import dev.strata.rulegen.promql.infer.Labels;
import dev.strata.rulegen.rule.AlertingRule;
import dev.strata.rulegen.template.AnnotationTemplate;
import dev.strata.rulegen.template.TemplateException;
import dev.strata.rulegen.template.TemplateReads;
import dev.strata.rulegen.template.TemplateReads.LabelComparison;
import dev.strata.rulegen.template.TemplateReads.LabelRead;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Texts are templates: they must be readable, read only labels that the expression keeps, compare them with values that
 * they can have, and write numbers as people read them.
 */
final class TemplateLint implements Lint {
    private static final Pattern UNKNOWN_FUNCTION = Pattern.compile("function \"(\\w+)\" not defined");

    /** A variable outside of braces, or in single ones. */
    private static final Pattern BARE = Pattern.compile("([$]labels[.]\\w+|[$]value\\b)");

    @Override
    public String id() {
        return "template";
    }

    @Override
    public void check(AlertingRule rule, Inference.Result inferred, Report report) {
        for (Map.Entry<String, String> annotation : rule.annotations().entrySet()) {
            new Text(rule, annotation.getKey(), annotation.getValue(), report).check(inferred);
        }
    }

    /** One annotation under check. */
    private record Text(AlertingRule rule, String name, String template, Report report) {

        private void check(Inference.Result inferred) {
            TemplateReads reads;
            try {
                reads = AnnotationTemplate.parse(template).reads();
            } catch (TemplateException e) {
                String message = String.valueOf(e.getMessage());
                add(
                        Level.ERROR,
                        e.offset(),
                        e.end(),
                        "the " + name + " is no valid template: " + message,
                        hint(message));
                return;
            }
            Matcher bare = BARE.matcher(template.replaceAll("[{][{].*?[}][}]", "{{}}"));
            if (template.contains("{ {")) {
                String message = "the " + name.replace('_', ' ') + " reads labels, but runbooks print it as it is";
                add(Level.ERROR, 0, 0, message, "name the subject in the summary");
            } else if (bare.find()) {
                String word = bare.group(1);
                int at = template.indexOf(bare.group());
                String message = "the " + name + " shows \"" + word + "\" as it is written, not its value";
                add(Level.ERROR, at, at + bare.group().length(), message, "write {{ " + word + " }}");
            }
            Labels kept = inferred.description().labels();
            Set<String> reported = new HashSet<>();
            for (LabelRead read : reads.labels()) {
                boolean lost = !read.external()
                        && !read.label().equals("cluster")
                        && kept.fact(read.label()).isNever();
                if (lost && reported.add(read.label())) {
                    lost(read, kept);
                }
            }
            reads.comparisons().forEach(comparison -> compared(comparison, kept));
            reads.mistakes()
                    .forEach(mistake -> add(
                            Level.ERROR,
                            mistake.start(),
                            mistake.end(),
                            "the " + name + " fails: " + mistake.message(),
                            mistake.hint().isEmpty() ? null : mistake.hint()));
            reads.values().forEach(use -> {
                ValueText problem =
                        ValueText.of(use.function(), inferred.description().meaning());
                if (problem != null) {
                    String message = "the " + name + " writes " + problem.message();
                    add(Level.WARNING, use.start(), use.end(), message, problem.hint());
                }
            });
        }

        private static @Nullable String hint(String message) {
            Matcher function = UNKNOWN_FUNCTION.matcher(message);
            return function.find()
                    ? Nearest.hint(function.group(1), AnnotationTemplate.functions())
                            .orElse(null)
                    : null;
        }

        private void lost(LabelRead read, Labels kept) {
            var names = new TreeSet<>(kept.certain());
            names.addAll(kept.possible());
            String hint = rule.labels().containsKey(read.label())
                    ? "labels that the rule itself adds cannot be read by templates"
                    : "kept: " + String.join(", ", names);
            String message = "the " + name + " reads the label \"" + read.label() + "\", which the expression drops";
            add(Level.ERROR, read.start(), read.end(), message, hint);
        }

        private void compared(LabelComparison comparison, Labels kept) {
            LabelFact fact = kept.fact(comparison.label());
            SortedSet<String> known = fact.values().known();
            if (known == null
                    || fact.isNever()
                    || known.contains(comparison.text())
                    || comparison.text().isEmpty()) {
                return;
            }
            String message = "the label \"" + comparison.label() + "\" is never \"" + comparison.text() + "\"";
            add(
                    Level.WARNING,
                    comparison.start(),
                    comparison.end(),
                    "the " + name + " compares in vain: " + message,
                    "it can be " + String.join(", ", known));
        }

        private void add(Level level, int start, int end, String message, @Nullable String hint) {
            report.add(level, place(start, end), message, hint);
        }

        /** Where the words of the annotation stand in the definition; nowhere if they were composed. */
        private Span place(int start, int end) {
            if (rule.origin().span().isNone() || start >= end || end > template.length()) {
                return Span.NONE;
            }
            String text = rule.origin().file().text();
            int from = rule.origin().span().start();
            int line = text.lastIndexOf('\n', from) + 1;
            int indent = 0;
            while (line + indent < text.length() && text.charAt(line + indent) == ' ') {
                indent++;
            }
            Matcher next = Pattern.compile("\n {0," + indent + "}[^ \\n]").matcher(text);
            int to = next.find(from) ? next.start() : text.length();
            // What stands behind the words may have been composed, as the sentence about the cause is.
            Matcher whole = words(template.substring(0, end), text, from, to);
            if (whole.find()) {
                return new Span(whole.start() + start, whole.end());
            }
            Matcher words = words(template.substring(start, end), text, from, to);
            return words.find() ? new Span(words.start(), words.end()) : Span.NONE;
        }

        private static Matcher words(String words, String text, int from, int to) {
            return Pattern.compile(Pattern.quote(words) + "(?!\\w)")
                    .matcher(text)
                    .region(from, to);
        }
    }
}
