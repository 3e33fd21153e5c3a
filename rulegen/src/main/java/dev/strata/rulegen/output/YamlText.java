package dev.strata.rulegen.output;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.util.StringQuotingChecker;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** YAML that every reader takes for the same: whatever some version of YAML might see as no text is quoted. */
final class YamlText {
    private static final ObjectMapper MAPPER = new ObjectMapper(YAMLFactory.builder()
            .stringQuotingChecker(new Careful())
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.LITERAL_BLOCK_STYLE)
            .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .build());

    private YamlText() {}

    static String of(String comment, JsonNode tree) {
        try {
            return "# " + comment + "\n" + MAPPER.writeValueAsString(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree in memory cannot be written", e);
        }
    }

    /** Leaves only plain words bare. */
    private static final class Careful extends StringQuotingChecker {
        private static final long serialVersionUID = 1L;

        private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z0-9_./-]*");

        /** Words that YAML 1.1 or 1.2 readers take for truth values, nothing, infinity or no number. */
        private static final Set<String> SPECIAL =
                Set.of("y", "n", "yes", "no", "on", "off", "true", "false", "null", "inf", "nan");

        @Override
        public boolean needToQuoteName(String name) {
            return !WORD.matcher(name).matches() || isSpecial(name);
        }

        @Override
        public boolean needToQuoteValue(String value) {
            return !WORD.matcher(value).matches() || isSpecial(value);
        }

        private static boolean isSpecial(String text) {
            return SPECIAL.contains(text.toLowerCase(Locale.ROOT));
        }
    }
}
