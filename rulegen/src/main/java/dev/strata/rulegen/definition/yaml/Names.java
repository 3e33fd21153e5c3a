package dev.strata.rulegen.definition.yaml;

import dev.strata.rulegen.diagnostic.Located;
import org.jspecify.annotations.Nullable;

/** Reads metadata that holds nothing but a name. */
final class Names {
    private Names() {}

    static @Nullable Located<String> required(MappingReader document) {
        MappingReader metadata = document.requiredMapping("metadata", "\"metadata\"");
        Located<String> name = metadata == null ? null : metadata.requiredText("name");
        if (metadata != null) {
            metadata.close();
        }
        return name;
    }

    /** A name that nothing needs. */
    static void skip(MappingReader document) {
        MappingReader metadata = document.mapping("metadata", "\"metadata\"");
        if (metadata != null) {
            metadata.requiredText("name");
            metadata.close();
        }
    }
}
