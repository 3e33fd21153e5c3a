package dev.strata.rulegen.definition.yaml;

import dev.strata.rulegen.definition.AlertExample.InputSeries;
import dev.strata.rulegen.definition.PromTime;
import dev.strata.rulegen.definition.Quantity;
import dev.strata.rulegen.definition.RecordingDefinition;
import dev.strata.rulegen.definition.RecordingDefinition.Element;
import dev.strata.rulegen.definition.RecordingDefinition.RecordingExample;
import dev.strata.rulegen.definition.RecordingPack;
import dev.strata.rulegen.definition.Suppression;
import dev.strata.rulegen.diagnostic.Located;
import dev.strata.rulegen.promql.ast.Expr;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads a document of the kind RecordingRules. */
final class RecordingReader {
    private static final String NAME = "[a-zA-Z_][a-zA-Z0-9_]*(:[a-zA-Z0-9_]+)+";

    private final MappingReader rule;
    private final List<RecordingDefinition> rules;

    private RecordingReader(MappingReader rule, List<RecordingDefinition> rules) {
        this.rule = rule;
        this.rules = rules;
    }

    static @Nullable RecordingPack read(MappingReader document) {
        MappingReader metadata = document.requiredMapping("metadata", "\"metadata\"");
        Located<String> name = metadata == null ? null : metadata.requiredText("name");
        if (metadata != null) {
            metadata.close();
        }
        Located<Duration> interval = document.positiveDuration("interval");
        if (!document.has("rules")) {
            document.missing("rules");
        }
        var rules = new ArrayList<RecordingDefinition>();
        for (MappingReader rule : document.mappings("rules", "a recording rule")) {
            new RecordingReader(rule, rules).read();
            rule.close();
        }
        document.close();
        return name == null ? null : new RecordingPack(name, interval == null ? null : interval.value(), rules);
    }

    private void read() {
        Located<String> record = rule.requiredText("record");
        if (!rule.has("expr")) {
            rule.missing("expr");
        }
        ScalarText text = rule.scalar("expr");
        SortedMap<String, String> labels = TestReader.labels(rule, "labels");
        List<String> windows = windows();
        List<Test> tests = tests();
        List<Suppression> suppressions = SuppressionReader.read(rule);
        if (record == null || text == null || !isWindowed(record, text, windows)) {
            return;
        }
        for (String window : windows.isEmpty() ? List.of("") : windows) {
            String name = record.value().replace(WindowText.PLACE, window);
            Expr expr = PromqlText.parse(rule.source(), WindowText.fill(text.excerpt(), window));
            List<RecordingExample> own = tests.stream()
                    .filter(test ->
                            test.window().equals(window) || (test.window().isEmpty() && window.equals(windows.get(0))))
                    .map(Test::example)
                    .toList();
            if (expr != null && isNamed(record, name)) {
                var place = new Located<>(name, record.file(), record.span());
                rules.add(new RecordingDefinition(place, expr, labels, own, suppressions));
            }
        }
    }

    private boolean isNamed(Located<String> record, String name) {
        boolean good = name.matches(NAME);
        if (!good) {
            String message = "found \"" + name + "\", expected a name of the shape level:metric:operations";
            error(record, "bad-name", message, "write for example cluster:requests:rate5m");
        }
        return good;
    }

    private boolean isWindowed(Located<String> record, ScalarText text, List<String> windows) {
        boolean inName = record.value().contains(WindowText.PLACE);
        boolean inExpr = text.value().contains(WindowText.PLACE);
        boolean wanted = rule.has("windows");
        if (inName == wanted && inExpr == wanted) {
            return !wanted || !windows.isEmpty();
        }
        String hint = "write ${window} in both \"record\" and \"expr\", and name the lengths under \"windows\"";
        error(record, "windows", "\"windows\", name and expression do not agree about ${window}", hint);
        return false;
    }

    private List<String> windows() {
        var windows = new ArrayList<String>();
        for (Located<String> window : rule.texts("windows")) {
            if (PromTime.parse(window.value())
                    .filter(length -> !length.isZero())
                    .isEmpty()) {
                error(window, "bad-duration", "found \"" + window.value() + "\", expected a window such as 5m", null);
            } else if (windows.contains(window.value())) {
                error(window, "duplicate-key", "the window \"" + window.value() + "\" stands here twice", null);
            } else {
                windows.add(window.value());
            }
        }
        return windows;
    }

    private record Test(String window, RecordingExample example) {}

    private List<Test> tests() {
        var tests = new ArrayList<Test>();
        for (MappingReader test : rule.mappings("tests", "a test")) {
            Located<String> name = test.requiredText("name");
            Located<Duration> at = TestReader.at(test);
            List<InputSeries> input = TestReader.input(test);
            String window = test.textOr("window", "");
            List<String> known = rule.words("windows");
            if (!window.isEmpty() && !known.contains(window)) {
                rule.source().unknownWord(test.keySpan("window"), "unknown-word", "window", window, known);
            }
            if (!test.has("recorded")) {
                test.missing("recorded");
            }
            var recorded = new ArrayList<Element>();
            for (MappingReader element : test.mappings("recorded", "a recorded element")) {
                SortedMap<String, String> labels = TestReader.labels(element, "labels");
                Located<Quantity> value = element.requiredQuantity("value");
                element.close();
                if (value != null) {
                    recorded.add(
                            new Element(new TreeMap<>(labels), value.value().value()));
                }
            }
            test.close();
            if (name != null && at != null) {
                tests.add(new Test(window, new RecordingExample(name, input, at.value(), recorded)));
            }
        }
        return tests;
    }

    private void error(Located<String> place, String id, String message, @Nullable String hint) {
        rule.source().error(place.span(), id, message, hint);
    }
}
