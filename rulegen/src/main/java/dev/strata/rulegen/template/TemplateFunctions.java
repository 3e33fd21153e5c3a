package dev.strata.rulegen.template;

import dev.strata.rulegen.template.TemplateFunction.Parameter;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The functions that annotations may call: Go's own and those of Prometheus. */
final class TemplateFunctions {

    static final SortedMap<String, TemplateFunction> BY_NAME = table();

    private TemplateFunctions() {}

    private static SortedMap<String, TemplateFunction> table() {
        var table = new Table();
        GoFunctions.addTo(table);
        QueryFunctions.addTo(table);
        TextFunctions.addTo(table);
        NumberFunctions.addTo(table);
        return Collections.unmodifiableSortedMap(table.functions);
    }

    /** Takes functions; each letter of a signature is a parameter, a star behind the last one repeats it. */
    static final class Table {
        private static final Map<Character, Parameter> PARAMETERS =
                Map.of('v', Parameter.ANY, 's', Parameter.STRING, 'e', Parameter.SAMPLE, 'q', Parameter.SAMPLES);

        private final SortedMap<String, TemplateFunction> functions = new TreeMap<>();

        void add(String name, String signature, TemplateFunction.Body body) {
            boolean repeats = signature.endsWith("*");
            String letters = repeats ? signature.substring(0, signature.length() - 2) : signature;
            List<Parameter> fixed =
                    letters.chars().mapToObj(c -> parameter((char) c)).toList();
            @Nullable Parameter rest = repeats ? parameter(signature.charAt(signature.length() - 2)) : null;
            functions.put(name, new TemplateFunction(name, fixed, rest, body));
        }

        private static Parameter parameter(char letter) {
            Parameter parameter = PARAMETERS.get(letter);
            if (parameter == null) {
                throw new IllegalStateException("no parameter is written " + letter);
            }
            return parameter;
        }
    }
}
