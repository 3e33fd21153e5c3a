package dev.strata.rulegen.definition.yaml;

import dev.strata.rulegen.diagnostic.Located;
import org.jspecify.annotations.Nullable;

/** Reads whole numbers. */
final class Numbers {
    private Numbers() {}

    /** Above zero; a missing key is reported. */
    static @Nullable Integer positive(MappingReader reader, String key) {
        Located<String> text = reader.requiredText(key);
        if (text != null && !text.value().matches("[1-9]\\d{0,6}")) {
            String message = "found \"" + text.value() + "\" for \"" + key + "\", expected a whole number above 0";
            reader.source().error(text.span(), "bad-quantity", message, null);
            return null;
        }
        return text == null ? null : Integer.valueOf(text.value());
    }
}
