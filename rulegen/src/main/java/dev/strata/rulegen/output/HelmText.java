package dev.strata.rulegen.output;

import java.util.regex.Pattern;

/** A text that Helm hands on as it was: its own braces are written as literals, without quotes that YAML would escape. */
final class HelmText {
    private static final Pattern BRACES = Pattern.compile("\\{\\{|\\}\\}");

    private HelmText() {}

    static String of(String text) {
        return BRACES.matcher(text).replaceAll("{{`$0`}}");
    }
}
