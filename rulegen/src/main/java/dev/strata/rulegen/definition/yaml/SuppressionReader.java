package dev.strata.rulegen.definition.yaml;

import dev.strata.rulegen.definition.Suppression;
import dev.strata.rulegen.diagnostic.Located;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Reads which lints are not to be followed, and why. */
final class SuppressionReader {
    private SuppressionReader() {}

    static List<Suppression> read(MappingReader reader) {
        var suppressions = new ArrayList<Suppression>();
        for (MappingReader entry : reader.mappings("suppress", "a suppression")) {
            Located<String> lint = entry.requiredText("lint");
            Located<String> reason = entry.requiredText("reason");
            Located<LocalDate> until = entry.requiredDate("until");
            entry.close();
            if (lint != null && reason != null && until != null) {
                suppressions.add(new Suppression(lint, reason.value(), until.value()));
            }
        }
        if (reader.has("slowPage")) {
            Located<String> reason = reader.requiredText("slowPage");
            if (reason != null) {
                var lint = new Located<>("slow-page", reason.file(), reader.keySpan("slowPage"));
                suppressions.add(new Suppression(lint, reason.value(), null));
            }
        }
        return suppressions;
    }
}
