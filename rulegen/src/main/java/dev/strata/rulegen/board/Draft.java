package dev.strata.rulegen.board;

import dev.strata.rulegen.dashboard.Link;
import dev.strata.rulegen.dashboard.Panel;
import dev.strata.rulegen.dashboard.Panel.Kind;
import dev.strata.rulegen.dashboard.Panel.Size;
import dev.strata.rulegen.dashboard.PanelQuery;
import dev.strata.rulegen.dashboard.PanelQuery.Column;
import dev.strata.rulegen.dashboard.PanelStyle;
import dev.strata.rulegen.dashboard.PanelStyle.Shape;
import dev.strata.rulegen.dashboard.PanelStyle.Step;
import dev.strata.rulegen.dashboard.PanelStyle.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A panel in the making. Queries may say {@code $C} for the choice of the cluster and {@code $R} for the window of rates.
 */
final class Draft {
    private static final String CLUSTER_CHOICE = "cluster=~\"$cluster\"";
    private static final String RATE_WINDOW = "$__rate_interval";

    private final String key;
    private final String title;
    private final Kind kind;
    private final List<PanelQuery> queries = new ArrayList<>();
    private final List<Link> links = new ArrayList<>();
    private final SortedMap<String, String> exceptions = new TreeMap<>();
    private String description = "";
    private Size size;
    private PanelStyle style;

    private Draft(String key, String title, Kind kind, Size size, String unit) {
        this.key = key;
        this.title = title;
        this.kind = kind;
        this.size = size;
        this.style = PanelStyle.plain(unit, "no data");
    }

    static Draft tile(String key, String title, String unit) {
        return new Draft(key, title, Kind.STAT, new Size(4, 4), unit);
    }

    static Draft series(String key, String title, String unit) {
        return new Draft(key, title, Kind.TIME_SERIES, new Size(8, 7), unit);
    }

    static Draft table(String key, String title) {
        Draft draft = new Draft(key, title, Kind.TABLE, new Size(24, 8), "short");
        draft.style = draft.style.hiding(List.of("Time"));
        return draft;
    }

    static Draft timeline(String key, String title) {
        return new Draft(key, title, Kind.STATE_TIMELINE, new Size(24, 7), "none");
    }

    /** Three sentences at the top of a page: its question, how to read it, where to go next. */
    static Draft text(String key, String title, String text) {
        return new Draft(key, title, Kind.TEXT, new Size(24, 3), "none").says(text);
    }

    static Draft note(String question, String reading, String next) {
        Draft draft = new Draft("note", question, Kind.TEXT, new Size(24, 3), "none");
        return draft.says(reading + "\n\n" + next);
    }

    Draft ask(String text, String legend) {
        queries.add(PanelQuery.drawn(fill(text), legend));
        return this;
    }

    /** A query that is written out already. */
    Draft asked(String text, String name) {
        boolean column = kind == Kind.TABLE;
        queries.add(new PanelQuery(text, name, column ? new Column(name, style.hiding(List.of())) : null));
        return this;
    }

    /** A value column of a table. */
    Draft column(String name, String unit, String text) {
        return column(name, PanelStyle.plain(unit, ""), text);
    }

    Draft column(String name, PanelStyle look, String text) {
        queries.add(new PanelQuery(fill(text), name, new Column(name, look)));
        return this;
    }

    Draft says(String text) {
        description = text;
        return this;
    }

    /** Says whose series these are, for the case that there are none. */
    Draft from(String source) {
        description += " Source: " + source + ".";
        return empty("no data from " + source);
    }

    Draft empty(String word) {
        style = style.withNoValue(word);
        return this;
    }

    /** Larger is worse. */
    Draft upTo(double orange, double red) {
        return steps(
                new Step(PanelStyle.GREEN, null), new Step(PanelStyle.ORANGE, orange), new Step(PanelStyle.RED, red));
    }

    /** Smaller is worse: red below the first number, orange below the second. */
    Draft atLeast(double red, double orange) {
        return steps(
                new Step(PanelStyle.RED, null), new Step(PanelStyle.ORANGE, red), new Step(PanelStyle.GREEN, orange));
    }

    Draft steps(Step... steps) {
        style = style.withSteps(List.of(steps));
        return this;
    }

    Draft words(List<Word> words) {
        style = style.withWords(words);
        return this;
    }

    Draft unit(String other) {
        style = style.withUnit(other);
        return this;
    }

    Draft styled(PanelStyle other) {
        style = other.hiding(style.hidden());
        return this;
    }

    /** Words in the place of the values of a table's label. */
    Draft naming(String column, SortedMap<String, String> words) {
        style = style.naming(column, words);
        return this;
    }

    /** Columns of a table from left to right. */
    Draft order(String... columns) {
        style = style.ordered(List.of(columns));
        return this;
    }

    Draft stacked() {
        style = style.withShape(Shape.STACKED);
        return this;
    }

    Draft signed() {
        style = style.withShape(Shape.SIGNED);
        return this;
    }

    Draft hiding(String... columns) {
        var all = new ArrayList<String>(style.hidden());
        all.addAll(List.of(columns));
        style = style.hiding(all);
        return this;
    }

    Draft size(int width, int height) {
        size = new Size(width, height);
        return this;
    }

    Size size() {
        return size;
    }

    Draft link(String name, String url) {
        links.add(new Link(name, url, ""));
        return this;
    }

    /** A link on the cells of one column. */
    Draft link(String column, String name, String url) {
        links.add(new Link(name, url, column));
        return this;
    }

    /** A window that the panel means, whatever the zoom. */
    Draft fixedWindow(String reason) {
        exceptions.put("dash-rate-window", reason);
        return this;
    }

    Panel done() {
        return new Panel(key, title, description, kind, size, style, queries, links, exceptions);
    }

    static List<Panel> all(Draft... drafts) {
        return List.of(drafts).stream().map(Draft::done).toList();
    }

    static String fill(String text) {
        return text.replace("$C", CLUSTER_CHOICE).replace("$R", RATE_WINDOW);
    }
}
