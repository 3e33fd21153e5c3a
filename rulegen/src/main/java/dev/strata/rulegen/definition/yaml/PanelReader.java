package dev.strata.rulegen.definition.yaml;

import dev.strata.rulegen.definition.DashboardDefinition.Limits;
import dev.strata.rulegen.definition.DashboardDefinition.Looks;
import dev.strata.rulegen.definition.DashboardDefinition.OfAlert;
import dev.strata.rulegen.definition.DashboardDefinition.OfSlo;
import dev.strata.rulegen.definition.DashboardDefinition.Own;
import dev.strata.rulegen.definition.DashboardDefinition.Panel;
import dev.strata.rulegen.definition.DashboardDefinition.Query;
import dev.strata.rulegen.definition.DashboardDefinition.Shape;
import dev.strata.rulegen.definition.DashboardDefinition.Tone;
import dev.strata.rulegen.definition.DashboardDefinition.Way;
import dev.strata.rulegen.definition.DashboardDefinition.Word;
import dev.strata.rulegen.definition.Quantity;
import dev.strata.rulegen.definition.Quantity.Unit;
import dev.strata.rulegen.diagnostic.Located;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads one panel of a Dashboard. */
final class PanelReader {
    private static final int SHORTEST_DESCRIPTION = 40;
    private static final int COLUMNS = 24;
    private static final int TALLEST = 40;
    private static final int MOST_QUERIES = 26;
    private static final Map<Unit, List<String>> UNITS = Map.of(
            Unit.RATIO, List.of("percentunit"),
            Unit.SECONDS, List.of("s", "dtdurations"),
            Unit.BYTES, List.of("bytes", "decbytes"),
            Unit.PER_SECOND, List.of("ops", "reqps", "rps", "wps", "cps", "eps", "mps", "recps", "iops"));

    private final MappingReader panel;
    private final List<String> variables;

    private PanelReader(MappingReader panel, List<String> variables) {
        this.panel = panel;
        this.variables = variables;
    }

    /** Titles are those that the page has already; the panel adds its own. */
    static @Nullable Panel read(MappingReader panel, List<String> variables, Map<String, Located<String>> titles) {
        List<String> ready = List.of("alert", "slo").stream().filter(panel::has).toList();
        if (ready.isEmpty()) {
            return new PanelReader(panel, variables).own(titles);
        }
        Located<String> name = panel.requiredText(ready.get(0));
        panel.close();
        if (ready.size() > 1) {
            panel.source().error(panel.place(), "panel", "a panel shows an alert or an objective, not both", null);
            return null;
        }
        if (name == null) {
            return null;
        }
        Located<String> other = titles.putIfAbsent(ready.get(0) + " " + name.value(), name);
        if (other != null) {
            String message = "the page shows the " + ready.get(0) + " \"" + name.value() + "\" already";
            panel.source().error(name.span(), "duplicate-key", message, null);
            return null;
        }
        return ready.get(0).equals("alert") ? new OfAlert(name) : new OfSlo(name);
    }

    private @Nullable Panel own(Map<String, Located<String>> titles) {
        Located<String> title = panel.requiredText("title");
        Located<Shape> shape = panel.requiredWord("show", text -> byId(Shape.values(), text), ids(Shape.values()));
        boolean text = shape != null && shape.value() == Shape.TEXT;
        String description = description(text ? "text" : "description");
        Located<String> unit = text ? null : panel.requiredText("unit");
        Limits limits = limits(unit);
        List<Word> words = words();
        var looks = new Looks(
                description,
                unit == null ? new Located<>("none", panel.source().file(), panel.place()) : unit,
                size("width", COLUMNS),
                size("height", TALLEST),
                panel.textOr("empty", "no data"),
                limits,
                words,
                panel.textOr("fixedWindow", ""));
        List<Query> queries = text ? List.of() : queries(shape == null ? Shape.SERIES : shape.value());
        List<Way> ways = ways();
        panel.close();
        if (title != null && titles.putIfAbsent("panel " + title.value(), title) != null) {
            String message = "the page has a panel \"" + title.value() + "\" already";
            panel.source().error(title.span(), "duplicate-key", message, "its number is made of its title");
            return null;
        }
        if (title == null || shape == null || description.length() < SHORTEST_DESCRIPTION) {
            return null;
        }
        return text || !queries.isEmpty() ? new Own(title, shape.value(), looks, queries, ways) : null;
    }

    private String description(String key) {
        Located<String> text = panel.requiredText(key);
        if (text == null) {
            return "";
        }
        if (text.value().length() < SHORTEST_DESCRIPTION) {
            String message = "\"" + key + "\" has " + text.value().length() + " characters, expected at least "
                    + SHORTEST_DESCRIPTION;
            String hint = "say what the panel shows, why it matters and where its limits come from";
            panel.source().error(text.span(), "short-text", message, hint);
        }
        return text.value().strip();
    }

    private int size(String key, int most) {
        if (!panel.has(key)) {
            return 0;
        }
        Integer size = Numbers.positive(panel, key);
        if (size != null && size > most) {
            String message = "found " + size + " for \"" + key + "\", expected at most " + most;
            panel.source().error(panel.keySpan(key), "bad-quantity", message, null);
            return 0;
        }
        return size == null ? 0 : size;
    }

    private List<Query> queries(Shape shape) {
        if (!panel.has("queries")) {
            panel.missing("queries");
        }
        var queries = new ArrayList<Query>();
        List<MappingReader> all = panel.mappings("queries", "a query");
        for (MappingReader reader : all) {
            ScalarText text = reader.has("expr") ? reader.scalar("expr") : null;
            if (!reader.has("expr")) {
                reader.missing("expr");
            }
            Located<String> name = shape == Shape.TABLE ? reader.requiredText("name") : reader.text("name");
            reader.close();
            GrafanaQuery query = text == null ? null : GrafanaQuery.read(reader.source(), text.excerpt(), variables);
            if (text != null && query != null) {
                var asked = new Located<>(query.asked().strip(), reader.source().file(), text.place());
                queries.add(new Query(asked, query.expr(), name == null ? "" : name.value()));
            }
        }
        if (all.size() > MOST_QUERIES) {
            String message = "a panel asks " + all.size() + " queries, expected at most " + MOST_QUERIES;
            panel.source().error(panel.keySpan("queries"), "bad-quantity", message, null);
            return List.of();
        }
        return queries;
    }

    private Limits limits(@Nullable Located<String> unit) {
        MappingReader reader = panel.mapping("limits", "\"limits\"");
        if (reader == null) {
            return Limits.NONE;
        }
        List<String> sides =
                List.of("above", "below").stream().filter(reader::has).toList();
        if (sides.size() != 1) {
            reader.source().error(reader.place(), "limits", "\"limits\" needs one of \"above\" and \"below\"", null);
            reader.close();
            return Limits.NONE;
        }
        boolean upper = sides.get(0).equals("above");
        MappingReader levels = reader.mapping(sides.get(0), "\"" + sides.get(0) + "\"");
        reader.close();
        if (levels == null) {
            return Limits.NONE;
        }
        Double warning = limit(levels, "warning", unit);
        Double critical = limit(levels, "critical", unit);
        if (!levels.has("warning") && !levels.has("critical")) {
            levels.missing("critical");
        }
        levels.close();
        if (warning != null && critical != null && (upper ? warning >= critical : warning <= critical)) {
            String message = "the critical limit is not beyond the limit of the warning";
            levels.source().error(levels.keySpan("critical"), "limits", message, null);
            return Limits.NONE;
        }
        return new Limits(upper, warning, critical);
    }

    private @Nullable Double limit(MappingReader levels, String key, @Nullable Located<String> unit) {
        Located<Quantity> limit = levels.quantity(key);
        if (limit == null) {
            return null;
        }
        List<String> fitting = UNITS.get(limit.value().unit());
        if (unit != null && fitting != null && !fitting.contains(unit.value())) {
            String message = "the limit " + limit.value().text() + " does not fit the unit \"" + unit.value() + "\"";
            levels.source()
                    .error(limit.span(), "limit-unit", message, "with such a limit: " + String.join(", ", fitting));
            return null;
        }
        return limit.value().value().doubleValue();
    }

    private List<Word> words() {
        var words = new ArrayList<Word>();
        for (MappingReader reader : panel.mappings("words", "a word")) {
            Located<String> value = reader.requiredText("value");
            Located<String> text = reader.requiredText("text");
            Located<Tone> tone = reader.requiredWord("tone", name -> byId(Tone.values(), name), ids(Tone.values()));
            reader.close();
            if (value != null && !value.value().matches("-?\\d{1,9}")) {
                String message = "found \"" + value.value() + "\" for \"value\", expected a whole number";
                reader.source().error(value.span(), "bad-quantity", message, null);
            } else if (value != null && text != null && tone != null) {
                words.add(new Word(Integer.parseInt(value.value()), text.value(), tone.value()));
            }
        }
        return words;
    }

    private List<Way> ways() {
        var ways = new ArrayList<Way>();
        for (MappingReader reader : panel.mappings("links", "a link")) {
            Located<String> title = reader.requiredText("title");
            boolean page = reader.has("page");
            if (page == reader.has("url")) {
                reader.source().error(reader.place(), "link", "a link needs one of \"page\" and \"url\"", null);
                continue;
            }
            Located<String> target = reader.requiredText(page ? "page" : "url");
            reader.close();
            if (target != null && !page && !target.value().matches("(https?://|/)\\S+")) {
                String message = "found \"" + target.value() + "\" for \"url\", expected an address";
                reader.source().error(target.span(), "link", message, "begin it with https:// or with /");
            } else if (title != null && target != null) {
                ways.add(new Way(title.value(), target, page));
            }
        }
        return ways;
    }

    private static <E extends Enum<E>> Optional<E> byId(E[] all, String text) {
        return Arrays.stream(all).filter(one -> id(one).equals(text)).findFirst();
    }

    private static <E extends Enum<E>> List<String> ids(E[] all) {
        return Arrays.stream(all).map(PanelReader::id).toList();
    }

    private static String id(Enum<?> one) {
        return one.name().toLowerCase(Locale.ROOT);
    }
}
