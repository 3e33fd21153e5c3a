package dev.strata.exporter.report;

import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.health.Finding;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Addresses at which a finding can be looked into, made from templates. What is filled in is percent-encoded, so that a
 * name can never change where a link leads.
 *
 * @param templates by what is to be seen there, such as {@code logs}
 */
public record Links(Map<String, String> templates) {

    public static final Links NONE = new Links(Map.of());

    /** What led to a finding is older than it. */
    private static final Duration BEFORE = Duration.ofMinutes(10);

    /** Where to look when nobody knows since when. */
    private static final Duration UNKNOWN = Duration.ofHours(1);

    public Links {
        templates = Collections.unmodifiableMap(new TreeMap<>(templates));
    }

    /** One address. */
    record Link(String name, String url) {}

    /** Links for the finding, in the order of their names; none that would need a namespace which there is not. */
    List<Link> of(Finding finding, Instant now) {
        ObjectKey subject = finding.id().subject();
        Instant from = finding.sinceKnown() ? finding.since().minus(BEFORE) : now.minus(UNKNOWN);
        Map<String, String> values = Map.of(
                "{namespace}", subject.namespace(),
                "{kind}", subject.kind(),
                "{name}", subject.name(),
                "{signal}", finding.id().signal(),
                "{from}", from.toString(),
                "{to}", now.toString(),
                "{fromMillis}", String.valueOf(from.toEpochMilli()),
                "{toMillis}", String.valueOf(now.toEpochMilli()));
        var links = new ArrayList<Link>();
        templates.forEach((name, template) -> {
            if (!template.contains("{namespace}") || !subject.namespace().isEmpty()) {
                links.add(new Link(name, filled(template, values)));
            }
        });
        return links;
    }

    /** In one pass: what is filled in is not looked at again. */
    private static String filled(String template, Map<String, String> values) {
        var url = new StringBuilder();
        int at = 0;
        while (at < template.length()) {
            int end = template.charAt(at) == '{' ? template.indexOf('}', at) : -1;
            String value = end < 0 ? null : values.get(template.substring(at, end + 1));
            url.append(value == null ? template.substring(at, at + 1) : encoded(value));
            at = value == null ? at + 1 : end + 1;
        }
        return url.toString();
    }

    private static String encoded(String value) {
        var text = new StringBuilder();
        for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain = (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || "-._~".indexOf(c) >= 0;
            text.append(plain ? String.valueOf(c) : String.format(Locale.ROOT, "%%%02X", (int) c));
        }
        return text.toString();
    }
}
