package dev.strata.exporter.config;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where else to look, by what is to be seen there: {@code logs} and {@code traces}. Templates of http addresses with
 * names in braces.
 */
public record LinksConfig(Map<String, String> templates) {

    public static final LinksConfig NONE = new LinksConfig(Map.of());

    private static final List<String> TARGETS = List.of("logs", "traces");
    private static final List<String> NAMES =
            List.of("namespace", "kind", "name", "signal", "from", "to", "fromMillis", "toMillis");
    private static final Pattern NAME = Pattern.compile("\\{([^{}]*)\\}");

    public LinksConfig {
        templates = Collections.unmodifiableMap(new TreeMap<>(templates));
    }

    static LinksConfig read(ConfigSection section) {
        var templates = new TreeMap<String, String>();
        for (String target : TARGETS) {
            String template = section.text(target, "");
            if (!template.isEmpty() && isSound(section, target, template)) {
                templates.put(target, template);
            }
        }
        section.rejectOthers();
        return new LinksConfig(templates);
    }

    private static boolean isSound(ConfigSection section, String target, String template) {
        if (!template.startsWith("http://") && !template.startsWith("https://")) {
            section.reject(
                    target, "expected an address that starts with https:// or http://, found '" + template + "'");
            return false;
        }
        Matcher name = NAME.matcher(template);
        while (name.find()) {
            if (!NAMES.contains(name.group(1))) {
                section.reject(
                        target,
                        "nothing is called {" + name.group(1) + "}; known here: {" + String.join("}, {", NAMES) + "}");
                return false;
            }
        }
        return true;
    }
}
