package dev.strata.rulegen.inspect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What is meant as it is: the file {@code .lint} beside dashboards. Its shape is that of Grafana's dashboard-linter, its
 * names are those of our lints; an entry without a dashboard or a panel holds for all of them.
 */
public final class Exceptions {
    public static final Exceptions NONE = new Exceptions(List.of());

    private final List<Entry> entries;

    private Exceptions(List<Entry> entries) {
        this.entries = List.copyOf(entries);
    }

    private record Entry(String lint, String dashboard, String panel) {
        boolean covers(String id, String title, String panelTitle) {
            return lint.equals(id)
                    && (dashboard.isEmpty() || dashboard.equals(title))
                    && (panel.isEmpty() || panel.equals(panelTitle));
        }
    }

    /** Reads the file; every entry needs its reason. */
    public static Exceptions parse(String text) throws IOException {
        var entries = new ArrayList<Entry>();
        JsonNode root = new ObjectMapper(new YAMLFactory()).readTree(text);
        for (var lint : root.path("exclusions").properties()) {
            JsonNode all = lint.getValue();
            if (all.path("entries").isEmpty()) {
                reason(lint.getKey(), all.path("reason"));
                entries.add(new Entry(lint.getKey(), "", ""));
            }
            for (JsonNode entry : all.path("entries")) {
                reason(lint.getKey(), all.path("reason").isMissingNode() ? entry.path("reason") : all.path("reason"));
                entries.add(new Entry(
                        lint.getKey(),
                        entry.path("dashboard").asText(""),
                        entry.path("panel").asText("")));
            }
        }
        return new Exceptions(entries);
    }

    private static void reason(String lint, JsonNode reason) throws IOException {
        if (reason.asText("").isBlank()) {
            throw new IOException("an exception of " + lint + " gives no reason");
        }
    }

    boolean covers(String lint, String dashboard, String panel) {
        return entries.stream().anyMatch(entry -> entry.covers(lint, dashboard, panel));
    }
}
