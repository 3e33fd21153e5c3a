package dev.strata.rulegen.definition;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Names in which {@code *} stands for any characters. */
public final class Globs {
    private static final Pattern SPECIAL = Pattern.compile("[.+?()\\[\\]{}^$|\\\\]");

    private Globs() {}

    /** One regular expression of RE2 for all of them, to be matched as a whole. */
    public static String regex(List<String> globs) {
        return globs.stream().map(Globs::regex).collect(Collectors.joining("|"));
    }

    private static String regex(String glob) {
        return SPECIAL.matcher(glob).replaceAll("\\\\$0").replace("*", ".*");
    }

    public static boolean matches(List<String> globs, String name) {
        return Pattern.matches(regex(globs), name);
    }
}
