package dev.strata.rulegen.definition;

import dev.strata.rulegen.diagnostic.Located;
import dev.strata.rulegen.promql.ast.Expr;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A page of somebody's own, beside those that alerts and objectives yield by themselves.
 *
 * @param name the uid of the page, for ever
 * @param question what the page answers, in one sentence
 * @param from how far back it looks when it is opened
 */
public record DashboardDefinition(
        Located<String> name, String title, String question, String from, List<Choice> variables, List<Row> rows) {
    public DashboardDefinition {
        Objects.requireNonNull(name);
        Objects.requireNonNull(title);
        Objects.requireNonNull(question);
        Objects.requireNonNull(from);
        variables = List.copyOf(variables);
        rows = List.copyOf(rows);
    }

    /** All panels in the order of the page. */
    public List<Panel> panels() {
        return rows.stream().flatMap(row -> row.panels().stream()).toList();
    }

    /**
     * A variable: the values that a label has in some series.
     *
     * @param series a selector, already for the chosen clusters
     */
    public record Choice(String name, String title, String label, String series) {}

    /** Panels under a heading; {@code repeat} names the variable for each of whose values the row is shown. */
    public record Row(
            String title, boolean folded, @Nullable String repeat, List<Panel> panels) {
        public Row {
            panels = List.copyOf(panels);
        }
    }

    /** What a panel is made of. */
    public sealed interface Panel permits OfAlert, OfSlo, Own {}

    /** The panel that an alert yields, with the line at its limit. */
    public record OfAlert(Located<String> alert) implements Panel {}

    /** How fast an objective's budget is used up, with the lines of its alerts. */
    public record OfSlo(Located<String> slo) implements Panel {}

    /** A panel with queries of its own, or a text. */
    public record Own(Located<String> title, Shape shape, Looks looks, List<Query> queries, List<Way> ways)
            implements Panel {
        public Own {
            queries = List.copyOf(queries);
            ways = List.copyOf(ways);
        }
    }

    /** How a panel shows its numbers. */
    public enum Shape {
        STAT,
        SERIES,
        STACKED,
        TABLE,
        STATES,
        TEXT
    }

    /**
     * How a panel reads.
     *
     * @param description of a text, the text itself
     * @param unit Grafana's name of it
     * @param width in columns of 24, 0 for the usual one
     * @param height in rows of Grafana's grid, 0 for the usual one
     * @param empty what stands where there is no data
     * @param fixedWindow why its windows do not follow the zoom; empty if they do
     */
    public record Looks(
            String description,
            Located<String> unit,
            int width,
            int height,
            String empty,
            Limits limits,
            List<Word> words,
            String fixedWindow) {
        public Looks {
            words = List.copyOf(words);
        }
    }

    /** Where colours change; the worse one may be missing. */
    public record Limits(
            boolean upper,
            @Nullable Double warning,
            @Nullable Double critical) {
        public static final Limits NONE = new Limits(true, null, null);
    }

    /** A word for a whole number. */
    public record Word(int value, String text, Tone tone) {}

    /** What a colour says. */
    public enum Tone {
        GOOD,
        NOTE,
        WARNING,
        CRITICAL,
        UNKNOWN
    }

    /**
     * A query.
     *
     * @param text as Grafana asks it, with its variables and for the chosen clusters
     * @param expr what it comes to once Grafana has filled it in, for checks; places are those of the file
     * @param name of the lines or of the table's column
     */
    public record Query(Located<String> text, Expr expr, String name) {}

    /** A link to another page by its uid, or to anywhere by its address. */
    public record Way(String title, Located<String> target, boolean isPage) {}
}
