package dev.strata.rulegen.cli;

import dev.strata.rulegen.promtool.Promtool;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Which promtool judges. */
final class PromtoolChoice {
    private PromtoolChoice() {}

    static Promtool find(Rulegen rulegen, @Nullable Path promtool) {
        String variable = rulegen.environment().get("STRATA_PROMTOOL");
        return Promtool.find(promtool, variable, rulegen.environment().get("PATH"))
                .orElseThrow(() -> {
                    Object named = promtool == null ? variable : promtool;
                    String what = named == null ? "promtool is not on the PATH" : "no program at " + named;
                    return new Unavailable(what + "; give its place with --promtool or in STRATA_PROMTOOL");
                });
    }
}
