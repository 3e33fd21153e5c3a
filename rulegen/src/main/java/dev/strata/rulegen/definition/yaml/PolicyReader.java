package dev.strata.rulegen.definition.yaml;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.strata.rulegen.definition.Policy;
import dev.strata.rulegen.diagnostic.Located;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a document of the kind Policy. */
final class PolicyReader {
    private PolicyReader() {}

    static @Nullable Policy read(MappingReader document) {
        Located<String> name = Names.required(document);
        String names = names(document);
        List<String> labels = document.words("labels");
        List<String> annotations = document.words("annotations");
        List<String> teams = document.words("teams");
        Located<Duration> longest = document.positiveDuration("longestFor");
        Integer pages = document.has("pages") ? Numbers.positive(document, "pages") : null;
        document.close();
        Duration most = longest == null ? null : longest.value();
        return name == null ? null : new Policy(name, names, labels, annotations, teams, most, pages);
    }

    private static @Nullable String names(MappingReader document) {
        Located<String> text = document.text("names");
        if (text == null) {
            return null;
        }
        try {
            return Pattern.compile(text.value()).pattern();
        } catch (PatternSyntaxException e) {
            String message = "found \"" + text.value() + "\", expected a regular expression: " + e.getDescription();
            document.source().error(text.span(), "bad-regex", message, null);
            return null;
        }
    }
}
