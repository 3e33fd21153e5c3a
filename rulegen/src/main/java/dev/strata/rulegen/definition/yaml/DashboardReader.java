package dev.strata.rulegen.definition.yaml;

import dev.strata.rulegen.definition.DashboardDefinition;
import dev.strata.rulegen.definition.DashboardDefinition.Choice;
import dev.strata.rulegen.definition.DashboardDefinition.Panel;
import dev.strata.rulegen.definition.DashboardDefinition.Row;
import dev.strata.rulegen.definition.PromTime;
import dev.strata.rulegen.diagnostic.Located;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads a document of the kind Dashboard. */
final class DashboardReader {
    private static final String UID = "[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?";
    /** Uids of the pages that rulegen makes by itself. */
    private static final String TAKEN = "strata-";

    private static final int MOST_OPEN = 40;

    private final MappingReader document;
    private final List<String> names = new ArrayList<>(List.of("cluster"));
    private final List<Choice> variables = new ArrayList<>();
    private final Map<String, Located<String>> titles = new TreeMap<>();

    private DashboardReader(MappingReader document) {
        this.document = document;
    }

    static @Nullable DashboardDefinition read(MappingReader document) {
        return new DashboardReader(document).read();
    }

    private @Nullable DashboardDefinition read() {
        MappingReader metadata = document.requiredMapping("metadata", "\"metadata\"");
        Located<String> name = metadata == null ? null : name(metadata);
        Located<String> title = metadata == null ? null : metadata.requiredText("title");
        if (metadata != null) {
            metadata.close();
        }
        Located<String> question = document.requiredText("question");
        Located<Duration> from = document.positiveDuration("from");
        for (MappingReader reader : document.mappings("variables", "a variable")) {
            variable(reader);
        }
        List<Row> rows = rows();
        document.close();
        if (name == null || title == null || question == null) {
            return null;
        }
        String back = "now-" + (from == null ? "6h" : PromTime.text(from.value()));
        return new DashboardDefinition(name, title.value(), question.value(), back, variables, rows);
    }

    private @Nullable Located<String> name(MappingReader metadata) {
        Located<String> name = metadata.requiredText("name");
        if (name == null) {
            return null;
        }
        if (!name.value().matches(UID)) {
            String message = "found \"" + name.value() + "\", expected the uid of a page";
            error(name, "bad-name", message, "lower-case letters, digits and dashes, at most 40, such as shop-orders");
            return null;
        }
        if (name.value().startsWith(TAKEN)) {
            String message = "the uid \"" + name.value() + "\" begins like those of the generated pages";
            error(name, "bad-name", message, "choose one that does not begin with " + TAKEN);
            return null;
        }
        return name;
    }

    private void variable(MappingReader reader) {
        Located<String> name = reader.requiredText("name");
        Located<String> label = reader.requiredText("label");
        String title = reader.textOr("title", name == null ? "" : name.value());
        String series = null;
        if (!reader.has("of")) {
            reader.missing("of");
        } else if (PromqlText.requiredSelector(reader, "of") != null) {
            ScalarText text = reader.scalar("of");
            GrafanaQuery query = text == null ? null : GrafanaQuery.read(reader.source(), text.excerpt(), names);
            series = query == null ? null : query.asked();
        }
        reader.close();
        if (name == null || !isNew(name)) {
            return;
        }
        names.add(name.value());
        if (label != null && isLabel(label) && series != null) {
            variables.add(new Choice(name.value(), title, label.value(), series));
        }
    }

    private boolean isLabel(Located<String> label) {
        boolean good = label.value().matches("[a-zA-Z_]\\w*");
        if (!good) {
            error(label, "bad-name", "found \"" + label.value() + "\", expected the name of a label", null);
        }
        return good;
    }

    private boolean isNew(Located<String> name) {
        String message = null;
        if (!name.value().matches("[a-z][a-z0-9_]*")) {
            message = "found \"" + name.value() + "\", expected the name of a variable";
        } else if (names.contains(name.value()) || name.value().equals("datasource")) {
            message = "the page has a variable \"" + name.value() + "\" already";
        }
        if (message != null) {
            String hint = message.startsWith("found")
                    ? "lower-case letters, digits and underscores"
                    : "every page has \"datasource\" and \"cluster\"";
            error(name, message.startsWith("found") ? "bad-name" : "duplicate-key", message, hint);
        }
        return message == null;
    }

    private List<Row> rows() {
        if (!document.has("rows")) {
            document.missing("rows");
        }
        var rows = new ArrayList<Row>();
        int open = 0;
        for (MappingReader reader : document.mappings("rows", "a row")) {
            Located<String> title = reader.requiredText("title");
            boolean folded = reader.yes("folded", false);
            String repeat = repeat(reader);
            if (!reader.has("panels")) {
                reader.missing("panels");
            }
            var panels = new ArrayList<Panel>();
            for (MappingReader panel : reader.mappings("panels", "a panel")) {
                Panel read = PanelReader.read(panel, names, titles);
                if (read != null) {
                    panels.add(read);
                }
            }
            reader.close();
            open = folded ? panels.size() : open + panels.size();
            if (open > MOST_OPEN) {
                reader.source()
                        .error(
                                reader.place(),
                                "too-many-panels",
                                "more than " + MOST_OPEN + " panels ask at once",
                                "fold some rows: what is folded asks when it is opened");
                open = Integer.MIN_VALUE / 2;
            }
            if (title != null && isNewTitle(title, "row " + title.value())) {
                rows.add(new Row(title.value(), folded, repeat, panels));
            }
            open = folded ? 0 : open;
        }
        return rows;
    }

    private @Nullable String repeat(MappingReader reader) {
        Located<String> repeat = reader.text("repeat");
        if (repeat != null && !names.contains(repeat.value())) {
            reader.source().unknownWord(repeat.span(), "unknown-word", "variable", repeat.value(), names);
            return null;
        }
        return repeat == null ? null : repeat.value();
    }

    private boolean isNewTitle(Located<String> title, String key) {
        Located<String> other = titles.putIfAbsent(key, title);
        if (other != null) {
            error(title, "duplicate-key", "the page has a row \"" + title.value() + "\" already", null);
        }
        return other == null;
    }

    private void error(Located<String> place, String id, String message, @Nullable String hint) {
        document.source().error(place.span(), id, message, hint);
    }
}
